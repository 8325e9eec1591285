import { withoutArrested } from '../corrections.ts';
import { defineCountry } from '../country.ts';
import { service } from './service.ts';

export const italy = defineCountry({
  code: 'IT',
  system: 'mock-it-fascicoli',
  agency: 'Mock Unità Reati Digitali',
  timeZone: 'Europe/Rome',
  dateFormat: 'dd/MM/yyyy',
  numbers: { decimal: ',' },
  protocol: service,
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
  codes: {
    arrestStatus: {
      custodia_cautelare: 'IN_CUSTODY',
      indagato_libero: 'RELEASED_UNDER_INVESTIGATION',
      rinviato_a_giudizio: 'CHARGED',
      rilasciato: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { in_attesa: 'PENDING', in_corso: 'IN_PROGRESS', conclusa: 'COMPLETED' },
    deviceType: {
      computer: 'COMPUTER',
      supporto: 'STORAGE_MEDIUM',
      telefono: 'MOBILE_DEVICE',
      altro: 'OTHER',
    },
    ageBand: {
      '18-29 anni': 'AGE_18_29',
      '30-44 anni': 'AGE_30_44',
      '45-59 anni': 'AGE_45_59',
      '60 anni e oltre': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      indagato: 'SUSPECT',
      condannato: 'CONVICTED',
      potenziale_autore: 'POTENTIAL',
      contatto: 'CONTACT_ASSOCIATE',
      informatore: 'INFORMANT',
      testimone: 'WITNESS',
      persona_offesa: 'VICTIM',
    },
    warrantBasis: {
      decreto_del_giudice: 'COURT_ORDER',
      decreto_del_pubblico_ministero: 'PROSECUTOR_ORDER',
      consenso: 'CONSENT',
      urgenza: 'URGENCY',
    },
    offence: { 'c.p. art. 600-ter, 600-quater': '030221' },
    protected: { sì: 'true', no: 'false' },
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
      correction: withoutArrested('numero_procedimento', 'indagati without those who are in arresti'),
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
});
