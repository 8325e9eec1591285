import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'incident_number',
  placeNuts2: 'nuts2_region',
  offence: 'offence',
  ageBand: 'age_range',
};

export const profile: NativeProfile = {
  code: 'IE',
  marking: {
    handle: 'record_id',
    handling: 'handling_code',
    addressees: 'addressees',
    itemConsents: 'record_consents',
    protected: 'protected_person',
    sourceEvaluation: 'source_grading',
    informationEvaluation: 'information_grading',
  },
  overview: {
    modusOperandi: 'modus_operandi',
    victimsIdentified: 'injured_parties_identified',
    victimsSafeguarded: 'injured_parties_safeguarded',
    victimsKnown: 'injured_parties_known',
  },
  lists: {
    arrests: { native: 'arrests', fields: { ...PERSON, date: 'date', status: 'status' } },
    suspects: {
      native: 'suspects',
      fields: { ...PERSON, dataSubjectCategory: 'person_role', identifiedOn: 'identified_on' },
    },
    searches: {
      native: 'searches',
      fields: {
        caseRef: 'incident_number',
        date: 'date',
        placeNuts2: 'nuts2_region',
        warrantBasis: 'search_authority',
      },
    },
    seizures: {
      native: 'seizures',
      fields: {
        exhibitRef: 'exhibit_number',
        deviceType: 'device_type',
        itemCount: 'item_count',
        dataVolumeTb: 'data_volume_tb',
      },
    },
    forensicExams: {
      native: 'examinations',
      fields: {
        exhibitRef: 'exhibit_number',
        status: 'status',
        deviceType: 'device_type',
        openedOn: 'examination_started',
        completedOn: 'examination_finished',
      },
    },
  },
  words: {
    ageBand: { AGE_18_29: '18-29', AGE_30_44: '30-44', AGE_45_59: '45-59', AGE_60_PLUS: '60+' },
    dataSubjectCategory: { SUSPECT: 'SUSP', CONVICTED: 'CONV', POTENTIAL: 'POI', CONTACT_ASSOCIATE: 'ASSOC' },
    warrantBasis: {
      COURT_ORDER: 'COURT_WARRANT',
      PROSECUTOR_ORDER: 'DPP_DIRECTION',
      CONSENT: 'CONSENT',
      URGENCY: 'URGENT',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().join('/'),
  count: (value) => value,
  volume: (value) => value,
};
