/** From a query that has been read to its answer, before anybody has it. */
import type { Requester } from '../access/access-class.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import { GatewayError } from '../errors.ts';
import { nextTurn } from '../next-turn.ts';
import type { IsoDate } from '../terms.ts';
import { answerQuery } from './answer/answer-query.ts';
import {
  type ErrorEntry,
  type ObligationEntry,
  toErrorEntries,
  toObligationEntries,
} from './answer/to-errors.ts';
import { toOperationViews } from './answer/to-views.ts';
import type { AnswerContext } from './answer/views.ts';
import type { Caller } from './caller.ts';
import { executingDocument } from './executing-document.ts';
import { fetchCompiled } from './fetch-compiled.ts';
import { askFacts, openQuery, type ReadQuery } from './open-query.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import { readDisclosures } from './read-disclosures.ts';
import type { Given, Opened, Reached } from './record-query.ts';
import type { GatewayParts } from './run-query.ts';

/** For whom an answer is made: a caller, or all callers who are alike to the rules (`anyoneOf`). */
export interface Asker {
  readonly caller: Caller;
  readonly arrived: () => Date;
}

/** An answer before anybody has it. Several callers may be given the same. */
export interface Answered {
  readonly opened: Opened;
  readonly released: Given;
  readonly data: Readonly<Record<string, unknown>>;
  readonly errors: readonly ErrorEntry[];
  readonly withheld: readonly ErrorEntry[];
  readonly obligations: readonly ObligationEntry[];
}

/** Asks and answers `read`; `reached` is told how far it has come, and `land` when no country is waited for any more. */
export async function makeAnswer(
  parts: GatewayParts,
  { caller, arrived }: Asker,
  date: IsoDate,
  read: ReadQuery,
  deadline: Deadline,
  reached: { -readonly [part in keyof Reached]: Reached[part] },
  land: () => void = () => {},
): Promise<Answered> {
  const { known, listed, asked } = read;
  const { canonical, text: query, plan } = known;
  const disclosures = await readDisclosures(parts, caller, canonical.fields, listed, deadline);
  reached.disclosures = disclosures;
  const hub = await askFacts(parts, read, deadline);
  reached.hub = hub;
  const scope = await openQuery(parts, caller, date, read, hub, deadline);
  reached.scope = scope;
  await nextTurn();
  const operations = [...scope.operations.values()];
  const fetched = await fetch(parts, operations, scope);
  const interpol = await scope.interpol.asked;
  land();
  refuseHungUp(scope.deadline);
  await nextTurn();
  const context: AnswerContext = {
    map: parts.map,
    checks: parts.checks,
    policy: parts.policy,
    countries: parts.countries,
    caller,
    date,
    arrived,
    operations: toOperationViews(hub, scope, interpol, fetched),
    real: scope.real,
    tables: parts.tables,
    listed: hub.listed,
    hubFailure: hub.failure,
    disclosures,
    cursors: parts.cursors,
    walks: scope.cursors,
    closed: [],
    withheld: [],
    obliged: [],
    given: new Map(),
    disclosed: new Map(),
  };
  const data = await answerQuery(parts.schema, parts.path === 'COMPILED' ? plan : null, asked, context);
  const unitOf = (country: string): string | null => parts.countries.get(country)?.agency ?? null;
  return {
    opened: { query, disclosures, hub, scope },
    released: { interpol, packages: packagesOf(context), ...context },
    data,
    errors: toErrorEntries(context.closed, unitOf),
    withheld: toErrorEntries(context.withheld, unitOf),
    obligations: toObligationEntries(context.obliged),
  };
}

async function fetch(
  { path, systems, checks, executeStitched }: GatewayParts,
  operations: readonly OperationScope[],
  scope: QueryScope,
): Promise<Readonly<Record<string, unknown>>> {
  if (path === 'COMPILED') return fetchCompiled(systems, checks, scope);
  const document = executingDocument(operations);
  return document === null ? {} : executeStitched(document, systems, scope);
}

function packagesOf({ operations }: AnswerContext): Given['packages'] {
  return new Map([...operations].flatMap(([id, one]) => (one === null ? [] : [[id, one.packages] as const])));
}

/** Of whoever has hung up nothing is given: the evidence must not say so. */
export function refuseHungUp({ hungUp }: Deadline): void {
  if (hungUp.aborted) throw new GatewayError('CALLER_GONE', 'the caller has hung up');
}

/**
 * All callers who are alike to the rules. What an answer makes of one of them in particular would be given to the others: it
 * fails closed (throws INTERNAL).
 */
export function anyoneOf({ country, purpose }: Requester): Asker {
  const ofOne = (): never => {
    throw new GatewayError('INTERNAL', 'INVARIANT: an answer for several callers hangs on one of them');
  };
  const caller: Caller = {
    country,
    purpose,
    get subject() {
      return ofOne();
    },
    get role() {
      return ofOne();
    },
    get tokenId() {
      return ofOne();
    },
    get justification() {
      return ofOne();
    },
  };
  return { caller: Object.freeze(caller), arrived: ofOne };
}

/** Makes sure that no reader of an answer that several have changes it for the others. */
export function freezeAnswer({ data, errors, withheld, obligations }: Answered): void {
  for (const part of [data, errors, withheld, obligations]) freezeWhole(part);
}

function freezeWhole(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return;
  Object.freeze(value);
  for (const below of Object.values(value)) freezeWhole(below);
}
