import type { NativeProfile } from '../native-rows.ts';

const PERSON = {
  caseRef: 'numero_atestado',
  placeNuts2: 'región_nuts2',
  offence: 'precepto_penal',
  ageBand: 'grupo_de_edad',
};

export const profile: NativeProfile = {
  code: 'ES',
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
  lists: {
    arrests: { native: 'detenciones', fields: { ...PERSON, date: 'fecha', status: 'estado' } },
    suspects: {
      native: 'imputados',
      fields: { ...PERSON, dataSubjectCategory: 'condición_persona', identifiedOn: 'fecha_identificación' },
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
  words: {
    ageBand: {
      AGE_18_29: '18 a 29 años',
      AGE_30_44: '30 a 44 años',
      AGE_45_59: '45 a 59 años',
      AGE_60_PLUS: '60 años o más',
    },
    dataSubjectCategory: {
      SUSPECT: 'imputado',
      CONVICTED: 'condenado',
      POTENTIAL: 'posible_autor',
      CONTACT_ASSOCIATE: 'persona_de_contacto',
    },
    warrantBasis: {
      COURT_ORDER: 'auto_judicial',
      PROSECUTOR_ORDER: 'orden_del_fiscal',
      CONSENT: 'consentimiento',
      URGENCY: 'urgencia',
    },
    protected: { yes: 'sí', no: 'no' },
  },
  date: (iso) => iso.split('-').reverse().join('/'),
  count: (value) => String(value),
  volume: (value) => value.toFixed(1).replace('.', ','),
};
