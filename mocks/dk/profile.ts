import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'journalnummer',
  placeNuts2: 'region_nuts2',
  offence: 'lovbestemmelse',
  ageBand: 'aldersgruppe',
};

export const profile: NativeProfile = {
  code: 'DK',
  marking: {
    handle: 'post_id',
    handling: 'haandteringskode',
    addressees: 'modtagere',
    itemConsents: 'samtykker',
    protected: 'beskyttet',
    sourceEvaluation: 'kildevurdering',
    informationEvaluation: 'oplysningsvurdering',
  },
  overview: {
    modusOperandi: 'fremgangsmaade',
    victimsIdentified: 'forurettede_identificeret',
    victimsSafeguarded: 'forurettede_sikret',
    victimsKnown: 'forurettede_kendt',
  },
  lists: {
    arrests: { native: 'anholdelser', fields: { ...PERSON, date: 'dato', status: 'status' } },
    suspects: {
      native: 'mistaenkte',
      fields: { ...PERSON, dataSubjectCategory: 'personrolle', identifiedOn: 'identificeret_dato' },
    },
    searches: {
      native: 'ransagninger',
      fields: { caseRef: 'journalnummer', date: 'dato', placeNuts2: 'region_nuts2', warrantBasis: 'hjemmel' },
    },
    seizures: {
      native: 'beslaglaeggelser',
      fields: {
        exhibitRef: 'kosternummer',
        deviceType: 'enhedstype',
        itemCount: 'antal_genstande',
        dataVolumeTb: 'datamaengde_tb',
      },
    },
    forensicExams: {
      native: 'it_undersoegelser',
      fields: {
        exhibitRef: 'kosternummer',
        status: 'status',
        deviceType: 'enhedstype',
        openedOn: 'paabegyndt_dato',
        completedOn: 'afsluttet_dato',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 år',
      AGE_30_44: '30-44 år',
      AGE_45_59: '45-59 år',
      AGE_60_PLUS: '60 år og derover',
    },
    dataSubjectCategory: {
      SUSPECT: 'mistænkt',
      CONVICTED: 'dømt',
      POTENTIAL: 'mulig_gerningsmand',
      CONTACT_ASSOCIATE: 'kontaktperson',
    },
    warrantBasis: {
      COURT_ORDER: 'retskendelse',
      PROSECUTOR_ORDER: 'anklagemyndighedens_beslutning',
      CONSENT: 'samtykke',
      URGENCY: 'øjemedet_forspildes',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().join('-'),
  count: (value) => value,
  volume: (value) => value,
};
