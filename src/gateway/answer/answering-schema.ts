import { buildSchema, type GraphQLFieldResolver, type GraphQLSchema, isObjectType } from 'graphql';
import { GatewayError } from '../../errors.ts';
import { EUROPOL, INTERPOL, LIST_NAMES } from '../../terms.ts';
import { type Resolve, resolveInPart, resolveOwned, resolvePart } from './resolve.ts';
import { connectionResolvers, edgeResolvers, pageInfoResolvers } from './resolve-connection.ts';
import { crossCheckResolvers } from './resolve-cross-check.ts';
import { disclosureConnectionResolvers, disclosureEdgeResolvers } from './resolve-disclosures.ts';
import { breakdownCellResolvers, breakdownResolvers } from './resolve-figures.ts';
import { countResolvers, listResolvers, recordResolvers } from './resolve-list.ts';
import {
  countryResolvers,
  hubLeaf,
  interpolResolver,
  operationResolvers,
  participationResolvers,
  plainLeaf,
  queryResolvers,
  viewerResolvers,
} from './resolve-operation.ts';
import { operationConnectionResolvers, operationEdgeResolvers } from './resolve-operations.ts';
import { packageResolvers } from './resolve-packages.ts';
import type { AnswerContext } from './views.ts';

type Field = GraphQLFieldResolver<unknown, AnswerContext>;
type Resolvers = Readonly<Record<string, Resolve<never>>>;

const RECORDS = ['Arrest', 'Suspect', 'Search', 'Seizure', 'ForensicExam'];

/** Resolvers of a type's named fields, and the one of all its others. */
interface TypeResolvers {
  readonly fields: Resolvers;
  readonly others: Resolve<never> | null;
}

const FRAME: TypeResolvers = { fields: {}, others: plain() };
const OF_EUROPOL: TypeResolvers = { fields: {}, others: plainLeaf(EUROPOL) };
const OF_INTERPOL: TypeResolvers = { fields: {}, others: plainLeaf(INTERPOL) };
const LIST: TypeResolvers = { fields: listResolvers, others: null };
const CONNECTION: TypeResolvers = { fields: connectionResolvers, others: null };
const PART: TypeResolvers = { fields: {}, others: resolveInPart };
const RECORD: TypeResolvers = {
  fields: { ...recordResolvers, interpol: interpolResolver, marking: resolvePart, offence: resolvePart },
  others: resolveOwned,
};

const ROWS: readonly (readonly [type: string, TypeResolvers])[] = [
  ['Query', { fields: queryResolvers, others: null }],
  ['OperationConnection', { fields: operationConnectionResolvers, others: plain() }],
  ['OperationEdge', { fields: operationEdgeResolvers, others: null }],
  ['DisclosureConnection', { fields: disclosureConnectionResolvers, others: null }],
  ['DisclosureEdge', { fields: disclosureEdgeResolvers, others: null }],
  ['Disclosure', FRAME],
  ['DisclosureRequester', FRAME],
  ['DisclosureJoin', FRAME],
  ['DisclosureDenial', FRAME],
  ['DisclosureObligation', FRAME],
  ['Viewer', { fields: viewerResolvers, others: null }],
  ['Country', { fields: countryResolvers, others: null }],
  ['Operation', { fields: operationResolvers, others: hubLeaf }],
  ['PublishedTotals', OF_EUROPOL],
  ['ActionDay', OF_EUROPOL],
  ['Notice', OF_INTERPOL],
  ['InterpolReference', OF_INTERPOL],
  ['CrossCheck', { fields: crossCheckResolvers, others: null }],
  ['Breakdown', { fields: breakdownResolvers, others: null }],
  ['BreakdownCell', { fields: breakdownCellResolvers, others: null }],
  ['Participation', { fields: participationResolvers, others: null }],
  ['Victims', { fields: {}, others: resolveOwned }],
  ['IntelligencePackageConnection', CONNECTION],
  ['IntelligencePackageEdge', { fields: edgeResolvers, others: null }],
  ['IntelligencePackage', { fields: { ...packageResolvers, marking: resolvePart }, others: resolveOwned }],
  ['Count', { fields: countResolvers, others: null }],
  ['ArrestStatusCount', FRAME],
  ['ForensicStatusCount', FRAME],
  ['AgeBandCount', FRAME],
  ['PageInfo', { fields: pageInfoResolvers, others: plain() }],
  ['Marking', PART],
  ['Provenance', FRAME],
  ['OffenceCode', PART],
  ['Correction', FRAME],
  ['Completeness', FRAME],
  ['Missing', FRAME],
  ['SourceReport', FRAME],
  ['Contact', FRAME],
  ['Agreement', FRAME],
  ...LIST_NAMES.map((list) => [capital(list), LIST] as const),
  ...RECORDS.map((record) => [`${record}Connection`, CONNECTION] as const),
  ...RECORDS.map((record) => [`${record}Edge`, { fields: edgeResolvers, others: null }] as const),
  ...RECORDS.map((record) => [record, RECORD] as const),
];
const TYPES: ReadonlyMap<string, TypeResolvers> = new Map(ROWS);

/**
 * The public schema with its resolvers. Every field has one by name or by its type; a field that has none stops
 * start-up: nothing is answered by a library's default.
 */
export function answeringSchema(sdl: string): GraphQLSchema {
  const schema = buildSchema(sdl);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) field.resolve = resolverOf(type.name, field.name);
  }
  return schema;
}

function resolverOf(type: string, field: string): Field {
  const resolvers = TYPES.get(type);
  const named =
    resolvers !== undefined && Object.hasOwn(resolvers.fields, field) ? resolvers.fields[field] : undefined;
  const resolve = named ?? resolvers?.others;
  if (!resolve)
    throw new GatewayError(
      'SCHEMA_INVALID',
      `no resolver for \`${type}.${field}\`: add it in gateway/answer/`,
    );
  return resolve as unknown as Field;
}

/** A field of a frame, as open as what leads to it. */
function plain(): Resolve<never> {
  return (source: Readonly<Record<string, unknown>>, _, __, info) => source[info.fieldName] ?? null;
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}
