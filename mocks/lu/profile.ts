import { DateTime } from 'luxon';
import type { NativeProfile } from '../native-rows.ts';

export const profile: NativeProfile = {
  code: 'LU',
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
  words: {
    ageBand: {
      AGE_18_29: '18-29 ans',
      AGE_30_44: '30-44 ans',
      AGE_45_59: '45-59 ans',
      AGE_60_PLUS: '60 ans et plus',
    },
    dataSubjectCategory: {
      SUSPECT: 'suspect',
      CONVICTED: 'condamne',
      POTENTIAL: 'auteur_potentiel',
      CONTACT_ASSOCIATE: 'contact',
    },
    warrantBasis: {
      COURT_ORDER: 'ordonnance_juge_instruction',
      PROSECUTOR_ORDER: 'requisition_parquet',
      CONSENT: 'consentement',
      URGENCY: 'urgence',
    },
    protected: { yes: true, no: false },
  },
  date: (iso) => DateTime.fromISO(iso, { zone: 'Europe/Luxembourg' }).toMillis(),
  count: (value) => value,
  volume: (value) => value,
};
