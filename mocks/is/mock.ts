import { serveGraphql } from '../graphql.ts';
import type { MockSystem } from '../mock-system.ts';
import { nativeOverview, nativeRows } from '../native-rows.ts';
import type { NationalWorld } from '../world.ts';
import { profile } from './profile.ts';

const SDL = /* GraphQL */ `
  type Query { adgerd(audkenni: String!): Adgerd }
  type Adgerd {
    verknadaradferd: String
    brotatholar_audkenndir: Int
    brotatholar_i_oryggi: Int
    brotatholar_thekktir: Boolean
    handtokur: Handtokur!
    grunadir: Grunadir!
    husleitir: Husleitir!
    haldlagningar: Haldlagningar!
    tolvurannsoknir: Tolvurannsoknir!
  }
  type Handtokur { fjoldi: Int!, faerslur: [Handtaka!]! }
  type Grunadir { fjoldi: Int!, faerslur: [Grunadur!]! }
  type Husleitir { fjoldi: Int!, faerslur: [Husleit!]! }
  type Haldlagningar { fjoldi: Int!, faerslur: [Haldlagning!]! }
  type Tolvurannsoknir { fjoldi: Int!, faerslur: [Tolvurannsokn!]! }
  type Handtaka {
    faerslu_id: ID!, medferdarkodi: String!, vidtakendur: [String!]!, samthykki: [String!]!, verndad: Boolean!
    heimildarmat: String, upplysingamat: String, synthetic: Boolean!
    malsnumer: String!, dagsetning: String!, svaedi_nuts2: String, lagaakvaedi: String, stada: String, aldursbil: String
  }
  type Grunadur {
    faerslu_id: ID!, medferdarkodi: String!, vidtakendur: [String!]!, samthykki: [String!]!, verndad: Boolean!
    heimildarmat: String, upplysingamat: String, synthetic: Boolean!
    malsnumer: String!, rettarstada: String, audkenningardagur: String, svaedi_nuts2: String, lagaakvaedi: String, aldursbil: String
  }
  type Husleit {
    faerslu_id: ID!, medferdarkodi: String!, vidtakendur: [String!]!, samthykki: [String!]!, verndad: Boolean!
    heimildarmat: String, upplysingamat: String, synthetic: Boolean!
    malsnumer: String!, dagsetning: String, svaedi_nuts2: String, heimild: String
  }
  type Haldlagning {
    faerslu_id: ID!, medferdarkodi: String!, vidtakendur: [String!]!, samthykki: [String!]!, verndad: Boolean!
    heimildarmat: String, upplysingamat: String, synthetic: Boolean!
    munanumer: ID!, tegund_taekis: String, fjoldi_muna: Int, gagnamagn_tb: Float
  }
  type Tolvurannsokn {
    faerslu_id: ID!, medferdarkodi: String!, vidtakendur: [String!]!, samthykki: [String!]!, verndad: Boolean!
    heimildarmat: String, upplysingamat: String, synthetic: Boolean!
    munanumer: ID!, stada: String, tegund_taekis: String, upphafsdagur: String, lokadagur: String
  }
`;

/** Iceland: a participant without results. Every list is there, empty, with a total of nought. */
export function serveIceland(world: NationalWorld): Promise<MockSystem> {
  return serveGraphql(world, {
    profile,
    sdl: SDL,
    path: '/graphql',
    root: 'adgerd',
    argument: 'audkenni',
    count: 'fjoldi',
    rows: 'faerslur',
    overview: nativeOverview(profile, world),
    lists: {
      handtokur: nativeRows(profile, world, 'arrests'),
      grunadir: nativeRows(profile, world, 'suspects'),
      husleitir: nativeRows(profile, world, 'searches'),
      haldlagningar: nativeRows(profile, world, 'seizures'),
      tolvurannsoknir: nativeRows(profile, world, 'forensicExams'),
    },
  });
}
