import { serveGraphql } from '../graphql.ts';
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
  type Arrestations { total: Int!, fiches: [Arrestation!]! }
  type Suspects { total: Int!, fiches: [Suspect!]! }
  type Perquisitions { total: Int!, fiches: [Perquisition!]! }
  type Saisies { total: Int!, fiches: [Saisie!]! }
  type Analyses { total: Int!, fiches: [Analyse!]! }
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
