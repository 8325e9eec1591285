import { defineCountry } from '../country.ts';
import { ndjsonProtocol } from '../protocols/ndjson.ts';

export const norway = defineCountry({
  code: 'NO',
  system: 'mock-no-saker',
  agency: 'Mock Enhet for digital kriminalitet',
  timeZone: 'Europe/Oslo',
  dateFormat: 'dd.MM.yyyy',
  numbers: { decimal: ',', thousands: '\u00a0' },
  protocol: ndjsonProtocol({
    path: '/operasjoner',
    stream: 'utdrag',
    parameters: { fields: 'felt', totals: 'antall', overview: 'oversikt', only: 'bare' },
    words: { list: 'liste', trailer: 'sluttlinje', lines: 'linjer' },
    overview: 'oversikt',
    totals: 'antall',
  }),
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
  codes: {
    arrestStatus: {
      varetekt: 'IN_CUSTODY',
      løslatt_siktet: 'RELEASED_UNDER_INVESTIGATION',
      tiltalt: 'CHARGED',
      løslatt: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { venter: 'PENDING', pågår: 'IN_PROGRESS', ferdig: 'COMPLETED' },
    deviceType: {
      datamaskin: 'COMPUTER',
      lagringsmedium: 'STORAGE_MEDIUM',
      mobiltelefon: 'MOBILE_DEVICE',
      annet: 'OTHER',
    },
    ageBand: {
      '18-29 år': 'AGE_18_29',
      '30-44 år': 'AGE_30_44',
      '45-59 år': 'AGE_45_59',
      '60 år og eldre': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      mistenkt: 'SUSPECT',
      domfelt: 'CONVICTED',
      mulig_gjerningsperson: 'POTENTIAL',
      kontaktperson: 'CONTACT_ASSOCIATE',
      informant: 'INFORMANT',
      vitne: 'WITNESS',
      fornærmet: 'VICTIM',
    },
    warrantBasis: {
      rettens_beslutning: 'COURT_ORDER',
      påtalemyndighetens_beslutning: 'PROSECUTOR_ORDER',
      samtykke: 'CONSENT',
      fare_ved_opphold: 'URGENCY',
    },
    offence: { 'straffeloven 1902 § 204a': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'pågripelser',
      fields: {
        caseRef: 'saksnummer',
        date: 'dato',
        placeNuts2: 'region_nuts2',
        offence: 'lovbestemmelse',
        status: 'status',
        ageBand: 'aldersgruppe',
      },
    },
    suspects: {
      native: 'mistenkte',
      fields: {
        caseRef: 'saksnummer',
        dataSubjectCategory: 'personrolle',
        identifiedOn: 'identifisert_dato',
        placeNuts2: 'region_nuts2',
        offence: 'lovbestemmelse',
        ageBand: 'aldersgruppe',
      },
    },
    searches: {
      native: 'ransakinger',
      fields: {
        caseRef: 'saksnummer',
        date: 'dato',
        placeNuts2: 'region_nuts2',
        warrantBasis: 'hjemmel',
      },
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
});
