import { defineCountry } from '../country.ts';
import { service } from './service.ts';

export const slovakia = defineCountry({
  code: 'SK',
  system: 'mock-sk-spisy',
  agency: 'Mock Oddelenie digitálnej kriminality',
  timeZone: 'Europe/Bratislava',
  dateFormat: 'd.M.yyyy',
  numbers: { decimal: ',' },
  protocol: service,
  marking: {
    handle: 'id_záznamu',
    handling: 'kód_nakladania',
    addressees: 'adresáti',
    itemConsents: 'súhlasy',
    protected: 'chránené',
    sourceEvaluation: 'hodnotenie_zdroja',
    informationEvaluation: 'hodnotenie_informácie',
  },
  overview: {
    modusOperandi: 'spôsob_páchania',
    victimsIdentified: 'poškodení_identifikovaní',
    victimsSafeguarded: 'poškodení_v_bezpečí',
    victimsKnown: 'poškodení_známi',
  },
  codes: {
    arrestStatus: {
      väzba: 'IN_CUSTODY',
      prepustený_podozrivý: 'RELEASED_UNDER_INVESTIGATION',
      obvinený: 'CHARGED',
      prepustený: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { čaká: 'PENDING', prebieha: 'IN_PROGRESS', ukončené: 'COMPLETED' },
    deviceType: { počítač: 'COMPUTER', nosič: 'STORAGE_MEDIUM', telefón: 'MOBILE_DEVICE', iné: 'OTHER' },
    ageBand: {
      '18-29 rokov': 'AGE_18_29',
      '30-44 rokov': 'AGE_30_44',
      '45-59 rokov': 'AGE_45_59',
      '60 a viac rokov': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      podozrivý: 'SUSPECT',
      odsúdený: 'CONVICTED',
      možný_páchateľ: 'POTENTIAL',
      kontaktná_osoba: 'CONTACT_ASSOCIATE',
      informátor: 'INFORMANT',
      svedok: 'WITNESS',
      poškodený: 'VICTIM',
    },
    warrantBasis: {
      príkaz_súdu: 'COURT_ORDER',
      príkaz_prokurátora: 'PROSECUTOR_ORDER',
      súhlas: 'CONSENT',
      neodkladnosť: 'URGENCY',
    },
    offence: { 'TZ § 368-370': '030221' },
    protected: { áno: 'true', nie: 'false' },
  },
  lists: {
    arrests: {
      native: 'zadržania',
      fields: {
        caseRef: 'čvs',
        date: 'dátum',
        placeNuts2: 'región_nuts2',
        offence: 'trestný_čin',
        status: 'stav',
        ageBand: 'veková_skupina',
      },
    },
    suspects: {
      native: 'podozriví',
      fields: {
        caseRef: 'čvs',
        dataSubjectCategory: 'procesné_postavenie',
        identifiedOn: 'dátum_zistenia',
        placeNuts2: 'región_nuts2',
        offence: 'trestný_čin',
        ageBand: 'veková_skupina',
      },
    },
    searches: {
      native: 'domové_prehliadky',
      fields: { caseRef: 'čvs', date: 'dátum', placeNuts2: 'región_nuts2', warrantBasis: 'právny_základ' },
    },
    seizures: {
      native: 'zaistené_veci',
      fields: {
        exhibitRef: 'číslo_stopy',
        deviceType: 'druh_zariadenia',
        itemCount: 'počet_kusov',
        dataVolumeTb: 'objem_dát_tb',
      },
    },
    forensicExams: {
      native: 'znalecké_skúmania',
      fields: {
        exhibitRef: 'číslo_stopy',
        status: 'stav',
        deviceType: 'druh_zariadenia',
        openedOn: 'dátum_začatia',
        completedOn: 'dátum_ukončenia',
      },
    },
  },
});
