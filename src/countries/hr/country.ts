import { defineCountry } from '../country.ts';
import { service } from './service.ts';

export const croatia = defineCountry({
  code: 'HR',
  system: 'mock-hr-predmeti',
  agency: 'Mock Odjel za digitalni kriminalitet',
  timeZone: 'Europe/Zagreb',
  dateFormat: 'dd.MM.yyyy.',
  numbers: { decimal: ',' },
  protocol: service,
  marking: {
    handle: 'oznaka_zapisa',
    handling: 'kod_postupanja',
    addressees: 'primatelji',
    itemConsents: 'suglasnosti',
    protected: 'zaštićeno',
    sourceEvaluation: 'ocjena_izvora',
    informationEvaluation: 'ocjena_podatka',
  },
  overview: {
    modusOperandi: 'način_počinjenja',
    victimsIdentified: 'žrtve_identificirane',
    victimsSafeguarded: 'žrtve_zbrinute',
    victimsKnown: 'žrtve_poznate',
  },
  codes: {
    arrestStatus: {
      istražni_zatvor: 'IN_CUSTODY',
      pušten_osumnjičen: 'RELEASED_UNDER_INVESTIGATION',
      optužen: 'CHARGED',
      pušten: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { čeka: 'PENDING', u_tijeku: 'IN_PROGRESS', dovršeno: 'COMPLETED' },
    deviceType: { računalo: 'COMPUTER', medij: 'STORAGE_MEDIUM', mobitel: 'MOBILE_DEVICE', ostalo: 'OTHER' },
    ageBand: {
      '18-29 godina': 'AGE_18_29',
      '30-44 godine': 'AGE_30_44',
      '45-59 godina': 'AGE_45_59',
      '60 godina i više': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      osumnjičenik: 'SUSPECT',
      osuđenik: 'CONVICTED',
      mogući_počinitelj: 'POTENTIAL',
      povezana_osoba: 'CONTACT_ASSOCIATE',
      doušnik: 'INFORMANT',
      svjedok: 'WITNESS',
      žrtva: 'VICTIM',
    },
    warrantBasis: {
      sudski_nalog: 'COURT_ORDER',
      nalog_državnog_odvjetnika: 'PROSECUTOR_ORDER',
      pristanak: 'CONSENT',
      hitnost: 'URGENCY',
    },
    offence: { 'KZ 1997 čl. 197.a': '030221' },
    protected: { da: 'true', ne: 'false' },
  },
  lists: {
    arrests: {
      native: 'uhićenja',
      fields: {
        caseRef: 'broj_predmeta',
        date: 'datum',
        placeNuts2: 'regija_nuts2',
        offence: 'kazneno_djelo',
        status: 'status',
        ageBand: 'dobna_skupina',
      },
    },
    suspects: {
      native: 'osumnjičenici',
      fields: {
        caseRef: 'broj_predmeta',
        dataSubjectCategory: 'svojstvo',
        identifiedOn: 'datum_identifikacije',
        placeNuts2: 'regija_nuts2',
        offence: 'kazneno_djelo',
        ageBand: 'dobna_skupina',
      },
    },
    searches: {
      native: 'pretrage',
      fields: {
        caseRef: 'broj_predmeta',
        date: 'datum',
        placeNuts2: 'regija_nuts2',
        warrantBasis: 'osnova_pretrage',
      },
    },
    seizures: {
      native: 'privremeno_oduzeti_predmeti',
      fields: {
        exhibitRef: 'oznaka_traga',
        deviceType: 'vrsta_uređaja',
        itemCount: 'broj_komada',
        dataVolumeTb: 'količina_podataka_tb',
      },
    },
    forensicExams: {
      native: 'vještačenja',
      fields: {
        exhibitRef: 'oznaka_traga',
        status: 'status',
        deviceType: 'vrsta_uređaja',
        openedOn: 'datum_početka',
        completedOn: 'datum_završetka',
      },
    },
  },
});
