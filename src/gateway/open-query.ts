import { type AccessClass, accessClass } from '../access/access-class.ts';
import { type CanonicalQuery, canonicalQuery } from '../access/canonical-query.ts';
import { compileQuery } from '../access/compile-query.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import type { IsoDate } from '../terms.ts';
import { openQueryCursors } from './open-query-cursors.ts';
import { fieldsOfOperation, type HubAnswer, readOperationFacts } from './operation-facts.ts';
import { type OperationScope, openScope, type QueryScope } from './query-scope.ts';
import { reportDropped } from './report-dropped.ts';
import type { GatewayParts, QueryRequest } from './run-query.ts';

/** A query of which Europol has been asked the facts, and nobody anything else. */
export interface OpenedQuery {
  readonly canonical: CanonicalQuery;
  readonly hub: HubAnswer;
  readonly scope: QueryScope;
}

/**
 * Reads `request`, asks Europol for the facts of its operations, compiles what each owner may be asked, and opens cursors.
 * Throws what `canonicalQuery`, `compileQuery` and `openQueryCursors` throw: the query is refused then.
 */
export async function openQuery(
  parts: GatewayParts,
  request: QueryRequest,
  date: IsoDate,
  deadline: Deadline,
): Promise<OpenedQuery> {
  const canonical = canonicalQuery(parts.schema, request);
  const hub = await readOperationFacts(parts.systems.europol, deadline, parts.map, parts.checks, canonical);
  reportDropped(parts.report, hub);
  const { operations, real } = compileOperations(parts, request, date, canonical, hub);
  const cursors = await openQueryCursors(parts.cursors, request.caller, operations.values());
  return { canonical, hub, scope: openScope(operations, real, cursors, deadline) };
}

function compileOperations(
  { accessDate, ledger, map, policy }: GatewayParts,
  { caller }: QueryRequest,
  date: IsoDate,
  canonical: CanonicalQuery,
  hub: HubAnswer,
): Pick<QueryScope, 'operations' | 'real'> {
  const requester = {
    country: caller.country,
    purpose: caller.purpose,
    date,
    logUp: ledger.canAppend(),
  };
  const operations = new Map<string, OperationScope>();
  const real = new Set<string>();
  for (const [id, known] of hub.operations) {
    if (known === null) continue;
    // INVARIANT: on a fixed day only what is invented is answered, and Europol itself says that it is.
    if (accessDate !== null && !known.isSynthetic) {
      real.add(id);
      continue;
    }
    const itsClass: AccessClass = accessClass(policy, requester, known.facts);
    const asked = fieldsOfOperation(canonical, id);
    const compiled = compileQuery(map, itsClass, asked);
    operations.set(id, { id, asked, hub: known, map, accessClass: itsClass, compiled });
  }
  return { operations, real };
}
