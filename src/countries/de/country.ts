import { defineCountry } from '../country.ts';
import { restJsonProtocol } from '../protocols/rest-json.ts';

/** The 16 Länder, by the two letters that also stand in their references. Each keeps its own lists. */
const LAENDER = [
  'BB',
  'BE',
  'BW',
  'BY',
  'HB',
  'HE',
  'HH',
  'MV',
  'NI',
  'NW',
  'RP',
  'SH',
  'SL',
  'SN',
  'ST',
  'TH',
] as const;

/** Every number comes as text with a point between thousands (`3.912`) and a decimal comma (`64,3`). */
export const germany = defineCountry({
  code: 'DE',
  system: 'mock-de-vorgaenge',
  agency: 'Mock Zentralstelle Digitale Delikte',
  timeZone: 'Europe/Berlin',
  dateFormat: 'dd.MM.yyyy',
  numbers: { decimal: ',', thousands: '.' },
  protocol: restJsonProtocol({
    path: '/api/vorgaenge',
    parameters: { fields: 'felder', totals: 'anzahl', only: 'nur' },
    count: 'anzahl',
    rows: 'datensätze',
    parts: { list: 'länder', name: 'land', all: LAENDER },
  }),
  marking: {
    handle: 'datensatz_id',
    handling: 'verwendungscode',
    addressees: 'empfänger',
    itemConsents: 'einzelzustimmungen',
    protected: 'schutzvermerk',
    sourceEvaluation: 'quellenbewertung',
    informationEvaluation: 'informationsbewertung',
  },
  overview: {
    modusOperandi: 'begehungsweise',
    victimsIdentified: 'geschaedigte_identifiziert',
    victimsSafeguarded: 'geschaedigte_in_sicherheit',
    victimsKnown: 'geschaedigte_bekannt',
  },
  codes: {
    arrestStatus: {
      'U-Haft': 'IN_CUSTODY',
      entlassen_beschuldigt: 'RELEASED_UNDER_INVESTIGATION',
      angeklagt: 'CHARGED',
      entlassen: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { offen: 'PENDING', in_Auswertung: 'IN_PROGRESS', abgeschlossen: 'COMPLETED' },
    deviceType: {
      Rechner: 'COMPUTER',
      Datenträger: 'STORAGE_MEDIUM',
      Mobiltelefon: 'MOBILE_DEVICE',
      Sonstiges: 'OTHER',
    },
    ageBand: {
      '18 bis 29 Jahre': 'AGE_18_29',
      '30 bis 44 Jahre': 'AGE_30_44',
      '45 bis 59 Jahre': 'AGE_45_59',
      '60 Jahre und älter': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      Beschuldigter: 'SUSPECT',
      Verurteilter: 'CONVICTED',
      möglicher_Täter: 'POTENTIAL',
      Kontaktperson: 'CONTACT_ASSOCIATE',
      Hinweisgeber: 'INFORMANT',
      Zeuge: 'WITNESS',
      Geschädigter: 'VICTIM',
    },
    warrantBasis: {
      richterlicher_Beschluss: 'COURT_ORDER',
      Anordnung_der_Staatsanwaltschaft: 'PROSECUTOR_ORDER',
      Einwilligung: 'CONSENT',
      Gefahr_im_Verzug: 'URGENCY',
    },
    offence: { 'StGB § 184b': '030221' },
    protected: { ja: 'true', nein: 'false' },
  },
  lists: {
    arrests: {
      native: 'festnahmen',
      fields: {
        caseRef: 'aktenzeichen',
        date: 'datum',
        placeNuts2: 'region_nuts2',
        offence: 'tatvorwurf',
        status: 'status',
        ageBand: 'altersgruppe',
      },
    },
    suspects: {
      native: 'beschuldigte',
      fields: {
        caseRef: 'aktenzeichen',
        dataSubjectCategory: 'personenrolle',
        identifiedOn: 'identifiziert_am',
        placeNuts2: 'region_nuts2',
        offence: 'tatvorwurf',
        ageBand: 'altersgruppe',
      },
    },
    searches: {
      native: 'durchsuchungen',
      fields: {
        caseRef: 'aktenzeichen',
        date: 'datum',
        placeNuts2: 'region_nuts2',
        warrantBasis: 'anordnungsgrundlage',
      },
    },
    seizures: {
      native: 'sicherstellungen',
      fields: {
        exhibitRef: 'asservatennummer',
        deviceType: 'geräteart',
        itemCount: 'stückzahl',
        dataVolumeTb: 'datenmenge_tb',
      },
    },
    forensicExams: {
      native: 'auswertungen',
      fields: {
        exhibitRef: 'asservatennummer',
        status: 'status',
        deviceType: 'geräteart',
        openedOn: 'begonnen_am',
        completedOn: 'abgeschlossen_am',
      },
    },
  },
});
