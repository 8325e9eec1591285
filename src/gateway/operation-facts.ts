/**
 * What Europol says of the operations that a query names, asked by the gateway itself before any class is built: crime
 * area and participations for the rules, and the PUBLIC fields of the query in the same message.
 */
import type { OperationFacts } from '../access/access-class.ts';
import { type AccessMap, accessOf } from '../access/access-map.ts';
import type { CanonicalField, CanonicalFields, CanonicalQuery } from '../access/canonical-query.ts';
import {
  leaf,
  mergeSelections,
  printSelection,
  type SelectedField,
  type Selection,
} from '../access/selection.ts';
import { askGraphql } from '../countries/ask-graphql.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import type { Connection } from '../countries/connection/open-connection.ts';
import { asRow, type NativeRow } from '../countries/protocols/protocol.ts';
import { type ErrorCode, GatewayError } from '../errors.ts';
import { memoized, memoizedPair } from '../memoized.ts';
import type { ValueChecks } from './check-value.ts';
import { readParticipations } from './read-participations.ts';
import type { OpenedCursors } from './records/position.ts';
import { type HubData, toHubData } from './to-hub-data.ts';
import { wasSent } from './was-sent.ts';

/** What the hub answered for one operation: facts for the rules, and data that need no right. */
export interface HubOperation {
  readonly facts: OperationFacts;
  /** By response key: everything this message asked, checked. Of the participations, those that can be read. */
  readonly data: HubData;
  /** How many participations could not be read: left out of the facts and of `data`. */
  readonly dropped: number;
  /** What `data` holds, so that nothing is asked twice. */
  readonly held: Selection;
  /** Europol itself says that all of it is invented. */
  readonly isSynthetic: boolean;
}

/** The published operations. */
export interface ListedOperations {
  /** Of all of them, sorted. */
  readonly ids: readonly string[];
  /** Europol gave something that is no id: it was left out. */
  readonly lostSome: boolean;
}

/** Operations by id: null when Europol knows none of this id. `failure`: Europol did not answer; nothing is known. */
export interface HubAnswer {
  /** What the query asks of each operation that it names, or that stands on a page of the list it asks for. */
  readonly asked: ReadonlyMap<string, CanonicalFields>;
  readonly operations: ReadonlyMap<string, HubOperation | null>;
  /** Null when the query does not list them. */
  readonly listed: ListedOperations | null;
  readonly failure: ErrorCode | null;
  /** What was asked, for the evidence; empty when nothing was. */
  readonly sent: Selection;
}

const FACTS: Selection = new Map([
  leaf('id'),
  leaf('crimeArea'),
  leaf('synthetic'),
  [
    'participations',
    { name: 'participations', args: {}, fields: new Map([leaf('id'), leaf('country'), leaf('role')]) },
  ],
]);
const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/;

/**
 * Asks Europol once (and once more for the ids, when operations are listed). An id that is no slug is not sent: there is
 * no such operation. Never throws: a hub that fails is a `failure`.
 */
export async function readOperationFacts(
  europol: Connection | null,
  deadline: Deadline,
  map: AccessMap,
  checks: ValueChecks,
  query: CanonicalQuery,
  walks: OpenedCursors,
): Promise<HubAnswer> {
  const roots = operationRootsOf(query);
  const listing = [...query.fields.values()].filter(({ name }) => name === 'operations');
  const sent = new Map<string, SelectedField>();
  const nothing = { asked: roots, operations: new Map(), listed: null };
  if (roots.size === 0 && listing.length === 0) return { ...nothing, failure: null, sent };
  try {
    if (europol === null) throw new GatewayError('SOURCE_UNAVAILABLE', 'no system is configured for `XE`');
    const ids = new Map([leaf('operationIds')]);
    const listed = listing.length === 0 ? null : await noting(sent, ids, () => readIds(europol, deadline));
    for (const field of listing) {
      for (const id of pageOfOperations(listed, field.args, walks).ids) addRoot(roots, id, nodesOf(field));
    }
    const asked = askedOf(map, roots);
    const fields = new Map([...asked].map(([id, one]) => toRoot(id, one)));
    const operations = await noting(sent, fields, () =>
      readOperations(europol, deadline, checks, roots, asked),
    );
    return { asked: roots, operations, listed, failure: null, sent };
  } catch (cause) {
    const failure = cause instanceof GatewayError ? cause.code : 'INTERNAL';
    return { ...nothing, failure, sent };
  }
}

/** Runs `ask`, with `asked` written into `sent`: however it ends, unless nothing left the gateway. */
async function noting<T>(
  sent: Map<string, SelectedField>,
  asked: Selection,
  ask: () => Promise<T>,
): Promise<T> {
  for (const [key, field] of asked) sent.set(key, field);
  try {
    return await ask();
  } catch (cause) {
    if (!wasSent(cause)) for (const key of asked.keys()) sent.delete(key);
    throw cause;
  }
}

/** The fields a query asks of each operation, by id; the same operation asked twice is one. */
function operationRootsOf(query: CanonicalQuery): Map<string, CanonicalFields> {
  return new Map(rootsOf(query));
}

const rootsOf = memoized((query: CanonicalQuery): ReadonlyMap<string, CanonicalFields> => {
  const roots = new Map<string, CanonicalFields>();
  for (const field of query.fields.values()) {
    if (field.name === 'operation') addRoot(roots, String(field.args.id), field.fields ?? new Map());
  }
  return roots;
});

/** All that the query can ask of the operation `id`, whether by name or in the list of operations. */
export function fieldsOfOperation(query: CanonicalQuery, id: string): CanonicalFields {
  const roots = operationRootsOf(query);
  for (const field of query.fields.values()) {
    if (field.name === 'operations') addRoot(roots, id, nodesOf(field));
  }
  return roots.get(id) ?? new Map();
}

/** What is asked for the facts of each operation that `query` names or, if it lists operations, of `listed`. */
export function factsAsked(
  map: AccessMap,
  query: CanonicalQuery,
  listed: string,
): ReadonlyMap<string, Selection> {
  const roots = operationRootsOf(query);
  const isListing = [...query.fields.values()].some(({ name }) => name === 'operations');
  return askedOf(map, isListing ? roots.set(listed, fieldsOfOperation(query, listed)) : roots);
}

/** What a connection asks of each of its nodes, whether as a node or through an edge. */
function nodesOf({ fields }: CanonicalField): CanonicalFields {
  const ofEdge = fields?.get('edges')?.fields?.get('node')?.fields ?? new Map();
  return mergeCanonical(fields?.get('nodes')?.fields ?? new Map(), ofEdge);
}

/** The page of the list of operations that `args` ask for, and how many stand before it. */
export function pageOfOperations(
  listed: ListedOperations | null,
  args: Readonly<Record<string, unknown>>,
  walks: OpenedCursors,
): { readonly ids: readonly string[]; readonly before: number } {
  const after = walks.get(String(args.after))?.position[0] ?? null;
  const ids = listed?.ids ?? [];
  const before = after === null ? 0 : ids.filter((id) => id <= String(after)).length;
  return { ids: ids.slice(before, before + Number(args.first)), before };
}

function addRoot(roots: Map<string, CanonicalFields>, id: string, fields: CanonicalFields): void {
  const known = roots.get(id);
  roots.set(id, known === undefined ? fields : mergeCanonical(known, fields));
}

function mergeCanonical(left: CanonicalFields, right: CanonicalFields): CanonicalFields {
  const merged = new Map<string, CanonicalField>(left);
  for (const [key, field] of right) {
    const known = merged.get(key)?.fields;
    merged.set(
      key,
      known && field.fields ? { ...field, fields: mergeCanonical(known, field.fields) } : field,
    );
  }
  return merged;
}

/** Asks for the ids of all operations, where a query lists them. */
export const IDS_MESSAGE = 'query { operationIds }';

async function readIds(europol: Connection, deadline: Deadline): Promise<ListedOperations> {
  const { operationIds } = await askGraphql(europol, deadline, IDS_MESSAGE);
  if (!Array.isArray(operationIds)) throw new GatewayError('SOURCE_INVALID', '`operationIds` is no list');
  const ids = operationIds.filter((id): id is string => typeof id === 'string' && SLUG.test(id)).sort();
  return { ids, lostSome: ids.length < operationIds.length };
}

/** What is asked of each operation: facts and PUBLIC fields. An id that is no slug is nobody's. */
function askedOf(
  map: AccessMap,
  roots: ReadonlyMap<string, CanonicalFields>,
): ReadonlyMap<string, Selection> {
  const known = [...roots].filter(([id]) => SLUG.test(id));
  return new Map(known.map(([id, fields]) => [id, heldOf(map, fields)]));
}

/** One object for a query that is kept: what is made of it is kept, too. */
const heldOf = memoizedPair(
  (map: AccessMap, fields: CanonicalFields): Selection => mergeSelections(FACTS, publicPart(map, fields)),
);

async function readOperations(
  europol: Connection,
  deadline: Deadline,
  checks: ValueChecks,
  roots: ReadonlyMap<string, unknown>,
  asked: ReadonlyMap<string, Selection>,
): Promise<ReadonlyMap<string, HubOperation | null>> {
  const operations = new Map<string, HubOperation | null>([...roots.keys()].map((id) => [id, null]));
  if (asked.size === 0) return operations;
  const data = await askGraphql(europol, deadline, toFactsMessage(asked));
  for (const [index, [id, fields]] of [...asked].entries()) {
    const operation = data[`o${index}`];
    if (operation === null) continue;
    operations.set(id, toHubOperation(id, checks, asRow(operation, 'an operation'), fields));
  }
  return operations;
}

/** The message's text. */
export function toFactsMessage(asked: ReadonlyMap<string, Selection>): string {
  const parts = [...asked].map(
    ([id, fields], index) => `o${index}: operation(id: "${id}") ${printSelection(fields)}`,
  );
  return `query { ${parts.join(' ')} }`;
}

/** Fields of Europol's that are PUBLIC: open to everyone whatever the facts turn out to be. */
function publicPart(map: AccessMap, fields: CanonicalFields): Selection {
  const selection = new Map<string, SelectedField>();
  for (const field of fields.values()) {
    const access = accessOf(map, field.coordinate);
    if (access.owner !== 'EUROPOL' || access.category !== 'PUBLIC') continue;
    const below =
      field.name === 'leadCountry' || field.fields === null ? null : publicPart(map, field.fields);
    selection.set(field.key, { name: field.name, args: field.args, fields: below });
  }
  return selection;
}

function toHubOperation(id: string, checks: ValueChecks, sent: NativeRow, held: Selection): HubOperation {
  const { whole, dropped } = readParticipations(id, sent.participations);
  const own = toHubData(checks, new Map([...held].filter(([, { name }]) => name !== 'participations')), sent);
  const participants = whole.map(({ country }) => country).sort();
  const crimeArea = typeof own.crimeArea === 'string' ? own.crimeArea : null;
  return {
    facts: { id, crimeArea, participants },
    data: { ...own, participations: whole },
    dropped,
    held,
    isSynthetic: own.synthetic === true,
  };
}

function toRoot(id: string, fields: Selection): readonly [string, SelectedField] {
  return [`operation_${id}`, { name: 'operation', args: { id }, fields }];
}
