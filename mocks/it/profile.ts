import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'IT',
  marking: {
    handle: 'id_scheda',
    handling: 'codice_trattamento',
    addressees: 'destinatari',
    itemConsents: 'consensi',
    protected: 'protetto',
    sourceEvaluation: 'valutazione_fonte',
    informationEvaluation: 'valutazione_informazione',
  },
  overview: {
    modusOperandi: 'modalità_operative',
    victimsIdentified: 'persone_offese_identificate',
    victimsSafeguarded: 'persone_offese_al_sicuro',
    victimsKnown: 'persone_offese_note',
  },
  lists: {
    arrests: {
      native: 'arresti',
      fields: {
        caseRef: 'numero_procedimento',
        date: 'data',
        placeNuts2: 'regione_nuts2',
        offence: 'reato',
        status: 'stato',
        ageBand: 'fascia_età',
      },
    },
    suspects: {
      native: 'indagati',
      fields: {
        caseRef: 'numero_procedimento',
        dataSubjectCategory: 'qualità',
        identifiedOn: 'data_identificazione',
        placeNuts2: 'regione_nuts2',
        offence: 'reato',
        ageBand: 'fascia_età',
      },
    },
    searches: {
      native: 'perquisizioni',
      fields: {
        caseRef: 'numero_procedimento',
        date: 'data',
        placeNuts2: 'regione_nuts2',
        warrantBasis: 'base_giuridica',
      },
    },
    seizures: {
      native: 'sequestri',
      fields: {
        exhibitRef: 'numero_reperto',
        deviceType: 'tipo_dispositivo',
        itemCount: 'numero_oggetti',
        dataVolumeTb: 'volume_dati_tb',
      },
    },
    forensicExams: {
      native: 'analisi_forensi',
      fields: {
        exhibitRef: 'numero_reperto',
        status: 'stato',
        deviceType: 'tipo_dispositivo',
        openedOn: 'data_apertura',
        completedOn: 'data_chiusura',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 anni',
      AGE_30_44: '30-44 anni',
      AGE_45_59: '45-59 anni',
      AGE_60_PLUS: '60 anni e oltre',
    },
    dataSubjectCategory: {
      SUSPECT: 'indagato',
      CONVICTED: 'condannato',
      POTENTIAL: 'potenziale_autore',
      CONTACT_ASSOCIATE: 'contatto',
    },
    warrantBasis: {
      COURT_ORDER: 'decreto_del_giudice',
      PROSECUTOR_ORDER: 'decreto_del_pubblico_ministero',
      CONSENT: 'consenso',
      URGENCY: 'urgenza',
    },
    protected: { yes: 'sì', no: 'no' },
  },
  date: (iso) => iso.split('-').reverse().join('/'),
  count: (value) => String(value),
  volume: (value) => value.toFixed(1).replace('.', ','),
};
