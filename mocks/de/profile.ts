import type { NativeProfile } from '../native-rows.ts';

/** Every number is a text: 1.234 and 64,3. */
const WHOLE = new Intl.NumberFormat('de-DE');
const TENTHS = new Intl.NumberFormat('de-DE', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

const PERSON = {
  caseRef: 'aktenzeichen',
  placeNuts2: 'region_nuts2',
  offence: 'tatvorwurf',
  ageBand: 'altersgruppe',
};

export const profile: NativeProfile = {
  code: 'DE',
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
  lists: {
    arrests: { native: 'festnahmen', fields: { ...PERSON, date: 'datum', status: 'status' } },
    suspects: {
      native: 'beschuldigte',
      fields: { ...PERSON, dataSubjectCategory: 'personenrolle', identifiedOn: 'identifiziert_am' },
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
  words: {
    ageBand: {
      AGE_18_29: '18 bis 29 Jahre',
      AGE_30_44: '30 bis 44 Jahre',
      AGE_45_59: '45 bis 59 Jahre',
      AGE_60_PLUS: '60 Jahre und älter',
    },
    dataSubjectCategory: {
      SUSPECT: 'Beschuldigter',
      CONVICTED: 'Verurteilter',
      POTENTIAL: 'möglicher_Täter',
      CONTACT_ASSOCIATE: 'Kontaktperson',
    },
    warrantBasis: {
      COURT_ORDER: 'richterlicher_Beschluss',
      PROSECUTOR_ORDER: 'Anordnung_der_Staatsanwaltschaft',
      CONSENT: 'Einwilligung',
      URGENCY: 'Gefahr_im_Verzug',
    },
    protected: { yes: 'ja', no: 'nein' },
  },
  date: (iso) => iso.split('-').reverse().join('.'),
  count: (value) => WHOLE.format(value),
  volume: (value) => TENTHS.format(value),
};
