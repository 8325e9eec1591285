import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'HU',
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
  words: {
    ageBand: {
      AGE_18_29: '18-29 év',
      AGE_30_44: '30-44 év',
      AGE_45_59: '45-59 év',
      AGE_60_PLUS: '60 év és felette',
    },
    dataSubjectCategory: {
      SUSPECT: 'gyanúsított',
      CONVICTED: 'elítélt',
      POTENTIAL: 'lehetséges_elkövető',
      CONTACT_ASSOCIATE: 'kapcsolattartó',
    },
    warrantBasis: {
      COURT_ORDER: 'bírósági_végzés',
      PROSECUTOR_ORDER: 'ügyészi_határozat',
      CONSENT: 'hozzájárulás',
      URGENCY: 'halaszthatatlan',
    },
    protected: {
      yes: 'igen',
      no: 'nem',
    },
  },
  date: (iso) => `${iso.replaceAll('-', '.')}.`,
  count: String,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
