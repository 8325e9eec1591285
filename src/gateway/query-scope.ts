import type DataLoader from 'dataloader';
import type { SelectionSetNode } from 'graphql';
import type { AccessClass } from '../access/access-class.ts';
import type { AccessMap } from '../access/access-map.ts';
import type { CanonicalFields } from '../access/canonical-query.ts';
import type { CompiledQuery } from '../access/compile-query.ts';
import type { Selection } from '../access/selection.ts';
import type { ErrorCode } from '../errors.ts';
import type { CountryCode } from '../terms.ts';
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
  readonly given: number;
  readonly withheld: number;
  /** Records that came and should not have (SOURCE_OVERSHARED): for the ledger and the operator, never for the caller. */
  readonly overshared: number;
}

/** A root field of a document for Interpol, read. */
export interface InterpolRoot {
  readonly alias: string;
  readonly name: 'interpolReferences' | 'notices';
  readonly keys: readonly string[];
  readonly operation: string;
  readonly selectionSet: SelectionSetNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** The one call to Interpol: what it asks, and what became of it. Made by its executor. */
export interface InterpolState {
  failure: ErrorCode | null;
  readonly roots: InterpolRoot[];
  loader: DataLoader<
    string,
    Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[] | null
  > | null;
}

/** The state of one query while it is answered; made anew for each, never shared. */
export interface QueryScope {
  readonly operations: ReadonlyMap<string, OperationScope>;
  /** Places that its cursors hold. */
  readonly cursors: OpenedCursors;
  readonly reports: NationalReport[];
  /** Resolves when every country of the query has answered or failed: Interpol is called after that, once. */
  readonly nationalSettled: Promise<void>;
  readonly settleNational: (operation: string) => void;
  readonly interpol: InterpolState;
}

/** A scope for these operations; `nationalSettled` waits for those of which a country is asked. */
export function openScope(
  operations: ReadonlyMap<string, OperationScope>,
  cursors: OpenedCursors,
): QueryScope {
  const pending = new Set(
    [...operations.values()].filter(({ compiled }) => asksParticipations(compiled)).map(({ id }) => id),
  );
  const { promise, resolve } = Promise.withResolvers<void>();
  if (pending.size === 0) resolve();
  return {
    operations,
    cursors,
    reports: [],
    nationalSettled: promise,
    settleNational: (operation) => {
      pending.delete(operation);
      if (pending.size === 0) resolve();
    },
    interpol: { failure: null, roots: [], loader: null },
  };
}

/** Are participations walked at all: for themselves, or because a country has a part in the query? */
export function asksParticipations(compiled: CompiledQuery): boolean {
  return compiled.participations !== null || compiled.asked.size > 0;
}
