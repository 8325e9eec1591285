import { defineCountry } from '../country.ts';
import { restJsonProtocol } from '../protocols/rest-json.ts';

/** Its code is GB; its NUTS regions begin with UK (UKI1). Without results its lists are empty and its counts 0. */
export const unitedKingdom = defineCountry({
  code: 'GB',
  system: 'mock-gb-cases',
  agency: 'Mock National Digital Offences Centre',
  timeZone: 'Europe/London',
  dateFormat: 'dd/MM/yyyy',
  numbers: { decimal: '.' },
  protocol: restJsonProtocol({
    path: '/v1/operations',
    parameters: { fields: 'select', totals: 'count', only: 'match' },
    count: 'count',
    rows: 'results',
  }),
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
  codes: {
    arrestStatus: {
      CUSTODY: 'IN_CUSTODY',
      RUI: 'RELEASED_UNDER_INVESTIGATION',
      CHARGED: 'CHARGED',
      NFA: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { AWAITING: 'PENDING', IN_PROGRESS: 'IN_PROGRESS', COMPLETE: 'COMPLETED' },
    deviceType: {
      COMPUTER: 'COMPUTER',
      STORAGE: 'STORAGE_MEDIUM',
      PHONE: 'MOBILE_DEVICE',
      OTHER: 'OTHER',
    },
    ageBand: {
      '18 to 29': 'AGE_18_29',
      '30 to 44': 'AGE_30_44',
      '45 to 59': 'AGE_45_59',
      '60 and over': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      SUSPECT: 'SUSPECT',
      CONVICTED: 'CONVICTED',
      PERSON_OF_INTEREST: 'POTENTIAL',
      ASSOCIATE: 'CONTACT_ASSOCIATE',
      CHIS: 'INFORMANT',
      WITNESS: 'WITNESS',
      VICTIM: 'VICTIM',
    },
    warrantBasis: {
      COURT_WARRANT: 'COURT_ORDER',
      PROSECUTOR_AUTHORITY: 'PROSECUTOR_ORDER',
      CONSENT: 'CONSENT',
      EMERGENCY: 'URGENCY',
    },
    offence: { 'Protection of Children Act 1978 s.1; CJA 1988 s.160': '030221' },
    protected: { Y: 'true', N: 'false' },
  },
  lists: {
    arrests: {
      native: 'arrests',
      fields: {
        caseRef: 'crime_reference',
        date: 'date',
        placeNuts2: 'nuts2_area',
        offence: 'offence',
        status: 'disposal',
        ageBand: 'age_group',
      },
    },
    suspects: {
      native: 'suspects',
      fields: {
        caseRef: 'crime_reference',
        dataSubjectCategory: 'nominal_role',
        identifiedOn: 'identified_date',
        placeNuts2: 'nuts2_area',
        offence: 'offence',
        ageBand: 'age_group',
      },
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
});
