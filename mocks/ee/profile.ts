import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'kriminaalasja_number',
  placeNuts2: 'piirkond_nuts2',
  offence: 'kvalifikatsioon',
  ageBand: 'vanuserühm',
};

export const profile: NativeProfile = {
  code: 'EE',
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
  lists: {
    arrests: { native: 'kinnipidamised', fields: { ...PERSON, date: 'kuupäev', status: 'staatus' } },
    suspects: {
      native: 'kahtlustatavad',
      fields: { ...PERSON, dataSubjectCategory: 'isiku_roll', identifiedOn: 'tuvastamise_kuupäev' },
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
  words: {
    ageBand: { AGE_18_29: '18–29', AGE_30_44: '30–44', AGE_45_59: '45–59', AGE_60_PLUS: '60 ja vanem' },
    dataSubjectCategory: {
      SUSPECT: 'kahtlustatav',
      CONVICTED: 'süüdimõistetu',
      POTENTIAL: 'võimalik_toimepanija',
      CONTACT_ASSOCIATE: 'kontaktisik',
    },
    warrantBasis: {
      COURT_ORDER: 'kohtumäärus',
      PROSECUTOR_ORDER: 'prokuratuuri_määrus',
      CONSENT: 'nõusolek',
      URGENCY: 'edasilükkamatu_juhtum',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().join('.'),
  count: (value) => value,
  volume: (value) => value.toFixed(1).replace('.', ','),
};
