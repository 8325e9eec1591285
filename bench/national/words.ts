/** The words in which all 26 countries speak GraphQL in a comparison: one API, so that every gateway can be asked of it. */
import type { GraphqlMock } from '../../mocks/graphql.ts';
import type { NativeProfile } from '../../mocks/native-rows.ts';
import type { NationalWorld } from '../../mocks/world.ts';
import { type Country, defineCountry } from '../../src/countries/country.ts';
import { RECORD_FIELDS } from '../../src/countries/national-query.ts';
import { graphqlProtocol } from '../../src/countries/protocols/graphql.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { LIST_NAMES, type ListName } from '../../src/terms.ts';

const CONDITION = {
  argument: 'condition',
  all: 'all',
  any: 'any',
  not: 'not',
  in: 'in',
  begins: 'begins',
  day: 'day',
  from: 'from',
  to: 'to',
};
const RELEASE = {
  argument: 'release',
  country: 'country',
  day: 'day',
  unprotected: 'unprotected',
  protected: 'protected',
};
const MARKING = {
  handle: 'handle',
  handling: 'handling',
  addressees: 'addressees',
  itemConsents: 'itemConsents',
  protected: 'protected',
  sourceEvaluation: 'sourceEvaluation',
  informationEvaluation: 'informationEvaluation',
};
const OVERVIEW = {
  modusOperandi: 'modusOperandi',
  victimsIdentified: 'victimsIdentified',
  victimsSafeguarded: 'victimsSafeguarded',
  victimsKnown: 'victimsKnown',
};
const CONSENTABLE = { field: 'consentable', unprotected: 'ofUnprotected', protected: 'ofProtected' };
const VALUES = { fields: 'fields', values: 'values' };

const protocol = graphqlProtocol({
  path: '/graphql',
  root: 'operation',
  argument: 'key',
  count: 'total',
  rows: 'rows',
  filter: {
    values: { type: 'Values', ...VALUES },
    keys: 'keys',
    most: 'most',
    release: {
      type: 'Release',
      needs: { nothing: 'NOTHING', 'item consent': 'CONSENT', never: 'NEVER' },
      ...RELEASE,
    },
    condition: { type: 'Condition', ...CONDITION },
    consentable: CONSENTABLE,
    page: {
      order: { argument: 'order', type: 'Order', field: 'field', isDescending: 'descending' },
      after: { argument: 'after', type: 'Place', values: 'values', isIncluded: 'included' },
      found: 'found',
      numbers: ['itemCount', 'dataVolumeTb'],
    },
  },
});

/** The registry's countries, each with its own offices, zone and law, and this API in the place of its own. */
export const GRAPHQL_COUNTRIES: ReadonlyMap<string, Country> = new Map(
  [...COUNTRIES].map(([code, { system, agency, timeZone, codes }]) => {
    const own = { offence: codes.offence, protected: { true: 'true', false: 'false' } };
    const lists = LIST_NAMES.map((list) => [list, { native: list, fields: namesOf(list) }]);
    return [
      code,
      defineCountry({
        code,
        system,
        agency,
        timeZone,
        dateFormat: 'yyyy-MM-dd',
        numbers: { decimal: '.' },
        protocol,
        codes: { ...alike(codes), ...own },
        marking: MARKING,
        overview: OVERVIEW,
        lists: Object.fromEntries(lists) as Country['lists'],
      }),
    ];
  }),
);

/** The server of `world` behind these words. */
export function graphqlMock(world: NationalWorld): GraphqlMock {
  const { identified, safeguarded } = world.victims;
  return {
    profile: { ...PROFILE, code: world.code },
    sdl: SDL,
    path: '/graphql',
    root: 'operation',
    argument: 'key',
    count: 'total',
    rows: 'rows',
    words: {
      values: VALUES,
      keys: 'keys',
      most: 'most',
      release: { ...RELEASE, needs: { NOTHING: 'nothing', CONSENT: 'item consent', NEVER: 'never' } },
      condition: CONDITION,
      consentable: CONSENTABLE,
      page: {
        order: { argument: 'order', field: 'field', descending: 'descending' },
        after: { argument: 'after', values: 'values', included: 'included' },
        found: 'found',
      },
    },
    day: (native) => (typeof native === 'string' ? native : null),
    overview: {
      modusOperandi: world.modusOperandi,
      victimsIdentified: identified,
      victimsSafeguarded: safeguarded,
      victimsKnown: identified > 0,
    },
    lists: Object.fromEntries(LIST_NAMES.map((list) => [list, world[list].map(toRow)])),
  };
}

function toRow(record: NationalWorld[ListName][number]): Record<string, unknown> {
  const itemConsents = record.itemConsents.map(({ to, from, until = '' }) => `${to}:${from}:${until}`);
  return { ...record, itemConsents };
}

function namesOf(list: ListName): Readonly<Record<string, string>> {
  return Object.fromEntries(RECORD_FIELDS[list].map((field) => [field, field]));
}

/** Canonical codes for native ones. */
function alike(codes: Country['codes']): Country['codes'] {
  const lists = Object.entries(codes).map(([name, list]) => [
    name,
    Object.fromEntries(Object.values(list).map((code) => [code, code])),
  ]);
  return Object.fromEntries(lists) as Country['codes'];
}

const PROFILE: Omit<NativeProfile, 'code'> = {
  marking: MARKING,
  overview: OVERVIEW,
  lists: Object.fromEntries(
    LIST_NAMES.map((list) => [list, { native: list, fields: namesOf(list) }]),
  ) as NativeProfile['lists'],
  words: {
    ageBand: {} as NativeProfile['words']['ageBand'],
    dataSubjectCategory: {} as NativeProfile['words']['dataSubjectCategory'],
    warrantBasis: {} as NativeProfile['words']['warrantBasis'],
    protected: { yes: true, no: false },
  },
  date: (iso) => iso,
  count: (value) => value,
  volume: (value) => value,
};

const FOUND = 'keys: Values, release: Release, condition: Condition';
const LEFT = `${FOUND}, order: [Order!], after: Place`;
const TYPES: Readonly<Record<string, string>> = { itemCount: 'Int', dataVolumeTb: 'Float' };

const SDL = /* GraphQL */ `
  type Query { operation(key: String!): Operation }
  type Operation {
    modusOperandi: String victimsIdentified: Int victimsSafeguarded: Int victimsKnown: Boolean
    ${LIST_NAMES.map((list) => `${list}: List_${list}!`).join(' ')}
  }
  ${LIST_NAMES.map(
    (list) => `
      type List_${list} {
        total: Int!
        consentable(keys: Values, release: Release!, ofUnprotected: Boolean!, ofProtected: Boolean!): Boolean!
        found(${LEFT}): Int!
        rows(${LEFT}, most: Int): [Row_${list}!]!
      }
      type Row_${list} {
        handle: ID! handling: String addressees: [String!]! itemConsents: [String!]! protected: Boolean!
        ${RECORD_FIELDS[list].map((field) => `${field}: ${TYPES[field] ?? 'String'}`).join(' ')}
      }`,
  ).join('')}
  input Values { fields: [String!]!, values: [String!]! }
  input Release { country: String!, day: String!, unprotected: Need!, protected: Need! }
  enum Need { NOTHING CONSENT NEVER }
  input Condition @oneOf { all: [Condition!] any: [Condition!] not: Condition in: Values begins: Values day: Days }
  input Days { fields: [String!]!, from: String, to: String }
  input Order { field: String!, descending: Boolean! }
  input Place { values: [String]!, included: Boolean! }
`;
