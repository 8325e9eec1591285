import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'crime_reference',
  placeNuts2: 'nuts2_area',
  offence: 'offence',
  ageBand: 'age_group',
};

export const profile: NativeProfile = {
  code: 'GB',
  marking: {
    handle: 'record_id',
    handling: 'handling_code',
    addressees: 'permitted_recipients',
    itemConsents: 'record_consents',
    protected: 'protected_status',
    sourceEvaluation: 'source_evaluation',
    informationEvaluation: 'intelligence_assessment',
  },
  overview: {
    modusOperandi: 'modus_operandi',
    victimsIdentified: 'victims_identified',
    victimsSafeguarded: 'victims_safeguarded',
    victimsKnown: 'victims_known',
  },
  lists: {
    arrests: { native: 'arrests', fields: { ...PERSON, date: 'date', status: 'disposal' } },
    suspects: {
      native: 'suspects',
      fields: { ...PERSON, dataSubjectCategory: 'nominal_role', identifiedOn: 'identified_date' },
    },
    searches: {
      native: 'search_warrants_executed',
      fields: {
        caseRef: 'crime_reference',
        date: 'date',
        placeNuts2: 'nuts2_area',
        warrantBasis: 'search_power',
      },
    },
    seizures: {
      native: 'exhibits',
      fields: {
        exhibitRef: 'exhibit_reference',
        deviceType: 'device_category',
        itemCount: 'item_quantity',
        dataVolumeTb: 'data_volume_tb',
      },
    },
    forensicExams: {
      native: 'digital_forensics',
      fields: {
        exhibitRef: 'exhibit_reference',
        status: 'disposal',
        deviceType: 'device_category',
        openedOn: 'examination_opened',
        completedOn: 'examination_completed',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18 to 29',
      AGE_30_44: '30 to 44',
      AGE_45_59: '45 to 59',
      AGE_60_PLUS: '60 and over',
    },
    dataSubjectCategory: {
      SUSPECT: 'SUSPECT',
      CONVICTED: 'CONVICTED',
      POTENTIAL: 'PERSON_OF_INTEREST',
      CONTACT_ASSOCIATE: 'ASSOCIATE',
    },
    warrantBasis: {
      COURT_ORDER: 'COURT_WARRANT',
      PROSECUTOR_ORDER: 'PROSECUTOR_AUTHORITY',
      CONSENT: 'CONSENT',
      URGENCY: 'EMERGENCY',
    },
    protected: { yes: 'Y', no: 'N' },
  },
  date: (iso) => iso.split('-').reverse().join('/'),
  count: (value) => value,
  volume: (value) => value,
};
