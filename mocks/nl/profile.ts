import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'proces_verbaalnummer',
  placeNuts2: 'regio_nuts2',
  offence: 'wetsartikel',
  ageBand: 'leeftijdsgroep',
};

export const profile: NativeProfile = {
  code: 'NL',
  marking: {
    handle: 'registratienummer',
    handling: 'afhandelingscode',
    addressees: 'geadresseerden',
    itemConsents: 'toestemmingen',
    protected: 'afgeschermd',
    sourceEvaluation: 'bronwaardering',
    informationEvaluation: 'informatiewaardering',
  },
  overview: {
    modusOperandi: 'werkwijze',
    victimsIdentified: 'slachtoffers_geïdentificeerd',
    victimsSafeguarded: 'slachtoffers_veiliggesteld',
    victimsKnown: 'slachtoffers_bekend',
  },
  lists: {
    arrests: { native: 'aanhoudingen', fields: { ...PERSON, date: 'datum', status: 'status' } },
    suspects: {
      native: 'verdachten',
      fields: { ...PERSON, dataSubjectCategory: 'hoedanigheid', identifiedOn: 'identificatiedatum' },
    },
    searches: {
      native: 'doorzoekingen',
      fields: {
        caseRef: 'proces_verbaalnummer',
        date: 'datum',
        placeNuts2: 'regio_nuts2',
        warrantBasis: 'grondslag',
      },
    },
    seizures: {
      native: 'inbeslagnames',
      fields: {
        exhibitRef: 'goednummer',
        deviceType: 'soort_apparaat',
        itemCount: 'aantal_goederen',
        dataVolumeTb: 'gegevensomvang_tb',
      },
    },
    forensicExams: {
      native: 'digitale_onderzoeken',
      fields: {
        exhibitRef: 'goednummer',
        status: 'status',
        deviceType: 'soort_apparaat',
        openedOn: 'aanvangsdatum',
        completedOn: 'einddatum',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18 t/m 29 jaar',
      AGE_30_44: '30 t/m 44 jaar',
      AGE_45_59: '45 t/m 59 jaar',
      AGE_60_PLUS: '60 jaar en ouder',
    },
    dataSubjectCategory: {
      SUSPECT: 'verdachte',
      CONVICTED: 'veroordeelde',
      POTENTIAL: 'mogelijke_dader',
      CONTACT_ASSOCIATE: 'contactpersoon',
    },
    warrantBasis: {
      COURT_ORDER: 'machtiging_rechter_commissaris',
      PROSECUTOR_ORDER: 'bevel_officier_van_justitie',
      CONSENT: 'toestemming_bewoner',
      URGENCY: 'dringende_noodzaak',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().join('-'),
  count: (value) => value,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
