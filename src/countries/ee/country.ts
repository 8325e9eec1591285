import { defineCountry } from '../country.ts';
import { restJsonProtocol } from '../protocols/rest-json.ts';
import { overXRoad } from '../protocols/x-road.ts';

export const estonia = defineCountry({
  code: 'EE',
  system: 'mock-ee-asjad',
  agency: 'Mock Digikuritegude büroo',
  timeZone: 'Europe/Tallinn',
  dateFormat: 'dd.MM.yyyy',
  numbers: { decimal: ',' },
  protocol: overXRoad(
    restJsonProtocol({
      path: '',
      parameters: { fields: 'väljad', totals: 'koguarvud', only: 'ainult' },
      count: 'koguarv',
      rows: 'kirjed',
    }),
    { client: 'MOCK/GOV/CONCORDAT/gateway', service: 'MOCK/GOV/MOCK-EE/asjad/menetlused' },
  ),
  marking: {
    handle: 'kirje_id',
    handling: 'käitlemiskood',
    addressees: 'adressaadid',
    itemConsents: 'nõusolekud',
    protected: 'kaitstud',
    sourceEvaluation: 'allika_hinnang',
    informationEvaluation: 'teabe_hinnang',
  },
  overview: {
    modusOperandi: 'toimepanemise_viis',
    victimsIdentified: 'kannatanud_tuvastatud',
    victimsSafeguarded: 'kannatanud_turvalisuses',
    victimsKnown: 'kannatanud_teada',
  },
  codes: {
    arrestStatus: {
      vahistatud: 'IN_CUSTODY',
      vabastatud_kahtlustatav: 'RELEASED_UNDER_INVESTIGATION',
      süüdistatud: 'CHARGED',
      vabastatud: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { ootel: 'PENDING', töös: 'IN_PROGRESS', valmis: 'COMPLETED' },
    deviceType: {
      arvuti: 'COMPUTER',
      andmekandja: 'STORAGE_MEDIUM',
      telefon: 'MOBILE_DEVICE',
      muu: 'OTHER',
    },
    ageBand: {
      '18–29': 'AGE_18_29',
      '30–44': 'AGE_30_44',
      '45–59': 'AGE_45_59',
      '60 ja vanem': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      kahtlustatav: 'SUSPECT',
      süüdimõistetu: 'CONVICTED',
      võimalik_toimepanija: 'POTENTIAL',
      kontaktisik: 'CONTACT_ASSOCIATE',
      informaator: 'INFORMANT',
      tunnistaja: 'WITNESS',
      kannatanu: 'VICTIM',
    },
    warrantBasis: {
      kohtumäärus: 'COURT_ORDER',
      prokuratuuri_määrus: 'PROSECUTOR_ORDER',
      nõusolek: 'CONSENT',
      edasilükkamatu_juhtum: 'URGENCY',
    },
    offence: { 'KarS § 178': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'kinnipidamised',
      fields: {
        caseRef: 'kriminaalasja_number',
        date: 'kuupäev',
        placeNuts2: 'piirkond_nuts2',
        offence: 'kvalifikatsioon',
        status: 'staatus',
        ageBand: 'vanuserühm',
      },
    },
    suspects: {
      native: 'kahtlustatavad',
      fields: {
        caseRef: 'kriminaalasja_number',
        dataSubjectCategory: 'isiku_roll',
        identifiedOn: 'tuvastamise_kuupäev',
        placeNuts2: 'piirkond_nuts2',
        offence: 'kvalifikatsioon',
        ageBand: 'vanuserühm',
      },
    },
    searches: {
      native: 'läbiotsimised',
      fields: {
        caseRef: 'kriminaalasja_number',
        date: 'kuupäev',
        placeNuts2: 'piirkond_nuts2',
        warrantBasis: 'läbiotsimise_alus',
      },
    },
    seizures: {
      native: 'äravõtmised',
      fields: {
        exhibitRef: 'asitõendi_number',
        deviceType: 'seadme_liik',
        itemCount: 'esemete_arv',
        dataVolumeTb: 'andmemaht_tb',
      },
    },
    forensicExams: {
      native: 'ekspertiisid',
      fields: {
        exhibitRef: 'asitõendi_number',
        status: 'staatus',
        deviceType: 'seadme_liik',
        openedOn: 'alustamise_kuupäev',
        completedOn: 'lõpetamise_kuupäev',
      },
    },
  },
});
