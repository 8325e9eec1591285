import { serveGraphql } from '../graphql.ts';
import type { FilterWords } from '../graphql-filter.ts';
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
  type Anholdelser {
    antal: Int!
    samtykke_muligt(noegler: Feltvaerdier, frigivelse: Frigivelse!, ubeskyttede: Boolean!, beskyttede: Boolean!): Boolean!
    antal_fundne(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads): Int!
    poster(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads, hoejst: Int): [Anholdelse!]!
  }
  type Mistaenkte {
    antal: Int!
    samtykke_muligt(noegler: Feltvaerdier, frigivelse: Frigivelse!, ubeskyttede: Boolean!, beskyttede: Boolean!): Boolean!
    antal_fundne(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads): Int!
    poster(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads, hoejst: Int): [Mistaenkt!]!
  }
  type Ransagninger {
    antal: Int!
    samtykke_muligt(noegler: Feltvaerdier, frigivelse: Frigivelse!, ubeskyttede: Boolean!, beskyttede: Boolean!): Boolean!
    antal_fundne(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads): Int!
    poster(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads, hoejst: Int): [Ransagning!]!
  }
  type Beslaglaeggelser {
    antal: Int!
    samtykke_muligt(noegler: Feltvaerdier, frigivelse: Frigivelse!, ubeskyttede: Boolean!, beskyttede: Boolean!): Boolean!
    antal_fundne(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads): Int!
    poster(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads, hoejst: Int): [Beslaglaeggelse!]!
  }
  type ItUndersoegelser {
    antal: Int!
    samtykke_muligt(noegler: Feltvaerdier, frigivelse: Frigivelse!, ubeskyttede: Boolean!, beskyttede: Boolean!): Boolean!
    antal_fundne(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads): Int!
    poster(noegler: Feltvaerdier, frigivelse: Frigivelse, betingelse: Betingelse, sortering: [Sortering!], efter: Plads, hoejst: Int): [ItUndersoegelse!]!
  }
  "Poster, hvor et af felterne har en af værdierne"
  input Feltvaerdier { felter: [String!]!, vaerdier: [String!]! }
  "Poster, som må frigives til landet den dag"
  input Frigivelse { land: String!, dag: String!, ubeskyttet: Krav!, beskyttet: Krav! }
  enum Krav { INTET SAMTYKKE ALDRIG }
  input Betingelse @oneOf {
    alle: [Betingelse!]
    en_af: [Betingelse!]
    ikke: Betingelse
    vaerdi: Feltvaerdier
    begynder_med: Feltvaerdier
    dag: Dage
  }
  "Lokale dage, begge medregnet"
  input Dage { felter: [String!]!, fra: String, til: String }
  "Uden værdi: sidst, i faldende orden først"
  input Sortering { felt: String!, faldende: Boolean! }
  "Poster efter pladsen, eller også på den"
  input Plads { vaerdier: [String]!, medregnet: Boolean! }
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

const WORDS: FilterWords = {
  values: { fields: 'felter', values: 'vaerdier' },
  keys: 'noegler',
  most: 'hoejst',
  release: {
    argument: 'frigivelse',
    country: 'land',
    day: 'dag',
    unprotected: 'ubeskyttet',
    protected: 'beskyttet',
    needs: { INTET: 'nothing', SAMTYKKE: 'item consent', ALDRIG: 'never' },
  },
  condition: {
    argument: 'betingelse',
    all: 'alle',
    any: 'en_af',
    not: 'ikke',
    in: 'vaerdi',
    begins: 'begynder_med',
    day: 'dag',
    from: 'fra',
    to: 'til',
  },
  consentable: { field: 'samtykke_muligt', unprotected: 'ubeskyttede', protected: 'beskyttede' },
  page: {
    order: { argument: 'sortering', field: 'felt', descending: 'faldende' },
    after: { argument: 'efter', values: 'vaerdier', included: 'medregnet' },
    found: 'antal_fundne',
  },
};

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
    words: WORDS,
    day,
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

/** `31-12-2011` as `2011-12-31`. */
function day(native: unknown): string | null {
  return typeof native === 'string' ? native.split('-').reverse().join('-') : null;
}
