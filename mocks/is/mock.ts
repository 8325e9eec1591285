import { serveGraphql } from '../graphql.ts';
import type { FilterWords } from '../graphql-filter.ts';
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
  type Handtokur {
    fjoldi: Int!
    samthykki_mogulegt(lyklar: Gildi, afhending: Afhending!, overndadir: Boolean!, verndadir: Boolean!): Boolean!
    fjoldi_fundinna(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur): Int!
    faerslur(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur, mest: Int): [Handtaka!]!
  }
  type Grunadir {
    fjoldi: Int!
    samthykki_mogulegt(lyklar: Gildi, afhending: Afhending!, overndadir: Boolean!, verndadir: Boolean!): Boolean!
    fjoldi_fundinna(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur): Int!
    faerslur(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur, mest: Int): [Grunadur!]!
  }
  type Husleitir {
    fjoldi: Int!
    samthykki_mogulegt(lyklar: Gildi, afhending: Afhending!, overndadir: Boolean!, verndadir: Boolean!): Boolean!
    fjoldi_fundinna(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur): Int!
    faerslur(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur, mest: Int): [Husleit!]!
  }
  type Haldlagningar {
    fjoldi: Int!
    samthykki_mogulegt(lyklar: Gildi, afhending: Afhending!, overndadir: Boolean!, verndadir: Boolean!): Boolean!
    fjoldi_fundinna(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur): Int!
    faerslur(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur, mest: Int): [Haldlagning!]!
  }
  type Tolvurannsoknir {
    fjoldi: Int!
    samthykki_mogulegt(lyklar: Gildi, afhending: Afhending!, overndadir: Boolean!, verndadir: Boolean!): Boolean!
    fjoldi_fundinna(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur): Int!
    faerslur(lyklar: Gildi, afhending: Afhending, skilyrdi: Skilyrdi, rodun: [Rodun!], eftir: Stadur, mest: Int): [Tolvurannsokn!]!
  }
  "Færslur þar sem einn reitanna hefur eitt gildanna"
  input Gildi { reitir: [String!]!, gildi: [String!]! }
  "Færslur sem má afhenda landinu þann dag"
  input Afhending { land: String!, dagur: String!, overndad: Krafa!, verndad: Krafa! }
  enum Krafa { ENGIN SAMTHYKKI ALDREI }
  input Skilyrdi @oneOf {
    oll: [Skilyrdi!]
    eitthvert: [Skilyrdi!]
    ekki: Skilyrdi
    gildi: Gildi
    hefst_a: Gildi
    dagur: Dagar
  }
  "Dagar, báðir meðtaldir"
  input Dagar { reitir: [String!]!, fra: String, til: String }
  "Án gildis: síðast, í lækkandi röð fyrst"
  input Rodun { reitur: String!, laekkandi: Boolean! }
  "Færslur eftir staðinn, eða líka þær sem eru þar"
  input Stadur { gildi: [String]!, medtalid: Boolean! }
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

const WORDS: FilterWords = {
  values: { fields: 'reitir', values: 'gildi' },
  keys: 'lyklar',
  most: 'mest',
  release: {
    argument: 'afhending',
    country: 'land',
    day: 'dagur',
    unprotected: 'overndad',
    protected: 'verndad',
    needs: { ENGIN: 'nothing', SAMTHYKKI: 'item consent', ALDREI: 'never' },
  },
  condition: {
    argument: 'skilyrdi',
    all: 'oll',
    any: 'eitthvert',
    not: 'ekki',
    in: 'gildi',
    begins: 'hefst_a',
    day: 'dagur',
    from: 'fra',
    to: 'til',
  },
  consentable: { field: 'samthykki_mogulegt', unprotected: 'overndadir', protected: 'verndadir' },
  page: {
    order: { argument: 'rodun', field: 'reitur', descending: 'laekkandi' },
    after: { argument: 'eftir', values: 'gildi', included: 'medtalid' },
    found: 'fjoldi_fundinna',
  },
};

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
    words: WORDS,
    day,
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

/** `31.12.2011` as `2011-12-31`. */
function day(native: unknown): string | null {
  return typeof native === 'string' ? native.split('.').reverse().join('-') : null;
}
