import { defineCountry } from '../country.ts';
import { odataProtocol } from '../protocols/odata.ts';

/** arguidos (formal suspects) is an entity set of its own: it is in no list here and is never asked. */
export const portugal = defineCountry({
  code: 'PT',
  system: 'mock-pt-processos',
  agency: 'Mock Unidade de Crime Digital',
  timeZone: 'Europe/Lisbon',
  dateFormat: 'dd-MM-yyyy',
  numbers: { decimal: ',' },
  protocol: odataProtocol({
    root: '/odata',
    overview: 'operações',
    operation: 'operação',
    dates: 'dd-MM-yyyy',
    types: { protegido: 'Edm.Boolean', quantidade: 'Edm.Int32', volume_tb: 'Edm.Decimal' },
  }),
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
  codes: {
    arrestStatus: {
      prisao_preventiva: 'IN_CUSTODY',
      liberdade_arguido: 'RELEASED_UNDER_INVESTIGATION',
      acusado: 'CHARGED',
      liberdade: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { pendente: 'PENDING', em_curso: 'IN_PROGRESS', concluida: 'COMPLETED' },
    deviceType: {
      computador: 'COMPUTER',
      suporte: 'STORAGE_MEDIUM',
      telemovel: 'MOBILE_DEVICE',
      outro: 'OTHER',
    },
    ageBand: {
      '18-29 anos': 'AGE_18_29',
      '30-44 anos': 'AGE_30_44',
      '45-59 anos': 'AGE_45_59',
      '60 anos ou mais': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      suspeito: 'SUSPECT',
      condenado: 'CONVICTED',
      autor_potencial: 'POTENTIAL',
      contacto: 'CONTACT_ASSOCIATE',
      informador: 'INFORMANT',
      testemunha: 'WITNESS',
      vítima: 'VICTIM',
    },
    warrantBasis: {
      mandado_judicial: 'COURT_ORDER',
      despacho_do_ministério_público: 'PROSECUTOR_ORDER',
      consentimento: 'CONSENT',
      urgência: 'URGENCY',
    },
    offence: { 'CP art. 176': '030221' },
    protected: { true: 'true', false: 'false' },
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
});
