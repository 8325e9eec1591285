import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'HR',
  marking: {
    handle: 'oznaka_zapisa',
    handling: 'kod_postupanja',
    addressees: 'primatelji',
    itemConsents: 'suglasnosti',
    protected: 'zaštićeno',
    sourceEvaluation: 'ocjena_izvora',
    informationEvaluation: 'ocjena_podatka',
  },
  overview: {
    modusOperandi: 'način_počinjenja',
    victimsIdentified: 'žrtve_identificirane',
    victimsSafeguarded: 'žrtve_zbrinute',
    victimsKnown: 'žrtve_poznate',
  },
  lists: {
    arrests: {
      native: 'uhićenja',
      fields: {
        caseRef: 'broj_predmeta',
        date: 'datum',
        placeNuts2: 'regija_nuts2',
        offence: 'kazneno_djelo',
        status: 'status',
        ageBand: 'dobna_skupina',
      },
    },
    suspects: {
      native: 'osumnjičenici',
      fields: {
        caseRef: 'broj_predmeta',
        dataSubjectCategory: 'svojstvo',
        identifiedOn: 'datum_identifikacije',
        placeNuts2: 'regija_nuts2',
        offence: 'kazneno_djelo',
        ageBand: 'dobna_skupina',
      },
    },
    searches: {
      native: 'pretrage',
      fields: {
        caseRef: 'broj_predmeta',
        date: 'datum',
        placeNuts2: 'regija_nuts2',
        warrantBasis: 'osnova_pretrage',
      },
    },
    seizures: {
      native: 'privremeno_oduzeti_predmeti',
      fields: {
        exhibitRef: 'oznaka_traga',
        deviceType: 'vrsta_uređaja',
        itemCount: 'broj_komada',
        dataVolumeTb: 'količina_podataka_tb',
      },
    },
    forensicExams: {
      native: 'vještačenja',
      fields: {
        exhibitRef: 'oznaka_traga',
        status: 'status',
        deviceType: 'vrsta_uređaja',
        openedOn: 'datum_početka',
        completedOn: 'datum_završetka',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 godina',
      AGE_30_44: '30-44 godine',
      AGE_45_59: '45-59 godina',
      AGE_60_PLUS: '60 godina i više',
    },
    dataSubjectCategory: {
      SUSPECT: 'osumnjičenik',
      CONVICTED: 'osuđenik',
      POTENTIAL: 'mogući_počinitelj',
      CONTACT_ASSOCIATE: 'povezana_osoba',
    },
    warrantBasis: {
      COURT_ORDER: 'sudski_nalog',
      PROSECUTOR_ORDER: 'nalog_državnog_odvjetnika',
      CONSENT: 'pristanak',
      URGENCY: 'hitnost',
    },
    protected: { yes: 'da', no: 'ne' },
  },
  date: (iso) => `${iso.split('-').reverse().join('.')}.`,
  count: (value) => String(value),
  volume: (value) => value.toFixed(1).replace('.', ','),
};
