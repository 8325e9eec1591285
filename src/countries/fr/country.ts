import { withoutArrested } from '../corrections.ts';
import { defineCountry } from '../country.ts';
import { service } from './service.ts';

export const france = defineCountry({
  code: 'FR',
  system: 'mock-fr-procedures',
  agency: 'Mock Office des délits numériques',
  timeZone: 'Europe/Paris',
  dateFormat: 'dd/MM/yyyy',
  numbers: { decimal: ',' },
  protocol: service,
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
  codes: {
    arrestStatus: {
      DP: 'IN_CUSTODY',
      CJ: 'RELEASED_UNDER_INVESTIGATION',
      MEE: 'CHARGED',
      LIB: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { ATTENTE: 'PENDING', EN_COURS: 'IN_PROGRESS', TERMINE: 'COMPLETED' },
    deviceType: { ORDI: 'COMPUTER', SUPPORT: 'STORAGE_MEDIUM', TEL: 'MOBILE_DEVICE', AUTRE: 'OTHER' },
    ageBand: {
      '18-29 ans': 'AGE_18_29',
      '30-44 ans': 'AGE_30_44',
      '45-59 ans': 'AGE_45_59',
      '60 ans et plus': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      suspect: 'SUSPECT',
      condamné: 'CONVICTED',
      auteur_potentiel: 'POTENTIAL',
      relation: 'CONTACT_ASSOCIATE',
      informateur: 'INFORMANT',
      témoin: 'WITNESS',
      victime: 'VICTIM',
    },
    warrantBasis: {
      ordonnance_du_juge: 'COURT_ORDER',
      réquisition_du_parquet: 'PROSECUTOR_ORDER',
      assentiment: 'CONSENT',
      urgence: 'URGENCY',
    },
    offence: { 'Code pénal art. 227-23': '030221' },
    protected: { oui: 'true', non: 'false' },
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
      correction: withoutArrested(
        'numero_procedure',
        'mis_en_cause without those who are in interpellations',
      ),
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
});
