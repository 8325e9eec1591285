/**
 * The same data as graphs that a gateway of another make can join: the hub, and 26 countries with record types in common.
 * These answer what Germany has by its usual class, so that nobody needs a rule and everybody sends the same records.
 */
import { buildSchema, graphql } from 'graphql';
import { makeOperation } from '../../mocks/europol/europol.ts';
import { makeIndex, pairOf } from '../../mocks/interpol/make-index.ts';
import { kindOf } from '../../src/access/policy.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { LIST_NAMES, type ListName } from '../../src/terms.ts';
import { ICCS } from '../expected-parts.ts';
import { DAY, givenRecords, travels, type Viewing } from '../given-records.ts';
import { fieldOf } from '../query-spec.ts';

const FIELDS: Readonly<Record<ListName, string>> = {
  arrests: 'caseRef: String date: String placeNuts2: String offence: Offence status: String ageBand: String',
  suspects:
    'caseRef: String dataSubjectCategory: String identifiedOn: String placeNuts2: String offence: Offence ageBand: String interpol: InterpolReference',
  searches: 'caseRef: String date: String placeNuts2: String warrantBasis: String',
  seizures: 'exhibitRef: ID deviceType: String itemCount: Int dataVolumeTb: Float',
  forensicExams: 'exhibitRef: ID status: String deviceType: String openedOn: String completedOn: String',
};

/** `shared` stands behind every type: `@shareable` in a federation, nothing elsewhere. */
const nationalTypes = (shared: string): string => `
  type National ${shared} {
    modusOperandi: String source: SourceReport! ${LIST_NAMES.map((list) => `${list}: List_${list}!`).join(' ')}
  }
  type SourceReport ${shared} { status: String! asOf: String }
  type Count ${shared} { exact: Int published: Int }
  ${LIST_NAMES.map(
    (list) => `
      type List_${list} ${shared} { count: Count! hit: String records(first: Int!): Connection_${list} }
      type Connection_${list} ${shared} { nodes: [Record_${list}!]! }
      type Record_${list} ${shared} { ${FIELDS[list]} marking: Marking provenance: Provenance! }`,
  ).join('')}
  type Offence ${shared} { national: String iccs: String }
  type InterpolReference ${shared} { hit: String }
  type Marking ${shared} { handling: [String!] sourceEvaluation: String informationEvaluation: String }
  type Provenance ${shared} { system: String! asOf: String timeZone: String! }
`;

const HUB_FIELDS = `id: ID! codeName: String crimeArea: String status: String synthetic: Boolean
  publishedTotals: PublishedTotals participations: [Participation!]`;
const HUB_TYPES = `
  type PublishedTotals { countries: Int countriesWithResults: Int arrests: Int furtherSuspects: Int }
  type Participation { id: ID! country: Country! role: String agreement: Agreement! }
  type Country { code: String! name: String! }
  type Agreement { kind: String! }
`;
const ENTITIES = `
  scalar _Any union _Entity = Operation
  type Query { _entities(representations: [_Any!]!): [_Entity]! `;

/** As a stitching gateway joins them: plain schemas. */
export const HUB_SDL = `type Query { operation(id: ID!): Operation } type Operation { ${HUB_FIELDS} } ${HUB_TYPES}`;
export const NATIONAL_SDL = `type Query { national: National } ${nationalTypes('')}`;

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@shareable"])';
const KEYED = 'type Operation @key(fields: "id")';

/** As a federation composes them: 27 subgraphs, each country a field of the operation. By name; the hub's is `xe`. */
export function subgraphSdls(codes: Iterable<string>): ReadonlyMap<string, string> {
  const national = (code: string): string =>
    `${LINK} ${KEYED} { id: ID! ${fieldOf(code)}: National } ${nationalTypes('@shareable')}`;
  const hub = `${LINK} type Query { operation(id: ID!): Operation } ${KEYED} { ${HUB_FIELDS} } ${HUB_TYPES}`;
  return new Map([['xe', hub], ...[...codes].map((code) => [fieldOf(code), national(code)] as const)]);
}

/** Answers the body of a POST to the hub's or a country's graph. */
export type Answer = (body: string) => Promise<string>;

export function hubAnswer({ world, policy }: Viewing): Answer {
  const operation = makeOperation(world);
  const participations = operation.participations.map(({ id, country, role }) => ({
    id,
    country: { code: country, name: policy.names.get(country) ?? country },
    role,
    agreement: { kind: kindOf(policy, country, DAY) },
  }));
  const one = { ...operation, participations, __typename: 'Operation' };
  const sdl = `${ENTITIES} operation(id: ID!): Operation } type Operation { ${HUB_FIELDS} } ${HUB_TYPES}`;
  return answerOf(sdl, { operation: () => one, _entities: () => [one] });
}

export function nationalAnswer(viewing: Viewing, code: string): Answer {
  const national = nationalOf(viewing, code);
  const entity = { __typename: 'Operation', id: 'icarus', [fieldOf(code)]: national };
  const sdl = `${ENTITIES} national: National } type Operation { id: ID! ${fieldOf(code)}: National } ${nationalTypes('')}`;
  return answerOf(sdl, { national, _entities: () => [entity] });
}

function answerOf(sdl: string, rootValue: object): Answer {
  const schema = buildSchema(sdl);
  return async (body) => {
    const { query, variables, operationName } = JSON.parse(body);
    const result = await graphql({
      schema,
      source: query,
      rootValue,
      variableValues: variables,
      operationName,
    });
    return JSON.stringify(result);
  };
}

function nationalOf(viewing: Viewing, code: string): object {
  const own = viewing.world.countries.get(code);
  const { system, timeZone } = COUNTRIES.get(code) ?? { system: '', timeZone: '' };
  const asOf = own?.changed.toISOString() ?? null;
  const index = makeIndex(viewing.world);
  const lists = LIST_NAMES.map((list) => {
    const nodes = givenRecords(viewing, code, list).map((record) => {
      const row = record as typeof record & { readonly caseRef?: string; readonly offence?: string };
      const hit = index.has(pairOf({ country: code, caseRef: row.caseRef ?? '' })) ? 'HIT' : 'NO_HIT';
      return {
        ...row,
        offence: { national: row.offence ?? null, iccs: ICCS },
        interpol: travels(viewing, code, row) ? { hit } : null,
        marking: { ...row, handling: row.handling.split('+') },
        provenance: { system, asOf, timeZone },
      };
    });
    const records = ({ first }: { readonly first: number }) => ({ nodes: nodes.slice(0, first) });
    const hit = nodes.length > 0 ? 'HIT' : 'NO_HIT';
    return [list, { count: { exact: own?.[list].length ?? 0, published: null }, hit, records }];
  });
  return {
    modusOperandi: own?.modusOperandi,
    source: { status: 'ANSWERED', asOf },
    ...Object.fromEntries(lists),
  };
}
