import { defineCountry } from '../country.ts';
import { graphqlProtocol } from '../protocols/graphql.ts';

export const iceland = defineCountry({
  code: 'IS',
  system: 'mock-is-mal',
  agency: 'Mock Stafræn rannsóknadeild',
  timeZone: 'Atlantic/Reykjavik',
  dateFormat: 'dd.MM.yyyy',
  numbers: { decimal: ',' },
  protocol: graphqlProtocol({
    path: '/graphql',
    root: 'adgerd',
    argument: 'audkenni',
    count: 'fjoldi',
    rows: 'faerslur',
  }),
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
  codes: {
    arrestStatus: {
      gæsluvarðhald: 'IN_CUSTODY',
      laus_grunaður: 'RELEASED_UNDER_INVESTIGATION',
      ákærður: 'CHARGED',
      laus: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { í_bið: 'PENDING', í_vinnslu: 'IN_PROGRESS', lokið: 'COMPLETED' },
    deviceType: { tölva: 'COMPUTER', gagnamiðill: 'STORAGE_MEDIUM', sími: 'MOBILE_DEVICE', annað: 'OTHER' },
    ageBand: {
      '18-29 ára': 'AGE_18_29',
      '30-44 ára': 'AGE_30_44',
      '45-59 ára': 'AGE_45_59',
      '60 ára og eldri': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      grunaður: 'SUSPECT',
      sakfelldur: 'CONVICTED',
      hugsanlegur_gerandi: 'POTENTIAL',
      tengiliður: 'CONTACT_ASSOCIATE',
      upplýsingagjafi: 'INFORMANT',
      vitni: 'WITNESS',
      brotaþoli: 'VICTIM',
    },
    warrantBasis: {
      dómsúrskurður: 'COURT_ORDER',
      ákvörðun_ákæruvalds: 'PROSECUTOR_ORDER',
      samþykki: 'CONSENT',
      brýn_hætta: 'URGENCY',
    },
    offence: { 'alm. hgl. 210. gr.': '030221' },
    protected: { true: 'true', false: 'false' },
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
});
