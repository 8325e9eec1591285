import { defineCountry } from '../country.ts';
import { restXmlProtocol } from '../protocols/rest-xml.ts';

/** Its words are those of 2011: a suspect is an `imputado` (the term became `investigado` in 2015). */
export const spain = defineCountry({
  code: 'ES',
  system: 'mock-es-diligencias',
  agency: 'Mock Unidad de Delitos Digitales',
  timeZone: 'Europe/Madrid',
  dateFormat: 'dd/MM/yyyy',
  numbers: { decimal: ',' },
  protocol: restXmlProtocol({
    path: '/api/diligencias',
    parameters: { fields: 'campos', totals: 'totales', only: 'solo' },
    root: 'diligencia',
    count: 'total',
    row: 'asiento',
    repeated: ['destinatarios', 'consentimientos'],
  }),
  marking: {
    handle: 'id_asiento',
    handling: 'código_tratamiento',
    addressees: 'destinatarios',
    itemConsents: 'consentimientos',
    protected: 'protegido',
    sourceEvaluation: 'valoración_fuente',
    informationEvaluation: 'valoración_información',
  },
  overview: {
    modusOperandi: 'modus_operandi',
    victimsIdentified: 'victimas_identificadas',
    victimsSafeguarded: 'victimas_protegidas',
    victimsKnown: 'victimas_conocidas',
  },
  codes: {
    arrestStatus: {
      prision_provisional: 'IN_CUSTODY',
      libertad_con_cargos: 'RELEASED_UNDER_INVESTIGATION',
      acusado: 'CHARGED',
      libertad: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { pendiente: 'PENDING', en_curso: 'IN_PROGRESS', finalizado: 'COMPLETED' },
    deviceType: {
      ordenador: 'COMPUTER',
      soporte: 'STORAGE_MEDIUM',
      telefono: 'MOBILE_DEVICE',
      otro: 'OTHER',
    },
    ageBand: {
      '18 a 29 años': 'AGE_18_29',
      '30 a 44 años': 'AGE_30_44',
      '45 a 59 años': 'AGE_45_59',
      '60 años o más': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      imputado: 'SUSPECT',
      condenado: 'CONVICTED',
      posible_autor: 'POTENTIAL',
      persona_de_contacto: 'CONTACT_ASSOCIATE',
      confidente: 'INFORMANT',
      testigo: 'WITNESS',
      víctima: 'VICTIM',
    },
    warrantBasis: {
      auto_judicial: 'COURT_ORDER',
      orden_del_fiscal: 'PROSECUTOR_ORDER',
      consentimiento: 'CONSENT',
      urgencia: 'URGENCY',
    },
    offence: { 'CP art. 189': '030221' },
    protected: { sí: 'true', no: 'false' },
  },
  lists: {
    arrests: {
      native: 'detenciones',
      fields: {
        caseRef: 'numero_atestado',
        date: 'fecha',
        placeNuts2: 'región_nuts2',
        offence: 'precepto_penal',
        status: 'estado',
        ageBand: 'grupo_de_edad',
      },
    },
    suspects: {
      native: 'imputados',
      fields: {
        caseRef: 'numero_atestado',
        dataSubjectCategory: 'condición_persona',
        identifiedOn: 'fecha_identificación',
        placeNuts2: 'región_nuts2',
        offence: 'precepto_penal',
        ageBand: 'grupo_de_edad',
      },
    },
    searches: {
      native: 'registros',
      fields: {
        caseRef: 'numero_atestado',
        date: 'fecha',
        placeNuts2: 'región_nuts2',
        warrantBasis: 'título_habilitante',
      },
    },
    seizures: {
      native: 'incautaciones',
      fields: {
        exhibitRef: 'número_indicio',
        deviceType: 'tipo_dispositivo',
        itemCount: 'número_efectos',
        dataVolumeTb: 'volumen_datos_tb',
      },
    },
    forensicExams: {
      native: 'analisis_forenses',
      fields: {
        exhibitRef: 'número_indicio',
        status: 'estado',
        deviceType: 'tipo_dispositivo',
        openedOn: 'fecha_inicio',
        completedOn: 'fecha_finalización',
      },
    },
  },
});
