import type { SoapService } from '../soap/soap-service.ts';

const MARKING = {
  diffusion: ['id_fiche', 'code_traitement', 'destinataires', 'accords', 'protégé'],
  évaluation: ['évaluation_source', 'évaluation_renseignement'],
};

export const service: SoapService = {
  version: '1.1',
  path: '/services/procedures',
  namespace: 'urn:mock-fr-procedures:2011',
  key: 'opération',
  total: 'total',
  keys: { fiches: 'id_fiche', procédures: 'numero_procedure', scellés: 'numéro_scellé' },
  summary: {
    operation: 'consulterSynthèse',
    totals: 'totaux',
    groups: {
      manière: ['mode_opératoire'],
      identification_victimes: ['victimes_identifiées'],
      protection_victimes: ['victimes_mises_en_sécurité'],
      existence_victimes: ['victimes_connues'],
    },
  },
  lists: {
    interpellations: {
      operation: 'listerInterpellations',
      row: 'interpellation',
      groups: {
        ...MARKING,
        référence: ['numero_procedure'],
        circonstances: ['date', 'région_nuts2', 'infraction'],
        situation: ['etat', 'tranche_âge'],
      },
    },
    mis_en_cause: {
      operation: 'listerMisEnCause',
      row: 'personne',
      groups: {
        ...MARKING,
        référence: ['numero_procedure'],
        circonstances: ['date_identification', 'région_nuts2', 'infraction'],
        situation: ['qualité', 'tranche_âge'],
      },
    },
    perquisitions: {
      operation: 'listerPerquisitions',
      row: 'perquisition',
      groups: {
        ...MARKING,
        référence: ['numero_procedure'],
        circonstances: ['date', 'région_nuts2', 'cadre_juridique'],
      },
    },
    saisies: {
      operation: 'listerSaisies',
      row: 'saisie',
      groups: {
        ...MARKING,
        référence: ['numéro_scellé'],
        circonstances: ['type_appareil', 'nombre_objets', 'volume_to'],
      },
    },
    exploitations: {
      operation: 'listerExploitations',
      row: 'exploitation',
      groups: {
        ...MARKING,
        référence: ['numéro_scellé'],
        circonstances: ['type_appareil', 'date_ouverture', 'date_clôture'],
        situation: ['etat'],
      },
    },
  },
};
