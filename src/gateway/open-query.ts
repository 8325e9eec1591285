import type { Requester } from '../access/access-class.ts';
import type { CanonicalQuery } from '../access/canonical-query.ts';
import { checkLimit } from '../access/check-limit.ts';
import { compileQuery } from '../access/compile-query.ts';
import type { IsLeftOut } from '../access/compiling.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import type { IsoDate } from '../terms.ts';
import type { AskedQuery } from './answer/answer-query.ts';
import type { Caller } from './caller.ts';
import { openListCursors, openQueryCursors } from './open-query-cursors.ts';
import { type HubAnswer, pageOfOperations, readOperationFacts } from './operation-facts.ts';
import type { KnownQuery } from './query-reader.ts';
import { type OperationScope, openScope, type QueryScope } from './query-scope.ts';
import type { OpenedCursors } from './records/position.ts';
import { reportDropped } from './report-dropped.ts';
import type { GatewayParts, QueryRequest } from './run-query.ts';

/** A query in canonical form, with the places that cursors of its lists at the root hold. Nobody has been asked. */
export interface ReadQuery {
  readonly known: KnownQuery;
  readonly asked: AskedQuery;
  readonly listed: OpenedCursors;
}

/** Reads `request`. Throws what `canonicalQuery` and `openQueryCursors` throw: the query is refused then. */
export async function readQuery(parts: GatewayParts, request: QueryRequest): Promise<ReadQuery> {
  const known = parts.reading.read(request);
  const listed = await openListCursors(parts.cursors, request.caller, known.canonical.fields);
  return { known, asked: request, listed };
}

/** Asks Europol for the facts of the query's operations. Never throws. */
export async function askFacts(
  parts: GatewayParts,
  { known: { canonical }, listed }: ReadQuery,
  deadline: Deadline,
): Promise<HubAnswer> {
  const hub = await readOperationFacts(
    parts.systems.europol,
    deadline,
    parts.map,
    parts.checks,
    canonical,
    listed,
  );
  reportDropped(parts.report, hub);
  return hub;
}

/**
 * Compiles what each owner may be asked, and opens the other cursors. No country has been asked.
 * Throws what `compileQuery` and `openQueryCursors` throw, and QUERY_TOO_COSTLY: the query is refused then.
 */
export async function openQuery(
  parts: GatewayParts,
  caller: Caller,
  date: IsoDate,
  { known: { canonical }, listed }: ReadQuery,
  hub: HubAnswer,
  deadline: Deadline,
): Promise<QueryScope> {
  checkListed(canonical, hub, listed);
  const { operations, real } = compileOperations(parts, caller, date, hub);
  const opened = await openQueryCursors(parts.cursors, caller, operations.values());
  const cursors = new Map([...listed, ...opened]);
  const walked = [...cursors.values()].some(({ missing }) => missing.length > 0)
    ? withoutMissing(operations, cursors)
    : operations;
  return openScope(walked, real, cursors, deadline);
}

/** Compiled again: a country that failed on an earlier page of a list is not asked for the pages after it. */
function withoutMissing(
  operations: ReadonlyMap<string, OperationScope>,
  cursors: OpenedCursors,
): ReadonlyMap<string, OperationScope> {
  const isMissing: IsLeftOut = ({ args }, owner) =>
    cursors.get(String(args.after))?.missing.some(({ country }) => country === owner) === true;
  return new Map(
    [...operations].map(([id, one]) => [
      id,
      { ...one, compiled: compileQuery(one.map, one.accessClass, one.asked, isMissing) },
    ]),
  );
}

/**
 * The estimate counts a page of operations as one. Now that Europol has said how many stand on it, which is PUBLIC, and
 * before any country is asked: the whole of it, that many times.
 */
function checkListed(
  { fields, estimate }: CanonicalQuery,
  { listed }: HubAnswer,
  walks: OpenedCursors,
): void {
  const pages = [...fields.values()].filter(({ name }) => name === 'operations');
  const most = Math.max(1, ...pages.map(({ args }) => pageOfOperations(listed, args, walks).ids.length));
  for (const limit of ['records', 'values', 'requests'] as const)
    checkLimit(limit, estimate[limit] * most, 'Query.operations');
}

function compileOperations(
  parts: GatewayParts,
  caller: Caller,
  date: IsoDate,
  hub: HubAnswer,
): Pick<QueryScope, 'operations' | 'real'> {
  const { accessDate, compiling, map } = parts;
  const requester = requesterOf(parts, caller, date);
  const operations = new Map<string, OperationScope>();
  const real = new Set<string>();
  for (const [id, known] of hub.operations) {
    if (known === null) continue;
    // INVARIANT: on a fixed day only what is invented is answered, and Europol itself says that it is.
    if (accessDate !== null && !known.isSynthetic) {
      real.add(id);
      continue;
    }
    const asked = hub.asked.get(id) ?? new Map();
    operations.set(id, { id, asked, hub: known, map, ...compiling.compile(requester, known.facts, asked) });
  }
  return { operations, real };
}

/** All of a caller that the rules look at. */
export function requesterOf(
  { ledger }: Pick<GatewayParts, 'ledger'>,
  { country, purpose }: Caller,
  date: IsoDate,
): Requester {
  return { country, purpose, date, logUp: ledger.canAppend() };
}
