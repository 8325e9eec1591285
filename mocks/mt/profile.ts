import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'MT',
  marking: {
    handle: 'identifikatur',
    handling: 'kodiċi_ta_trattament',
    addressees: 'destinatarji',
    itemConsents: 'kunsensi',
    protected: 'protett',
    sourceEvaluation: 'evalwazzjoni_tas_sors',
    informationEvaluation: 'evalwazzjoni_tal_informazzjoni',
  },
  overview: {
    modusOperandi: 'metodu_ta_operat',
    victimsIdentified: 'vittmi_identifikati',
    victimsSafeguarded: 'vittmi_protetti',
    victimsKnown: 'vittmi_magħrufa',
  },
  lists: {
    arrests: {
      native: 'arresti',
      fields: {
        caseRef: 'numru_tal_każ',
        date: 'data',
        placeNuts2: 'reġjun_nuts2',
        offence: 'dispożizzjoni_tal_liġi',
        status: 'stat',
        ageBand: 'grupp_ta_età',
      },
    },
    suspects: {
      native: 'suspettati',
      fields: {
        caseRef: 'numru_tal_każ',
        dataSubjectCategory: 'kategorija_tal_persuna',
        identifiedOn: 'data_tal_identifikazzjoni',
        placeNuts2: 'reġjun_nuts2',
        offence: 'dispożizzjoni_tal_liġi',
        ageBand: 'grupp_ta_età',
      },
    },
    searches: {
      native: 'tfittxijiet',
      fields: {
        caseRef: 'numru_tal_każ',
        date: 'data',
        placeNuts2: 'reġjun_nuts2',
        warrantBasis: 'bażi_tal_mandat',
      },
    },
    seizures: {
      native: 'oġġetti_maqbuda',
      fields: {
        exhibitRef: 'numru_tal_eżibit',
        deviceType: 'tip_ta_apparat',
        itemCount: 'għadd_ta_oġġetti',
        dataVolumeTb: 'volum_ta_data_tb',
      },
    },
    forensicExams: {
      native: 'eżamijiet',
      fields: {
        exhibitRef: 'numru_tal_eżibit',
        status: 'stat',
        deviceType: 'tip_ta_apparat',
        openedOn: 'data_tal_ftuħ',
        completedOn: 'data_tat_tmiem',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 sena',
      AGE_30_44: '30-44 sena',
      AGE_45_59: '45-59 sena',
      AGE_60_PLUS: '60 sena jew aktar',
    },
    dataSubjectCategory: {
      SUSPECT: 'suspettat',
      CONVICTED: 'ikkundannat',
      POTENTIAL: 'potenzjali',
      CONTACT_ASSOCIATE: 'kuntatt',
    },
    warrantBasis: {
      COURT_ORDER: 'ordni_tal_qorti',
      PROSECUTOR_ORDER: 'ordni_tal_prosekutur',
      CONSENT: 'kunsens',
      URGENCY: 'urġenza',
    },
    protected: {
      yes: 'iva',
      no: 'le',
    },
  },
  date: (iso) => iso.split('-').reverse().join('/'),
  count: String,
  volume: (value) => value.toFixed(1),
};
