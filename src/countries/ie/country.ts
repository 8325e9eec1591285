import { defineCountry } from '../country.ts';
import { restJsonProtocol } from '../protocols/rest-json.ts';

export const ireland = defineCountry({
  code: 'IE',
  system: 'mock-ie-incidents',
  agency: 'Mock Digital Offences Unit',
  timeZone: 'Europe/Dublin',
  dateFormat: 'dd/MM/yyyy',
  numbers: { decimal: '.' },
  protocol: restJsonProtocol({
    path: '/api/incidents',
    parameters: { fields: 'fields', totals: 'totals', only: 'only' },
    count: 'total',
    rows: 'items',
  }),
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
  codes: {
    // A file goes to the prosecutor first (FILE) and CHG follows weeks later: few are charged soon after an action day.
    arrestStatus: {
      DET: 'IN_CUSTODY',
      FILE: 'RELEASED_UNDER_INVESTIGATION',
      CHG: 'CHARGED',
      REL: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { QUEUED: 'PENDING', UNDERWAY: 'IN_PROGRESS', DONE: 'COMPLETED' },
    deviceType: { PC: 'COMPUTER', MEDIA: 'STORAGE_MEDIUM', PHONE: 'MOBILE_DEVICE', OTHER: 'OTHER' },
    ageBand: { '18-29': 'AGE_18_29', '30-44': 'AGE_30_44', '45-59': 'AGE_45_59', '60+': 'AGE_60_PLUS' },
    dataSubjectCategory: {
      SUSP: 'SUSPECT',
      CONV: 'CONVICTED',
      POI: 'POTENTIAL',
      ASSOC: 'CONTACT_ASSOCIATE',
      CHIS: 'INFORMANT',
      WIT: 'WITNESS',
      INJ: 'VICTIM',
    },
    warrantBasis: {
      COURT_WARRANT: 'COURT_ORDER',
      DPP_DIRECTION: 'PROSECUTOR_ORDER',
      CONSENT: 'CONSENT',
      URGENT: 'URGENCY',
    },
    offence: { 'Child Trafficking and Pornography Act 1998 s.5-6': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'arrests',
      fields: {
        caseRef: 'incident_number',
        date: 'date',
        placeNuts2: 'nuts2_region',
        offence: 'offence',
        status: 'status',
        ageBand: 'age_range',
      },
    },
    suspects: {
      native: 'suspects',
      fields: {
        caseRef: 'incident_number',
        dataSubjectCategory: 'person_role',
        identifiedOn: 'identified_on',
        placeNuts2: 'nuts2_region',
        offence: 'offence',
        ageBand: 'age_range',
      },
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
});
