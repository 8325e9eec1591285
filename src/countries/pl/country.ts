import { defineCountry } from '../country.ts';
import { service } from './service.ts';

export const poland = defineCountry({
  code: 'PL',
  system: 'mock-pl-sprawy',
  agency: 'Mock Wydział Przestępczości Cyfrowej',
  timeZone: 'Europe/Warsaw',
  dateFormat: 'yyyy-MM-dd',
  numbers: { decimal: ',' },
  protocol: service,
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
  codes: {
    arrestStatus: {
      aresztowany: 'IN_CUSTODY',
      zwolniony_podejrzany: 'RELEASED_UNDER_INVESTIGATION',
      oskarżony: 'CHARGED',
      zwolniony: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { oczekuje: 'PENDING', w_toku: 'IN_PROGRESS', zakończone: 'COMPLETED' },
    deviceType: { komputer: 'COMPUTER', nośnik: 'STORAGE_MEDIUM', telefon: 'MOBILE_DEVICE', inne: 'OTHER' },
    ageBand: {
      '18-29 lat': 'AGE_18_29',
      '30-44 lata': 'AGE_30_44',
      '45-59 lat': 'AGE_45_59',
      '60 lat i więcej': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      podejrzany: 'SUSPECT',
      skazany: 'CONVICTED',
      możliwy_sprawca: 'POTENTIAL',
      osoba_powiązana: 'CONTACT_ASSOCIATE',
      informator: 'INFORMANT',
      świadek: 'WITNESS',
      pokrzywdzony: 'VICTIM',
    },
    warrantBasis: {
      postanowienie_sądu: 'COURT_ORDER',
      postanowienie_prokuratora: 'PROSECUTOR_ORDER',
      zgoda: 'CONSENT',
      przypadek_niecierpiący_zwłoki: 'URGENCY',
    },
    offence: { 'KK art. 202': '030221' },
    protected: { tak: 'true', nie: 'false' },
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
});
