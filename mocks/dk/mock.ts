import { serveGraphql } from '../graphql.ts';
import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

const SDL = /* GraphQL */ `
  type Query { operation(noegle: String!): Operation }
  type Operation {
    fremgangsmaade: String
    forurettede_identificeret: Int
    forurettede_sikret: Int
    forurettede_kendt: Boolean
    anholdelser: Anholdelser!
    mistaenkte: Mistaenkte!
    sigtede: Mistaenkte!
    ransagninger: Ransagninger!
    beslaglaeggelser: Beslaglaeggelser!
    it_undersoegelser: ItUndersoegelser!
  }
  type Anholdelser { antal: Int!, poster: [Anholdelse!]! }
  type Mistaenkte { antal: Int!, poster: [Mistaenkt!]! }
  type Ransagninger { antal: Int!, poster: [Ransagning!]! }
  type Beslaglaeggelser { antal: Int!, poster: [Beslaglaeggelse!]! }
  type ItUndersoegelser { antal: Int!, poster: [ItUndersoegelse!]! }
  type Anholdelse {
    post_id: ID!, haandteringskode: String!, modtagere: [String!]!, samtykker: [String!]!, beskyttet: Boolean!
    kildevurdering: String, oplysningsvurdering: String, synthetic: Boolean!
    journalnummer: String!, dato: String!, region_nuts2: String, lovbestemmelse: String, status: String, aldersgruppe: String
  }
  type Mistaenkt {
    post_id: ID!, haandteringskode: String!, modtagere: [String!]!, samtykker: [String!]!, beskyttet: Boolean!
    kildevurdering: String, oplysningsvurdering: String, synthetic: Boolean!
    journalnummer: String!, personrolle: String, identificeret_dato: String, region_nuts2: String, lovbestemmelse: String, aldersgruppe: String
  }
  type Ransagning {
    post_id: ID!, haandteringskode: String!, modtagere: [String!]!, samtykker: [String!]!, beskyttet: Boolean!
    kildevurdering: String, oplysningsvurdering: String, synthetic: Boolean!
    journalnummer: String!, dato: String, region_nuts2: String, hjemmel: String
  }
  type Beslaglaeggelse {
    post_id: ID!, haandteringskode: String!, modtagere: [String!]!, samtykker: [String!]!, beskyttet: Boolean!
    kildevurdering: String, oplysningsvurdering: String, synthetic: Boolean!
    kosternummer: ID!, enhedstype: String, antal_genstande: Int, datamaengde_tb: Float
  }
  type ItUndersoegelse {
    post_id: ID!, haandteringskode: String!, modtagere: [String!]!, samtykker: [String!]!, beskyttet: Boolean!
    kildevurdering: String, oplysningsvurdering: String, synthetic: Boolean!
    kosternummer: ID!, status: String, enhedstype: String, paabegyndt_dato: String, afsluttet_dato: String
  }
`;

/** Denmark: mistaenkte holds the arrested too; sigtede (the charged) is a list of its own that nobody should add. */
export function serveDenmark(world: NationalWorld): Promise<MockSystem> {
  const arrests = nativeRows(profile, world, 'arrests');
  const arrestedAsSuspects = arrests.map((row) => ({
    ...row,
    post_id: `${row.post_id}-M`,
    personrolle: profile.words.dataSubjectCategory.SUSPECT,
    identificeret_dato: row.dato,
  }));
  return serveGraphql(world, {
    profile,
    sdl: SDL,
    path: '/graphql',
    root: 'operation',
    argument: 'noegle',
    count: 'antal',
    rows: 'poster',
    overview: nativeOverview(profile, world),
    lists: {
      anholdelser: arrests,
      mistaenkte: [...arrestedAsSuspects, ...nativeRows(profile, world, 'suspects')],
      sigtede: arrestedAsSuspects.filter((row) => (row as { status?: string }).status === 'tiltalt'),
      ransagninger: nativeRows(profile, world, 'searches'),
      beslaglaeggelser: nativeRows(profile, world, 'seizures'),
      it_undersoegelser: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
