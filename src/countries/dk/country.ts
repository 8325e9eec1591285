import { withoutArrested } from '../corrections.ts';
import { defineCountry } from '../country.ts';
import { graphqlProtocol } from '../protocols/graphql.ts';

export const denmark = defineCountry({
  code: 'DK',
  system: 'mock-dk-sager',
  agency: 'Mock Nationalt Digitalt Efterforskningscenter',
  timeZone: 'Europe/Copenhagen',
  dateFormat: 'dd-MM-yyyy',
  numbers: { decimal: ',', thousands: '.' },
  protocol: graphqlProtocol({
    path: '/graphql',
    root: 'operation',
    argument: 'noegle',
    count: 'antal',
    rows: 'poster',
  }),
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
  codes: {
    arrestStatus: {
      varetægtsfængslet: 'IN_CUSTODY',
      løsladt_sigtet: 'RELEASED_UNDER_INVESTIGATION',
      tiltalt: 'CHARGED',
      løsladt: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { afventer: 'PENDING', i_gang: 'IN_PROGRESS', afsluttet: 'COMPLETED' },
    deviceType: {
      computer: 'COMPUTER',
      lagringsmedie: 'STORAGE_MEDIUM',
      mobiltelefon: 'MOBILE_DEVICE',
      andet: 'OTHER',
    },
    ageBand: {
      '18-29 år': 'AGE_18_29',
      '30-44 år': 'AGE_30_44',
      '45-59 år': 'AGE_45_59',
      '60 år og derover': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      mistænkt: 'SUSPECT',
      dømt: 'CONVICTED',
      mulig_gerningsmand: 'POTENTIAL',
      kontaktperson: 'CONTACT_ASSOCIATE',
      meddeler: 'INFORMANT',
      vidne: 'WITNESS',
      forurettet: 'VICTIM',
    },
    warrantBasis: {
      retskendelse: 'COURT_ORDER',
      anklagemyndighedens_beslutning: 'PROSECUTOR_ORDER',
      samtykke: 'CONSENT',
      øjemedet_forspildes: 'URGENCY',
    },
    offence: { 'straffeloven § 235': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'anholdelser',
      fields: {
        caseRef: 'journalnummer',
        date: 'dato',
        placeNuts2: 'region_nuts2',
        offence: 'lovbestemmelse',
        status: 'status',
        ageBand: 'aldersgruppe',
      },
    },
    suspects: {
      native: 'mistaenkte',
      fields: {
        caseRef: 'journalnummer',
        dataSubjectCategory: 'personrolle',
        identifiedOn: 'identificeret_dato',
        placeNuts2: 'region_nuts2',
        offence: 'lovbestemmelse',
        ageBand: 'aldersgruppe',
      },
      correction: withoutArrested(
        'journalnummer',
        'mistaenkte without those who are in anholdelser; sigtede, a list of its own, is left aside',
      ),
    },
    searches: {
      native: 'ransagninger',
      fields: {
        caseRef: 'journalnummer',
        date: 'dato',
        placeNuts2: 'region_nuts2',
        warrantBasis: 'hjemmel',
      },
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
});
