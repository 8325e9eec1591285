import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'FR',
  marking: {
    handle: 'id_fiche',
    handling: 'code_traitement',
    addressees: 'destinataires',
    itemConsents: 'accords',
    protected: 'protégé',
    sourceEvaluation: 'évaluation_source',
    informationEvaluation: 'évaluation_renseignement',
  },
  overview: {
    modusOperandi: 'mode_opératoire',
    victimsIdentified: 'victimes_identifiées',
    victimsSafeguarded: 'victimes_mises_en_sécurité',
    victimsKnown: 'victimes_connues',
  },
  lists: {
    arrests: {
      native: 'interpellations',
      fields: {
        caseRef: 'numero_procedure',
        date: 'date',
        placeNuts2: 'région_nuts2',
        offence: 'infraction',
        status: 'etat',
        ageBand: 'tranche_âge',
      },
    },
    suspects: {
      native: 'mis_en_cause',
      fields: {
        caseRef: 'numero_procedure',
        dataSubjectCategory: 'qualité',
        identifiedOn: 'date_identification',
        placeNuts2: 'région_nuts2',
        offence: 'infraction',
        ageBand: 'tranche_âge',
      },
    },
    searches: {
      native: 'perquisitions',
      fields: {
        caseRef: 'numero_procedure',
        date: 'date',
        placeNuts2: 'région_nuts2',
        warrantBasis: 'cadre_juridique',
      },
    },
    seizures: {
      native: 'saisies',
      fields: {
        exhibitRef: 'numéro_scellé',
        deviceType: 'type_appareil',
        itemCount: 'nombre_objets',
        dataVolumeTb: 'volume_to',
      },
    },
    forensicExams: {
      native: 'exploitations',
      fields: {
        exhibitRef: 'numéro_scellé',
        status: 'etat',
        deviceType: 'type_appareil',
        openedOn: 'date_ouverture',
        completedOn: 'date_clôture',
      },
    },
  },
  words: {
    ageBand: {
      AGE_18_29: '18-29 ans',
      AGE_30_44: '30-44 ans',
      AGE_45_59: '45-59 ans',
      AGE_60_PLUS: '60 ans et plus',
    },
    dataSubjectCategory: {
      SUSPECT: 'suspect',
      CONVICTED: 'condamné',
      POTENTIAL: 'auteur_potentiel',
      CONTACT_ASSOCIATE: 'relation',
    },
    warrantBasis: {
      COURT_ORDER: 'ordonnance_du_juge',
      PROSECUTOR_ORDER: 'réquisition_du_parquet',
      CONSENT: 'assentiment',
      URGENCY: 'urgence',
    },
    protected: { yes: 'oui', no: 'non' },
  },
  date: (iso) => iso.split('-').reverse().join('/'),
  count: (value) => String(value),
  volume: (value) => value.toFixed(1).replace('.', ','),
};
