import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'SK',
  marking: {
    handle: 'id_záznamu',
    handling: 'kód_nakladania',
    addressees: 'adresáti',
    itemConsents: 'súhlasy',
    protected: 'chránené',
    sourceEvaluation: 'hodnotenie_zdroja',
    informationEvaluation: 'hodnotenie_informácie',
  },
  overview: {
    modusOperandi: 'spôsob_páchania',
    victimsIdentified: 'poškodení_identifikovaní',
    victimsSafeguarded: 'poškodení_v_bezpečí',
    victimsKnown: 'poškodení_známi',
  },
  lists: {
    arrests: {
      native: 'zadržania',
      fields: {
        caseRef: 'čvs',
        date: 'dátum',
        placeNuts2: 'región_nuts2',
        offence: 'trestný_čin',
        status: 'stav',
        ageBand: 'veková_skupina',
      },
    },
    suspects: {
      native: 'podozriví',
      fields: {
        caseRef: 'čvs',
        dataSubjectCategory: 'procesné_postavenie',
        identifiedOn: 'dátum_zistenia',
        placeNuts2: 'región_nuts2',
        offence: 'trestný_čin',
        ageBand: 'veková_skupina',
      },
    },
    searches: {
      native: 'domové_prehliadky',
      fields: { caseRef: 'čvs', date: 'dátum', placeNuts2: 'región_nuts2', warrantBasis: 'právny_základ' },
    },
    seizures: {
      native: 'zaistené_veci',
      fields: {
        exhibitRef: 'číslo_stopy',
        deviceType: 'druh_zariadenia',
        itemCount: 'počet_kusov',
        dataVolumeTb: 'objem_dát_tb',
      },
    },
    forensicExams: {
      native: 'znalecké_skúmania',
      fields: {
        exhibitRef: 'číslo_stopy',
        status: 'stav',
        deviceType: 'druh_zariadenia',
        openedOn: 'dátum_začatia',
        completedOn: 'dátum_ukončenia',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 rokov',
      AGE_30_44: '30-44 rokov',
      AGE_45_59: '45-59 rokov',
      AGE_60_PLUS: '60 a viac rokov',
    },
    dataSubjectCategory: {
      SUSPECT: 'podozrivý',
      CONVICTED: 'odsúdený',
      POTENTIAL: 'možný_páchateľ',
      CONTACT_ASSOCIATE: 'kontaktná_osoba',
    },
    warrantBasis: {
      COURT_ORDER: 'príkaz_súdu',
      PROSECUTOR_ORDER: 'príkaz_prokurátora',
      CONSENT: 'súhlas',
      URGENCY: 'neodkladnosť',
    },
    protected: { yes: 'áno', no: 'nie' },
  },
  date: (iso) => iso.split('-').map(Number).reverse().join('.'),
  count: (value) => String(value),
  volume: (value) => value.toFixed(1).replace('.', ','),
};
