import type DataLoader from 'dataloader';
import type { AccessClass } from '../access/access-class.ts';
import type { AccessMap } from '../access/access-map.ts';
import type { CanonicalFields } from '../access/canonical-query.ts';
import type { CompiledQuery } from '../access/compile-query.ts';
import type { Selection } from '../access/selection.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import type { RequestBudget } from '../countries/limit-requests.ts';
import type { ErrorCode } from '../errors.ts';
import type { CountryCode } from '../terms.ts';
import type { InterpolAnswer } from './ask-interpol.ts';
import type { InterpolEntry } from './interpol-executor.ts';
import type { HubOperation } from './operation-facts.ts';
import type { OpenedCursors } from './records/position.ts';

export type SourceStatus =
  | 'ANSWERED'
  | 'PARTIAL'
  | 'TIMEOUT'
  | 'UNAVAILABLE'
  | 'INVALID'
  | 'NOT_PERMITTED'
  | 'NOT_ASKED';

/** One operation of a query, compiled for its class. */
export interface OperationScope {
  readonly id: string;
  /** What the query asks of it, open or not. */
  readonly asked: CanonicalFields;
  readonly hub: HubOperation;
  readonly map: AccessMap;
  readonly accessClass: AccessClass;
  readonly compiled: CompiledQuery;
}

/** What happened with one country, for the ledger: numbers and coordinates, no values. */
export interface NationalReport {
  readonly operation: string;
  readonly owner: CountryCode;
  readonly status: SourceStatus;
  /** What was sent, as the national document. */
  readonly sent: Selection | null;
  readonly withheld: number;
  /** Records that came and should not have (SOURCE_OVERSHARED): for the ledger and the operator, never for the caller. */
  readonly overshared: number;
}

/** The state of one query while it is answered; made anew for each, never shared. */
export interface QueryScope {
  readonly operations: ReadonlyMap<string, OperationScope>;
  /** Operations that are closed entirely: the access date is fixed, and Europol does not say that they are synthetic. */
  readonly real: ReadonlySet<string>;
  /** Places that its cursors hold. */
  readonly cursors: OpenedCursors;
  /** Nobody is waited for beyond it. */
  readonly deadline: Deadline;
  readonly reports: NationalReport[];
  /** By country, what is left of the messages it may be sent, whatever the operation. */
  readonly budgets: Map<CountryCode, RequestBudget>;
  /** By operation: what Europol's second message asked, and why it brought nothing; null when it did. */
  readonly second: Map<string, { readonly sent: Selection; readonly failure: ErrorCode | null }>;
  /** Resolves when every country of the query has answered or failed: Interpol is asked after that, once. */
  readonly nationalSettled: Promise<void>;
  readonly settleNational: (operation: string) => void;
  /** References of records that are given and may travel, as keys of Interpol's contract; complete when settled. */
  readonly travelling: Set<string>;
  /** Interpol's one message, and the entries of its index that came with it, by key: made by its executor. */
  readonly interpol: {
    asked: Promise<InterpolAnswer> | null;
    entries: DataLoader<string, InterpolEntry> | null;
  };
}

/** A scope for these operations; `nationalSettled` waits for those of which a country is asked. */
export function openScope(
  operations: ReadonlyMap<string, OperationScope>,
  real: ReadonlySet<string>,
  cursors: OpenedCursors,
  deadline: Deadline,
): QueryScope {
  const pending = new Set(
    [...operations.values()].filter(({ compiled }) => asksParticipations(compiled)).map(({ id }) => id),
  );
  const { promise, resolve } = Promise.withResolvers<void>();
  if (pending.size === 0) resolve();
  return {
    operations,
    real,
    cursors,
    deadline,
    reports: [],
    budgets: new Map(),
    second: new Map(),
    nationalSettled: promise,
    settleNational: (operation) => {
      pending.delete(operation);
      if (pending.size === 0) resolve();
    },
    travelling: new Set(),
    interpol: { asked: null, entries: null },
  };
}

/** Are participations walked at all: for themselves, or because a country has a part in the query? */
export function asksParticipations(compiled: CompiledQuery): boolean {
  return compiled.participations !== null || compiled.asked.size > 0;
}
