import { defineCountry } from '../country.ts';
import { odataProtocol } from '../protocols/odata.ts';

/** German words, but not those of Germany; statuses are numbers, and the moment of a day stands beside the day. */
export const austria = defineCountry({
  code: 'AT',
  system: 'mock-at-akten',
  agency: 'Mock Referat Digitale Delikte',
  timeZone: 'Europe/Vienna',
  dateFormat: 'dd.MM.yyyy HH:mm',
  numbers: { decimal: ',' },
  protocol: odataProtocol({
    root: '/odata/v4',
    overview: 'einsätze',
    operation: 'einsatz',
    dates: 'dd.MM.yyyy HH:mm',
    types: {
      geschützt: 'Edm.Boolean',
      status: 'Edm.Int32',
      stückzahl: 'Edm.Int32',
      datenmenge_tb: 'Edm.Decimal',
    },
  }),
  marking: {
    handle: 'satz_id',
    handling: 'handhabungscode',
    addressees: 'empfänger',
    itemConsents: 'zustimmungen',
    protected: 'geschützt',
    sourceEvaluation: 'quellenbewertung',
    informationEvaluation: 'informationsbewertung',
  },
  overview: {
    modusOperandi: 'begehungsweise',
    victimsIdentified: 'opfer_identifiziert',
    victimsSafeguarded: 'opfer_in_sicherheit',
    victimsKnown: 'opfer_bekannt',
  },
  codes: {
    arrestStatus: {
      '10': 'IN_CUSTODY',
      '20': 'RELEASED_UNDER_INVESTIGATION',
      '30': 'CHARGED',
      '40': 'RELEASED_NO_ACTION',
    },
    forensicStatus: { '0': 'PENDING', '1': 'IN_PROGRESS', '2': 'COMPLETED' },
    deviceType: { A: 'COMPUTER', B: 'STORAGE_MEDIUM', C: 'MOBILE_DEVICE', Z: 'OTHER' },
    ageBand: {
      '18-29 Jahre': 'AGE_18_29',
      '30-44 Jahre': 'AGE_30_44',
      '45-59 Jahre': 'AGE_45_59',
      '60 Jahre und älter': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      tatverdächtig: 'SUSPECT',
      verurteilt: 'CONVICTED',
      potenzieller_täter: 'POTENTIAL',
      kontaktperson: 'CONTACT_ASSOCIATE',
      vertrauensperson: 'INFORMANT',
      zeuge: 'WITNESS',
      opfer: 'VICTIM',
    },
    warrantBasis: {
      gerichtliche_bewilligung: 'COURT_ORDER',
      anordnung_der_staatsanwaltschaft: 'PROSECUTOR_ORDER',
      freiwillige_nachschau: 'CONSENT',
      gefahr_im_verzug: 'URGENCY',
    },
    offence: { 'StGB § 207a': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'festnahmen',
      fields: {
        caseRef: 'geschaeftszahl',
        date: 'zeitpunkt',
        placeNuts2: 'region_nuts2',
        offence: 'strafbestimmung',
        status: 'status',
        ageBand: 'altersgruppe',
      },
    },
    suspects: {
      native: 'tatverdaechtige',
      fields: {
        caseRef: 'geschaeftszahl',
        dataSubjectCategory: 'personenrolle',
        identifiedOn: 'ausgeforscht_am',
        placeNuts2: 'region_nuts2',
        offence: 'strafbestimmung',
        ageBand: 'altersgruppe',
      },
    },
    searches: {
      native: 'hausdurchsuchungen',
      fields: {
        caseRef: 'geschaeftszahl',
        date: 'zeitpunkt',
        placeNuts2: 'region_nuts2',
        warrantBasis: 'anordnungsgrundlage',
      },
    },
    seizures: {
      native: 'sicherstellungen',
      fields: {
        exhibitRef: 'beweismittelnummer',
        deviceType: 'gerätetyp',
        itemCount: 'stückzahl',
        dataVolumeTb: 'datenmenge_tb',
      },
    },
    forensicExams: {
      native: 'auswertungen',
      fields: {
        exhibitRef: 'beweismittelnummer',
        status: 'status',
        deviceType: 'gerätetyp',
        openedOn: 'begonnen_am',
        completedOn: 'abgeschlossen_am',
      },
    },
  },
});
