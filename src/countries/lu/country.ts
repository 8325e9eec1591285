import { defineCountry } from '../country.ts';
import { graphqlProtocol } from '../protocols/graphql.ts';

export const luxembourg = defineCountry({
  code: 'LU',
  system: 'mock-lu-dossiers',
  agency: 'Mock Section numérique',
  timeZone: 'Europe/Luxembourg',
  dateFormat: 'epochMilliseconds',
  numbers: { decimal: ',' },
  protocol: graphqlProtocol({
    path: '/graphql',
    root: 'operation',
    argument: 'cle',
    count: 'total',
    rows: 'fiches',
  }),
  marking: {
    handle: 'fiche_id',
    handling: 'code_traitement',
    addressees: 'destinataires',
    itemConsents: 'consentements',
    protected: 'protege',
    sourceEvaluation: 'evaluation_source',
    informationEvaluation: 'evaluation_information',
  },
  overview: {
    modusOperandi: 'mode_operatoire',
    victimsIdentified: 'victimes_identifiees',
    victimsSafeguarded: 'victimes_mises_en_securite',
    victimsKnown: 'victimes_connues',
  },
  codes: {
    arrestStatus: {
      detention: 'IN_CUSTODY',
      libre_sous_enquete: 'RELEASED_UNDER_INVESTIGATION',
      inculpe: 'CHARGED',
      libere: 'RELEASED_NO_ACTION',
    },
    forensicStatus: { en_attente: 'PENDING', en_cours: 'IN_PROGRESS', termine: 'COMPLETED' },
    deviceType: {
      ordinateur: 'COMPUTER',
      support: 'STORAGE_MEDIUM',
      telephone: 'MOBILE_DEVICE',
      autre: 'OTHER',
    },
    ageBand: {
      '18-29 ans': 'AGE_18_29',
      '30-44 ans': 'AGE_30_44',
      '45-59 ans': 'AGE_45_59',
      '60 ans et plus': 'AGE_60_PLUS',
    },
    dataSubjectCategory: {
      suspect: 'SUSPECT',
      condamne: 'CONVICTED',
      auteur_potentiel: 'POTENTIAL',
      contact: 'CONTACT_ASSOCIATE',
      informateur: 'INFORMANT',
      temoin: 'WITNESS',
      victime: 'VICTIM',
    },
    warrantBasis: {
      ordonnance_juge_instruction: 'COURT_ORDER',
      requisition_parquet: 'PROSECUTOR_ORDER',
      consentement: 'CONSENT',
      urgence: 'URGENCY',
    },
    offence: { 'CP art. 384': '030221' },
    protected: { true: 'true', false: 'false' },
  },
  lists: {
    arrests: {
      native: 'arrestations',
      fields: {
        caseRef: 'numero_dossier',
        date: 'date',
        placeNuts2: 'region_nuts2',
        offence: 'infraction',
        status: 'etat',
        ageBand: 'tranche_age',
      },
    },
    suspects: {
      native: 'suspects',
      fields: {
        caseRef: 'numero_dossier',
        dataSubjectCategory: 'qualite',
        identifiedOn: 'date_identification',
        placeNuts2: 'region_nuts2',
        offence: 'infraction',
        ageBand: 'tranche_age',
      },
    },
    searches: {
      native: 'perquisitions',
      fields: {
        caseRef: 'numero_dossier',
        date: 'date',
        placeNuts2: 'region_nuts2',
        warrantBasis: 'fondement',
      },
    },
    seizures: {
      native: 'saisies',
      fields: {
        exhibitRef: 'numero_scelle',
        deviceType: 'type_appareil',
        itemCount: 'nombre_objets',
        dataVolumeTb: 'volume_to',
      },
    },
    forensicExams: {
      native: 'analyses',
      fields: {
        exhibitRef: 'numero_scelle',
        status: 'etat',
        deviceType: 'type_appareil',
        openedOn: 'date_ouverture',
        completedOn: 'date_cloture',
      },
    },
  },
});
