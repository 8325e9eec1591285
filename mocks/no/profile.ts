import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'saksnummer',
  placeNuts2: 'region_nuts2',
  offence: 'lovbestemmelse',
  ageBand: 'aldersgruppe',
};

export const profile: NativeProfile = {
  code: 'NO',
  marking: {
    handle: 'post_id',
    handling: 'håndteringskode',
    addressees: 'mottakere',
    itemConsents: 'samtykker',
    protected: 'skjermet',
    sourceEvaluation: 'kildevurdering',
    informationEvaluation: 'opplysningsvurdering',
  },
  overview: {
    modusOperandi: 'fremgangsmåte',
    victimsIdentified: 'fornærmede_identifisert',
    victimsSafeguarded: 'fornærmede_i_sikkerhet',
    victimsKnown: 'fornærmede_kjent',
  },
  lists: {
    arrests: { native: 'pågripelser', fields: { ...PERSON, date: 'dato', status: 'status' } },
    suspects: {
      native: 'mistenkte',
      fields: { ...PERSON, dataSubjectCategory: 'personrolle', identifiedOn: 'identifisert_dato' },
    },
    searches: {
      native: 'ransakinger',
      fields: { caseRef: 'saksnummer', date: 'dato', placeNuts2: 'region_nuts2', warrantBasis: 'hjemmel' },
    },
    seizures: {
      native: 'beslag',
      fields: {
        exhibitRef: 'beslagsnummer',
        deviceType: 'enhetstype',
        itemCount: 'antall_gjenstander',
        dataVolumeTb: 'datamengde_tb',
      },
    },
    forensicExams: {
      native: 'dataundersøkelser',
      fields: {
        exhibitRef: 'beslagsnummer',
        status: 'status',
        deviceType: 'enhetstype',
        openedOn: 'påbegynt_dato',
        completedOn: 'avsluttet_dato',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 år',
      AGE_30_44: '30-44 år',
      AGE_45_59: '45-59 år',
      AGE_60_PLUS: '60 år og eldre',
    },
    dataSubjectCategory: {
      SUSPECT: 'mistenkt',
      CONVICTED: 'domfelt',
      POTENTIAL: 'mulig_gjerningsperson',
      CONTACT_ASSOCIATE: 'kontaktperson',
    },
    warrantBasis: {
      COURT_ORDER: 'rettens_beslutning',
      PROSECUTOR_ORDER: 'påtalemyndighetens_beslutning',
      CONSENT: 'samtykke',
      URGENCY: 'fare_ved_opphold',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().join('.'),
  count: (value) => value,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
