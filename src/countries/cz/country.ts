import { defineCountry } from '../country.ts';
import { restJsonCursorProtocol } from '../protocols/rest-json-cursor.ts';

/** A total of null means that it is not known, which is not zero. */
export const czechia = defineCountry({
  code: 'CZ',
  system: 'mock-cz-spisy',
  agency: 'Mock Odbor digitální kriminality',
  timeZone: 'Europe/Prague',
  dateFormat: 'd. M. yyyy',
  numbers: { decimal: ',' },
  protocol: restJsonCursorProtocol({
    path: '/api/spisy',
    parameters: { fields: 'pole', size: 'velikost', total: 's_počtem', cursor: 'kurzor', only: 'jen' },
    count: 'počet',
    rows: 'záznamy',
    next: 'další_kurzor',
    pageSize: 100,
  }),
  marking: {
    handle: 'id_záznamu',
    handling: 'kód_nakládání',
    addressees: 'příjemci',
    itemConsents: 'souhlasy',
    protected: 'chráněná_osoba',
    sourceEvaluation: 'hodnocení_zdroje',
    informationEvaluation: 'hodnocení_informace',
  },
  overview: {
    modusOperandi: 'způsob_spáchání',
    victimsIdentified: 'poškození_ztotožnění',
    victimsSafeguarded: 'poškození_v_bezpečí',
    victimsKnown: 'poškození_známi',
  },
  codes: {
    arrestStatus: {
      vazba: 'IN_CUSTODY',
      propuštěn_podezřelý: 'RELEASED_UNDER_INVESTIGATION',
      obviněn: 'CHARGED',
      propuštěn: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { čeká: 'PENDING', probíhá: 'IN_PROGRESS', dokončeno: 'COMPLETED' },
    deviceType: {
      počítač: 'COMPUTER',
      nosič: 'STORAGE_MEDIUM',
      telefon: 'MOBILE_DEVICE',
      jiné: 'OTHER',
    },
    ageBand: {
      '18–29 let': 'AGE_18_29',
      '30–44 let': 'AGE_30_44',
      '45–59 let': 'AGE_45_59',
      '60 a více let': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      podezřelý: 'SUSPECT',
      odsouzený: 'CONVICTED',
      možný_pachatel: 'POTENTIAL',
      kontaktní_osoba: 'CONTACT_ASSOCIATE',
      informátor: 'INFORMANT',
      svědek: 'WITNESS',
      poškozený: 'VICTIM',
    },
    warrantBasis: {
      příkaz_soudu: 'COURT_ORDER',
      příkaz_státního_zástupce: 'PROSECUTOR_ORDER',
      souhlas: 'CONSENT',
      neodkladný_úkon: 'URGENCY',
    },
    offence: { 'TZ § 192': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'zadržení',
      fields: {
        caseRef: 'číslo_jednací',
        date: 'datum',
        placeNuts2: 'oblast_nuts2',
        offence: 'právní_kvalifikace',
        status: 'stav',
        ageBand: 'věková_skupina',
      },
    },
    suspects: {
      native: 'podezřelí',
      fields: {
        caseRef: 'číslo_jednací',
        dataSubjectCategory: 'postavení_osoby',
        identifiedOn: 'datum_ztotožnění',
        placeNuts2: 'oblast_nuts2',
        offence: 'právní_kvalifikace',
        ageBand: 'věková_skupina',
      },
    },
    searches: {
      native: 'domovní_prohlídky',
      fields: {
        caseRef: 'číslo_jednací',
        date: 'datum',
        placeNuts2: 'oblast_nuts2',
        warrantBasis: 'právní_titul',
      },
    },
    seizures: {
      native: 'zajištěné_věci',
      fields: {
        exhibitRef: 'číslo_stopy',
        deviceType: 'druh_zařízení',
        itemCount: 'počet_kusů',
        dataVolumeTb: 'objem_dat_tb',
      },
    },
    forensicExams: {
      native: 'znalecká_zkoumání',
      fields: {
        exhibitRef: 'číslo_stopy',
        status: 'stav',
        deviceType: 'druh_zařízení',
        openedOn: 'datum_zahájení',
        completedOn: 'datum_ukončení',
      },
    },
  },
});
