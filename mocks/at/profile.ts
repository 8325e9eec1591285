import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'AT',
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
  words: {
    ageBand: {
      AGE_18_29: '18-29 Jahre',
      AGE_30_44: '30-44 Jahre',
      AGE_45_59: '45-59 Jahre',
      AGE_60_PLUS: '60 Jahre und älter',
    },
    dataSubjectCategory: {
      SUSPECT: 'tatverdächtig',
      CONVICTED: 'verurteilt',
      POTENTIAL: 'potenzieller_täter',
      CONTACT_ASSOCIATE: 'kontaktperson',
    },
    warrantBasis: {
      COURT_ORDER: 'gerichtliche_bewilligung',
      PROSECUTOR_ORDER: 'anordnung_der_staatsanwaltschaft',
      CONSENT: 'freiwillige_nachschau',
      URGENCY: 'gefahr_im_verzug',
    },
    protected: { yes: true, no: false },
  },
  date: toMoment,
  count: (value) => value,
  volume: (value) => value,
};

/** A moment of the local day: on even days late in the evening, on odd ones soon after midnight. */
function toMoment(iso: string): string {
  const [year, month, day] = iso.split('-');
  return `${day}.${month}.${year} ${Number(day) % 2 === 0 ? '23:40' : '00:20'}`;
}
