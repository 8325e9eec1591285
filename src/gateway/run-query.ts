/**
 * One query, as a straight line: canonical form, facts of the operations, access class, compiled documents, the
 * countries, release, evidence, answer. It never throws: it answers, refuses or fails.
 */

import { dateInBrussels } from '../access/date-in-brussels.ts';
import { type Explanation, explainQuery } from '../access/explain-query.ts';
import type { Policy } from '../access/policy.ts';
import { openDeadline } from '../countries/connection/deadline.ts';
import type { Country } from '../countries/country.ts';
import { type ErrorCode, GatewayError } from '../errors.ts';
import type { KeptText } from '../ledger/entry/kept-text.ts';
import type { Ledger, Receipt } from '../ledger/ledger.ts';
import { nextTurn } from '../next-turn.ts';
import type { ProtectedTable } from '../statistics/protected-table.ts';
import type { CountryCode, IsoDate } from '../terms.ts';
import type { AskedQuery } from './answer/answer-query.ts';
import type { ErrorEntry, ObligationEntry } from './answer/to-errors.ts';
import type { Caller } from './caller.ts';
import type { CompiledCache } from './compiled-cache.ts';
import type { ComposedGateway } from './compose-gateway.ts';
import type { Cursors } from './cursors.ts';
import { type ExecutionPath, type ExplainedPath, explainPath } from './execution-path.ts';
import { failQuery } from './fail-query.ts';
import { askerKeyOf, type Flights } from './flights.ts';
import { isJoinable } from './is-joinable.ts';
import { type Answered, anyoneOf, makeAnswer, refuseHungUp } from './make-answer.ts';
import { readQuery, requesterOf } from './open-query.ts';
import type { QueryReader } from './query-reader.ts';
import type { OperationScope } from './query-scope.ts';
import { NOWHERE, type Reached, recordQuery } from './record-query.ts';
import type { Systems } from './systems.ts';

/** What a gateway is made of; made once at start-up. */
export interface GatewayParts extends ComposedGateway {
  readonly policy: Policy;
  /** The data that `policy` and the categories were read from: every entry names it. */
  readonly revision: KeptText;
  readonly countries: ReadonlyMap<CountryCode, Country>;
  /** What queries were compiled to, by policy and schema of this gateway. */
  readonly compiling: CompiledCache;
  /** Queries as they were read, by the schema of this gateway. */
  readonly reading: QueryReader;
  /** Answers on their way to callers who are alike. */
  readonly flights: Flights<Answered>;
  readonly systems: Systems;
  readonly path: ExecutionPath;
  readonly cursors: Cursors;
  readonly ledger: Ledger;
  /** Protected tables that have been released. */
  readonly tables: readonly ProtectedTable[];
  /** How long a query may take, in milliseconds. */
  readonly deadlineMs: number;
  /** A fixed access date, for demonstrations on synthetic data; null: the day the query arrives. */
  readonly accessDate: IsoDate | null;
  /** For the operator: what failed, under an id, or under the part it concerns (`ledger`, `XE`). */
  readonly report: (id: string, error: unknown) => void;
}

export interface QueryRequest extends AskedQuery {
  readonly caller: Caller;
  readonly arrived: Date;
  /** `x-explain: 1`: every decision is laid open beside the answer. */
  readonly explain?: boolean;
  /** When it came, as a `performance.now()`: its deadline runs from there. Absent: now. */
  readonly since?: number;
  /** Shortens the gateway's deadline; a longer one changes nothing. */
  readonly deadlineMs?: number;
  /** Aborted when the caller hangs up. */
  readonly hungUp?: AbortSignal;
}

export type QueryOutcome =
  | {
      readonly kind: 'answered';
      readonly data: Readonly<Record<string, unknown>>;
      readonly errors: readonly ErrorEntry[];
      /** Lists that are given without records whose owner would have to be asked: no null stands for these. */
      readonly withheld: readonly ErrorEntry[];
      readonly obligations: readonly ObligationEntry[];
      /** By operation, where the caller asked for it. */
      readonly access: Readonly<Record<string, readonly Explanation[]>> | null;
      /** How it was fetched and why so, where the caller asked for it. */
      readonly path: ExplainedPath | null;
      readonly receipt: Receipt;
    }
  | {
      readonly kind: 'refused';
      readonly code: ErrorCode;
      readonly what: string | null;
      readonly where: string | null;
    }
  | { readonly kind: 'failed'; readonly code: ErrorCode; readonly id: string | null };

/** Answers `request`. The token has been verified and the document validated; nothing else has been judged. */
export async function runQuery(parts: GatewayParts, request: QueryRequest): Promise<QueryOutcome> {
  const { caller, arrived } = request;
  const date = parts.accessDate ?? dateInBrussels(arrived);
  const deadlineMs = Math.min(request.deadlineMs ?? parts.deadlineMs, parts.deadlineMs);
  const deadline = openDeadline(deadlineMs, request.hungUp, request.since);
  const reached: { -readonly [part in keyof Reached]: Reached[part] } = { ...NOWHERE };
  try {
    refuseUnlogged(parts);
    // Parsing and validation were one long step, compiling is the next.
    await nextTurn();
    const read = await readQuery(parts, request);
    reached.query = read.known.text;
    const requester = requesterOf(parts, caller, date);
    const joined = isJoinable(read.known.canonical)
      ? await parts.flights.join(read.known, askerKeyOf(requester, deadlineMs), deadline, (ofAll, land) =>
          makeAnswer(parts, anyoneOf(requester), date, read, ofAll, reached, land),
        )
      : null;
    refuseHungUp(deadline);
    const answered =
      joined ?? (await makeAnswer(parts, { caller, arrived: () => arrived }, date, read, deadline, reached));
    refuseHungUp(deadline);
    return await give(parts, request, date, answered);
  } catch (cause) {
    return failQuery(parts, request, date, reached, cause);
  }
}

/** No log, no disclosure: nobody is asked either for what could not be given. */
function refuseUnlogged({ ledger }: GatewayParts): void {
  if (!ledger.canAppend()) throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'the ledger is down');
}

/** Gives `answered` to one caller, once it is in the evidence. */
async function give(
  parts: GatewayParts,
  request: QueryRequest,
  date: IsoDate,
  { opened, released, data, errors, withheld, obligations }: Answered,
): Promise<QueryOutcome> {
  await nextTurn();
  const receipt = await recordQuery(parts, request, date, opened, released, null);
  const operations = [...opened.scope.operations.values()];
  const access = request.explain === true ? explainAll(parts.policy, operations) : null;
  const path = request.explain === true ? explainPath(parts.path) : null;
  return { kind: 'answered', data, errors, withheld, obligations, access, path, receipt };
}

function explainAll(
  policy: Policy,
  operations: readonly OperationScope[],
): Readonly<Record<string, readonly Explanation[]>> {
  const explained = operations.map(({ id, map, accessClass: itsClass, asked }) => [
    id,
    explainQuery(policy, map, itsClass, asked),
  ]);
  return Object.fromEntries(explained);
}
