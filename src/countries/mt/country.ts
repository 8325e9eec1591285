import { defineCountry } from '../country.ts';
import { csvFilesProtocol } from '../protocols/csv-files.ts';

export const malta = defineCountry({
  code: 'MT',
  system: 'mock-mt-kazijiet',
  agency: 'Mock Taqsima Reati Diġitali',
  timeZone: 'Europe/Malta',
  dateFormat: 'dd/MM/yyyy',
  numbers: { decimal: '.' },
  protocol: csvFilesProtocol({
    folder: 'esportazzjoni',
    encoding: 'utf-8',
    delimiter: ',',
    key: 'identifikatur',
    overview: 'ħarsa_ġenerali',
  }),
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
  codes: {
    arrestStatus: {
      miżmum: 'IN_CUSTODY',
      meħlus_taħt_investigazzjoni: 'RELEASED_UNDER_INVESTIGATION',
      akkużat: 'CHARGED',
      meħlus: 'RELEASED_NO_ACTION',
    },
    forensicStatus: {
      pendenti: 'PENDING',
      għaddej: 'IN_PROGRESS',
      lest: 'COMPLETED',
    },
    deviceType: {
      kompjuter: 'COMPUTER',
      mezz: 'STORAGE_MEDIUM',
      mobajl: 'MOBILE_DEVICE',
      oħrajn: 'OTHER',
    },
    ageBand: {
      '18-29 sena': 'AGE_18_29',
      '30-44 sena': 'AGE_30_44',
      '45-59 sena': 'AGE_45_59',
      '60 sena jew aktar': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      suspettat: 'SUSPECT',
      ikkundannat: 'CONVICTED',
      potenzjali: 'POTENTIAL',
      kuntatt: 'CONTACT_ASSOCIATE',
      informatur: 'INFORMANT',
      xhud: 'WITNESS',
      vittma: 'VICTIM',
    },
    warrantBasis: {
      ordni_tal_qorti: 'COURT_ORDER',
      ordni_tal_prosekutur: 'PROSECUTOR_ORDER',
      kunsens: 'CONSENT',
      urġenza: 'URGENCY',
    },
    offence: {
      'Cap. 9 s. 208A': '030221',
    },
    protected: {
      iva: 'true',
      le: 'false',
    },
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
});
