import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'PL',
  marking: {
    handle: 'id_wpisu',
    handling: 'kod_postępowania',
    addressees: 'odbiorcy',
    itemConsents: 'zgody',
    protected: 'chronione',
    sourceEvaluation: 'ocena_źródła',
    informationEvaluation: 'ocena_informacji',
  },
  overview: {
    modusOperandi: 'sposób_działania',
    victimsIdentified: 'pokrzywdzeni_ustaleni',
    victimsSafeguarded: 'pokrzywdzeni_bezpieczni',
    victimsKnown: 'pokrzywdzeni_znani',
  },
  lists: {
    arrests: {
      native: 'zatrzymania',
      fields: {
        caseRef: 'sygnatura_akt',
        date: 'data',
        placeNuts2: 'region_nuts2',
        offence: 'kwalifikacja_prawna',
        status: 'stan',
        ageBand: 'grupa_wiekowa',
      },
    },
    suspects: {
      native: 'podejrzani',
      fields: {
        caseRef: 'sygnatura_akt',
        dataSubjectCategory: 'rola_osoby',
        identifiedOn: 'data_ustalenia',
        placeNuts2: 'region_nuts2',
        offence: 'kwalifikacja_prawna',
        ageBand: 'grupa_wiekowa',
      },
    },
    searches: {
      native: 'przeszukania',
      fields: {
        caseRef: 'sygnatura_akt',
        date: 'data',
        placeNuts2: 'region_nuts2',
        warrantBasis: 'podstawa_prawna',
      },
    },
    seizures: {
      native: 'zabezpieczone_przedmioty',
      fields: {
        exhibitRef: 'numer_dowodu',
        deviceType: 'rodzaj_urządzenia',
        itemCount: 'liczba_sztuk',
        dataVolumeTb: 'ilość_danych_tb',
      },
    },
    forensicExams: {
      native: 'ekspertyzy',
      fields: {
        exhibitRef: 'numer_dowodu',
        status: 'stan',
        deviceType: 'rodzaj_urządzenia',
        openedOn: 'data_rozpoczęcia',
        completedOn: 'data_zakończenia',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 lat',
      AGE_30_44: '30-44 lata',
      AGE_45_59: '45-59 lat',
      AGE_60_PLUS: '60 lat i więcej',
    },
    dataSubjectCategory: {
      SUSPECT: 'podejrzany',
      CONVICTED: 'skazany',
      POTENTIAL: 'możliwy_sprawca',
      CONTACT_ASSOCIATE: 'osoba_powiązana',
    },
    warrantBasis: {
      COURT_ORDER: 'postanowienie_sądu',
      PROSECUTOR_ORDER: 'postanowienie_prokuratora',
      CONSENT: 'zgoda',
      URGENCY: 'przypadek_niecierpiący_zwłoki',
    },
    protected: { yes: 'tak', no: 'nie' },
  },
  date: (iso) => iso,
  count: (value) => String(value),
  volume: (value) => value.toFixed(1).replace('.', ','),
};
