import { defineCountry } from '../country.ts';
import { csvFilesProtocol } from '../protocols/csv-files.ts';

export const hungary = defineCountry({
  code: 'HU',
  system: 'mock-hu-ugyek',
  agency: 'Mock Digitális Bűnügyi Osztály',
  timeZone: 'Europe/Budapest',
  dateFormat: 'yyyy.MM.dd.',
  numbers: { decimal: ',' },
  protocol: csvFilesProtocol({
    folder: 'ügyek',
    encoding: 'utf-8',
    delimiter: ';',
    key: 'azonosító',
    overview: 'áttekintés',
  }),
  marking: {
    handle: 'azonosító',
    handling: 'kezelési_kód',
    addressees: 'címzettek',
    itemConsents: 'hozzájárulások',
    protected: 'védett',
    sourceEvaluation: 'forrás_értékelése',
    informationEvaluation: 'információ_értékelése',
  },
  overview: {
    modusOperandi: 'elkövetési_módszer',
    victimsIdentified: 'sértettek_azonosítva',
    victimsSafeguarded: 'sértettek_biztonságban',
    victimsKnown: 'sértettek_ismertek',
  },
  codes: {
    arrestStatus: {
      őrizetben: 'IN_CUSTODY',
      szabadlábon_gyanúsított: 'RELEASED_UNDER_INVESTIGATION',
      vádlott: 'CHARGED',
      szabadon: 'RELEASED_NO_ACTION',
    },
    forensicStatus: {
      függőben: 'PENDING',
      folyamatban: 'IN_PROGRESS',
      kész: 'COMPLETED',
    },
    deviceType: {
      számítógép: 'COMPUTER',
      adathordozó: 'STORAGE_MEDIUM',
      telefon: 'MOBILE_DEVICE',
      egyéb: 'OTHER',
    },
    ageBand: {
      '18-29 év': 'AGE_18_29',
      '30-44 év': 'AGE_30_44',
      '45-59 év': 'AGE_45_59',
      '60 év és felette': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      gyanúsított: 'SUSPECT',
      elítélt: 'CONVICTED',
      lehetséges_elkövető: 'POTENTIAL',
      kapcsolattartó: 'CONTACT_ASSOCIATE',
      informátor: 'INFORMANT',
      tanú: 'WITNESS',
      sértett: 'VICTIM',
    },
    warrantBasis: {
      bírósági_végzés: 'COURT_ORDER',
      ügyészi_határozat: 'PROSECUTOR_ORDER',
      hozzájárulás: 'CONSENT',
      halaszthatatlan: 'URGENCY',
    },
    offence: {
      'Btk. 1978 204. §': '030221',
    },
    protected: {
      igen: 'true',
      nem: 'false',
    },
  },
  lists: {
    arrests: {
      native: 'elfogások',
      fields: {
        caseRef: 'bűnügyi_szám',
        date: 'dátum',
        placeNuts2: 'régió_nuts2',
        offence: 'törvényi_tényállás',
        status: 'állapot',
        ageBand: 'korcsoport',
      },
    },
    suspects: {
      native: 'gyanúsítottak',
      fields: {
        caseRef: 'bűnügyi_szám',
        dataSubjectCategory: 'személy_minősége',
        identifiedOn: 'azonosítás_dátuma',
        placeNuts2: 'régió_nuts2',
        offence: 'törvényi_tényállás',
        ageBand: 'korcsoport',
      },
    },
    searches: {
      native: 'házkutatások',
      fields: {
        caseRef: 'bűnügyi_szám',
        date: 'dátum',
        placeNuts2: 'régió_nuts2',
        warrantBasis: 'elrendelés_alapja',
      },
    },
    seizures: {
      native: 'lefoglalások',
      fields: {
        exhibitRef: 'bűnjelszám',
        deviceType: 'eszköztípus',
        itemCount: 'darabszám',
        dataVolumeTb: 'adatmennyiség_tb',
      },
    },
    forensicExams: {
      native: 'szakértői_vizsgálatok',
      fields: {
        exhibitRef: 'bűnjelszám',
        status: 'állapot',
        deviceType: 'eszköztípus',
        openedOn: 'kezdés_dátuma',
        completedOn: 'befejezés_dátuma',
      },
    },
  },
});
