import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'PT',
  marking: {
    handle: 'registo_id',
    handling: 'código_tratamento',
    addressees: 'destinatários',
    itemConsents: 'consentimentos',
    protected: 'protegido',
    sourceEvaluation: 'avaliação_fonte',
    informationEvaluation: 'avaliação_informação',
  },
  overview: {
    modusOperandi: 'modo_de_atuação',
    victimsIdentified: 'vitimas_identificadas',
    victimsSafeguarded: 'vitimas_em_segurança',
    victimsKnown: 'vitimas_conhecidas',
  },
  lists: {
    arrests: {
      native: 'detencoes',
      fields: {
        caseRef: 'nuipc',
        date: 'data',
        placeNuts2: 'região_nuts2',
        offence: 'tipo_legal',
        status: 'estado',
        ageBand: 'faixa_etária',
      },
    },
    suspects: {
      native: 'suspeitos',
      fields: {
        caseRef: 'nuipc',
        dataSubjectCategory: 'qualidade_processual',
        identifiedOn: 'data_identificação',
        placeNuts2: 'região_nuts2',
        offence: 'tipo_legal',
        ageBand: 'faixa_etária',
      },
    },
    searches: {
      native: 'buscas',
      fields: { caseRef: 'nuipc', date: 'data', placeNuts2: 'região_nuts2', warrantBasis: 'fundamento' },
    },
    seizures: {
      native: 'apreensoes',
      fields: {
        exhibitRef: 'número_da_prova',
        deviceType: 'tipo_de_dispositivo',
        itemCount: 'quantidade',
        dataVolumeTb: 'volume_tb',
      },
    },
    forensicExams: {
      native: 'pericias',
      fields: {
        exhibitRef: 'número_da_prova',
        status: 'estado',
        deviceType: 'tipo_de_dispositivo',
        openedOn: 'data_de_início',
        completedOn: 'data_de_conclusão',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 anos',
      AGE_30_44: '30-44 anos',
      AGE_45_59: '45-59 anos',
      AGE_60_PLUS: '60 anos ou mais',
    },
    dataSubjectCategory: {
      SUSPECT: 'suspeito',
      CONVICTED: 'condenado',
      POTENTIAL: 'autor_potencial',
      CONTACT_ASSOCIATE: 'contacto',
    },
    warrantBasis: {
      COURT_ORDER: 'mandado_judicial',
      PROSECUTOR_ORDER: 'despacho_do_ministério_público',
      CONSENT: 'consentimento',
      URGENCY: 'urgência',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => iso.split('-').reverse().join('-'),
  count: (value) => value,
  volume: (value) => value,
};
