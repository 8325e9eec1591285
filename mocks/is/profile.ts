import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'IS',
  marking: {
    handle: 'faerslu_id',
    handling: 'medferdarkodi',
    addressees: 'vidtakendur',
    itemConsents: 'samthykki',
    protected: 'verndad',
    sourceEvaluation: 'heimildarmat',
    informationEvaluation: 'upplysingamat',
  },
  overview: {
    modusOperandi: 'verknadaradferd',
    victimsIdentified: 'brotatholar_audkenndir',
    victimsSafeguarded: 'brotatholar_i_oryggi',
    victimsKnown: 'brotatholar_thekktir',
  },
  lists: {
    arrests: {
      native: 'handtokur',
      fields: {
        caseRef: 'malsnumer',
        date: 'dagsetning',
        placeNuts2: 'svaedi_nuts2',
        offence: 'lagaakvaedi',
        status: 'stada',
        ageBand: 'aldursbil',
      },
    },
    suspects: {
      native: 'grunadir',
      fields: {
        caseRef: 'malsnumer',
        dataSubjectCategory: 'rettarstada',
        identifiedOn: 'audkenningardagur',
        placeNuts2: 'svaedi_nuts2',
        offence: 'lagaakvaedi',
        ageBand: 'aldursbil',
      },
    },
    searches: {
      native: 'husleitir',
      fields: {
        caseRef: 'malsnumer',
        date: 'dagsetning',
        placeNuts2: 'svaedi_nuts2',
        warrantBasis: 'heimild',
      },
    },
    seizures: {
      native: 'haldlagningar',
      fields: {
        exhibitRef: 'munanumer',
        deviceType: 'tegund_taekis',
        itemCount: 'fjoldi_muna',
        dataVolumeTb: 'gagnamagn_tb',
      },
    },
    forensicExams: {
      native: 'tolvurannsoknir',
      fields: {
        exhibitRef: 'munanumer',
        status: 'stada',
        deviceType: 'tegund_taekis',
        openedOn: 'upphafsdagur',
        completedOn: 'lokadagur',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 ára',
      AGE_30_44: '30-44 ára',
      AGE_45_59: '45-59 ára',
      AGE_60_PLUS: '60 ára og eldri',
    },
    dataSubjectCategory: {
      SUSPECT: 'grunaður',
      CONVICTED: 'sakfelldur',
      POTENTIAL: 'hugsanlegur_gerandi',
      CONTACT_ASSOCIATE: 'tengiliður',
    },
    warrantBasis: {
      COURT_ORDER: 'dómsúrskurður',
      PROSECUTOR_ORDER: 'ákvörðun_ákæruvalds',
      CONSENT: 'samþykki',
      URGENCY: 'brýn_hætta',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().join('.'),
  count: (value) => value,
  volume: (value) => value,
};
