import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'číslo_jednací',
  placeNuts2: 'oblast_nuts2',
  offence: 'právní_kvalifikace',
  ageBand: 'věková_skupina',
};

export const profile: NativeProfile = {
  code: 'CZ',
  marking: {
    handle: 'id_záznamu',
    handling: 'kód_nakládání',
    addressees: 'příjemci',
    itemConsents: 'souhlasy',
    protected: 'chráněná_osoba',
    sourceEvaluation: 'hodnocení_zdroje',
    informationEvaluation: 'hodnocení_informace',
  },
  overview: {
    modusOperandi: 'způsob_spáchání',
    victimsIdentified: 'poškození_ztotožnění',
    victimsSafeguarded: 'poškození_v_bezpečí',
    victimsKnown: 'poškození_známi',
  },
  lists: {
    arrests: { native: 'zadržení', fields: { ...PERSON, date: 'datum', status: 'stav' } },
    suspects: {
      native: 'podezřelí',
      fields: { ...PERSON, dataSubjectCategory: 'postavení_osoby', identifiedOn: 'datum_ztotožnění' },
    },
    searches: {
      native: 'domovní_prohlídky',
      fields: {
        caseRef: 'číslo_jednací',
        date: 'datum',
        placeNuts2: 'oblast_nuts2',
        warrantBasis: 'právní_titul',
      },
    },
    seizures: {
      native: 'zajištěné_věci',
      fields: {
        exhibitRef: 'číslo_stopy',
        deviceType: 'druh_zařízení',
        itemCount: 'počet_kusů',
        dataVolumeTb: 'objem_dat_tb',
      },
    },
    forensicExams: {
      native: 'znalecká_zkoumání',
      fields: {
        exhibitRef: 'číslo_stopy',
        status: 'stav',
        deviceType: 'druh_zařízení',
        openedOn: 'datum_zahájení',
        completedOn: 'datum_ukončení',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18–29 let',
      AGE_30_44: '30–44 let',
      AGE_45_59: '45–59 let',
      AGE_60_PLUS: '60 a více let',
    },
    dataSubjectCategory: {
      SUSPECT: 'podezřelý',
      CONVICTED: 'odsouzený',
      POTENTIAL: 'možný_pachatel',
      CONTACT_ASSOCIATE: 'kontaktní_osoba',
    },
    warrantBasis: {
      COURT_ORDER: 'příkaz_soudu',
      PROSECUTOR_ORDER: 'příkaz_státního_zástupce',
      CONSENT: 'souhlas',
      URGENCY: 'neodkladný_úkon',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().map(Number).join('. '),
  count: (value) => value,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
