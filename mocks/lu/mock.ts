import { DateTime } from 'luxon';
import { serveGraphql } from '../graphql.ts';
import type { FilterWords } from '../graphql-filter.ts';
import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

const SDL = /* GraphQL */ `
  "Milliseconds since 1970 in UTC: more than an Int holds"
  scalar Horodatage
  type Query { operation(cle: String!): Operation }
  type Operation {
    mode_operatoire: String
    victimes_identifiees: Int
    victimes_mises_en_securite: Int
    victimes_connues: Boolean
    arrestations: Arrestations!
    suspects: Suspects!
    perquisitions: Perquisitions!
    saisies: Saisies!
    analyses: Analyses!
  }
  type Arrestations {
    total: Int!
    consentement_possible(cles: Valeurs, diffusion: Diffusion!, non_proteges: Boolean!, proteges: Boolean!): Boolean!
    trouvees(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere): Int!
    fiches(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere, limite: Int): [Arrestation!]!
  }
  type Suspects {
    total: Int!
    consentement_possible(cles: Valeurs, diffusion: Diffusion!, non_proteges: Boolean!, proteges: Boolean!): Boolean!
    trouvees(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere): Int!
    fiches(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere, limite: Int): [Suspect!]!
  }
  type Perquisitions {
    total: Int!
    consentement_possible(cles: Valeurs, diffusion: Diffusion!, non_proteges: Boolean!, proteges: Boolean!): Boolean!
    trouvees(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere): Int!
    fiches(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere, limite: Int): [Perquisition!]!
  }
  type Saisies {
    total: Int!
    consentement_possible(cles: Valeurs, diffusion: Diffusion!, non_proteges: Boolean!, proteges: Boolean!): Boolean!
    trouvees(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere): Int!
    fiches(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere, limite: Int): [Saisie!]!
  }
  type Analyses {
    total: Int!
    consentement_possible(cles: Valeurs, diffusion: Diffusion!, non_proteges: Boolean!, proteges: Boolean!): Boolean!
    trouvees(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere): Int!
    fiches(cles: Valeurs, diffusion: Diffusion, condition: Condition, tri: [Tri!], apres: Repere, limite: Int): [Analyse!]!
  }
  "Fiches dont un des champs contient une des valeurs"
  input Valeurs { champs: [String!]!, valeurs: [String!]! }
  "Fiches qui peuvent aller au pays ce jour"
  input Diffusion { pays: String!, jour: String!, non_protege: Exigence!, protege: Exigence! }
  enum Exigence { AUCUNE CONSENTEMENT JAMAIS }
  input Condition @oneOf {
    toutes: [Condition!]
    une_de: [Condition!]
    non: Condition
    valeur: Valeurs
    commence_par: Valeurs
    jour: Jours
  }
  "Jours de Luxembourg, tous deux compris"
  input Jours { champs: [String!]!, du: String, au: String }
  "Sans valeur : à la fin, au début d'un ordre décroissant"
  input Tri { champ: String!, decroissant: Boolean! }
  "Fiches après le repère, ou aussi celles qui y sont"
  input Repere { valeurs: [String]!, compris: Boolean! }
  type Arrestation {
    fiche_id: ID!, code_traitement: String!, destinataires: [String!]!, consentements: [String!]!, protege: Boolean!
    evaluation_source: String, evaluation_information: String, synthetic: Boolean!
    numero_dossier: String!, date: Horodatage!, region_nuts2: String, infraction: String, etat: String, tranche_age: String
  }
  type Suspect {
    fiche_id: ID!, code_traitement: String!, destinataires: [String!]!, consentements: [String!]!, protege: Boolean!
    evaluation_source: String, evaluation_information: String, synthetic: Boolean!
    numero_dossier: String!, qualite: String, date_identification: Horodatage, region_nuts2: String, infraction: String, tranche_age: String
  }
  type Perquisition {
    fiche_id: ID!, code_traitement: String!, destinataires: [String!]!, consentements: [String!]!, protege: Boolean!
    evaluation_source: String, evaluation_information: String, synthetic: Boolean!
    numero_dossier: String!, date: Horodatage, region_nuts2: String, fondement: String
  }
  type Saisie {
    fiche_id: ID!, code_traitement: String!, destinataires: [String!]!, consentements: [String!]!, protege: Boolean!
    evaluation_source: String, evaluation_information: String, synthetic: Boolean!
    numero_scelle: ID!, type_appareil: String, nombre_objets: Int, volume_to: Float
  }
  type Analyse {
    fiche_id: ID!, code_traitement: String!, destinataires: [String!]!, consentements: [String!]!, protege: Boolean!
    evaluation_source: String, evaluation_information: String, synthetic: Boolean!
    numero_scelle: ID!, etat: String, type_appareil: String, date_ouverture: Horodatage, date_cloture: Horodatage
  }
`;

const WORDS: FilterWords = {
  values: { fields: 'champs', values: 'valeurs' },
  keys: 'cles',
  most: 'limite',
  release: {
    argument: 'diffusion',
    country: 'pays',
    day: 'jour',
    unprotected: 'non_protege',
    protected: 'protege',
    needs: { AUCUNE: 'nothing', CONSENTEMENT: 'item consent', JAMAIS: 'never' },
  },
  condition: {
    argument: 'condition',
    all: 'toutes',
    any: 'une_de',
    not: 'non',
    in: 'valeur',
    begins: 'commence_par',
    day: 'jour',
    from: 'du',
    to: 'au',
  },
  consentable: { field: 'consentement_possible', unprotected: 'non_proteges', protected: 'proteges' },
  page: {
    order: { argument: 'tri', field: 'champ', descending: 'decroissant' },
    after: { argument: 'apres', values: 'valeurs', included: 'compris' },
    found: 'trouvees',
  },
};

/** Luxembourg: a date is the instant of its midnight there, which is still the day before in UTC. */
export function serveLuxembourg(world: NationalWorld): Promise<MockSystem> {
  return serveGraphql(world, {
    profile,
    sdl: SDL,
    path: '/graphql',
    root: 'operation',
    argument: 'cle',
    count: 'total',
    rows: 'fiches',
    words: WORDS,
    day,
    overview: nativeOverview(profile, world),
    lists: {
      arrestations: nativeRows(profile, world, 'arrests'),
      suspects: nativeRows(profile, world, 'suspects'),
      perquisitions: nativeRows(profile, world, 'searches'),
      saisies: nativeRows(profile, world, 'seizures'),
      analyses: nativeRows(profile, world, 'forensicExams'),
    },
  });
}

function day(native: unknown): string | null {
  return typeof native === 'number'
    ? DateTime.fromMillis(native, { zone: 'Europe/Luxembourg' }).toISODate()
    : null;
}
