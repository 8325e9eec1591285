import { defineCountry } from '../country.ts';
import { halProtocol } from '../protocols/hal.ts';

export const netherlands = defineCountry({
  code: 'NL',
  system: 'mock-nl-zaken',
  agency: 'Mock Eenheid Digitale Opsporing',
  timeZone: 'Europe/Amsterdam',
  dateFormat: 'dd-MM-yyyy',
  numbers: { decimal: ',', thousands: '.' },
  protocol: halProtocol({
    path: '/operaties',
    parameters: { fields: 'velden', size: 'omvang', page: 'pagina', total: 'met_totaal', only: 'alleen' },
    total: 'totaal',
    pageSize: 100,
  }),
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
  codes: {
    arrestStatus: {
      INV: 'IN_CUSTODY',
      HVA: 'RELEASED_UNDER_INVESTIGATION',
      DGV: 'CHARGED',
      HZG: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { wacht: 'PENDING', loopt: 'IN_PROGRESS', gereed: 'COMPLETED' },
    deviceType: {
      computer: 'COMPUTER',
      gegevensdrager: 'STORAGE_MEDIUM',
      telefoon: 'MOBILE_DEVICE',
      overig: 'OTHER',
    },
    ageBand: {
      '18 t/m 29 jaar': 'AGE_18_29',
      '30 t/m 44 jaar': 'AGE_30_44',
      '45 t/m 59 jaar': 'AGE_45_59',
      '60 jaar en ouder': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      verdachte: 'SUSPECT',
      veroordeelde: 'CONVICTED',
      mogelijke_dader: 'POTENTIAL',
      contactpersoon: 'CONTACT_ASSOCIATE',
      informant: 'INFORMANT',
      getuige: 'WITNESS',
      slachtoffer: 'VICTIM',
    },
    warrantBasis: {
      machtiging_rechter_commissaris: 'COURT_ORDER',
      bevel_officier_van_justitie: 'PROSECUTOR_ORDER',
      toestemming_bewoner: 'CONSENT',
      dringende_noodzaak: 'URGENCY',
    },
    offence: { 'Sr art. 240b': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'aanhoudingen',
      fields: {
        caseRef: 'proces_verbaalnummer',
        date: 'datum',
        placeNuts2: 'regio_nuts2',
        offence: 'wetsartikel',
        status: 'status',
        ageBand: 'leeftijdsgroep',
      },
    },
    suspects: {
      native: 'verdachten',
      fields: {
        caseRef: 'proces_verbaalnummer',
        dataSubjectCategory: 'hoedanigheid',
        identifiedOn: 'identificatiedatum',
        placeNuts2: 'regio_nuts2',
        offence: 'wetsartikel',
        ageBand: 'leeftijdsgroep',
      },
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
});
