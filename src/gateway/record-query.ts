import type { ErrorCode } from '../errors.ts';
import { GatewayError } from '../errors.ts';
import type { KeptText } from '../ledger/entry/kept-text.ts';
import type { LedgerEntry, OwnerEntry, Receipt } from '../ledger/ledger.ts';
import { memoizedPair } from '../memoized.ts';
import type { IsoDate } from '../terms.ts';
import type { HubAnswer } from './operation-facts.ts';
import type { QueryScope } from './query-scope.ts';
import type { AskedDisclosures } from './read-disclosures.ts';
import type { GatewayParts, QueryRequest } from './run-query.ts';
import { toLedgerEntry } from './to-ledger-entry.ts';
import { type Gathered, toOwnerEntries } from './to-owner-entries.ts';

/** How far a query has come: what the evidence says of one that gets no further. */
export interface Reached {
  readonly query: KeptText | null;
  readonly disclosures: AskedDisclosures;
  readonly hub: HubAnswer | null;
  readonly scope: QueryScope | null;
}

/** A query that has come all the way to its answer. */
export type Opened = { readonly [part in keyof Reached]: NonNullable<Reached[part]> };

export const NOWHERE: Reached = { query: null, disclosures: new Map(), hub: null, scope: null };

/** What is in the answer, and what Interpol did. */
export type Given = Pick<Gathered, 'interpol' | 'packages' | 'given' | 'obliged' | 'disclosed'>;

/** Why nothing is given. */
export interface Ended {
  readonly outcome: Exclude<LedgerEntry['outcome'], 'answered'>;
  readonly code: ErrorCode;
}

/**
 * Writes a query and its outcome into the evidence; `ended` null: it is answered. Whatever it is, it leaves after this.
 * Rejects with EVIDENCE_LOG_UNAVAILABLE: then nothing leaves.
 */
export async function recordQuery(
  { ledger, revision }: GatewayParts,
  { caller, arrived }: QueryRequest,
  accessDate: IsoDate,
  reached: Reached,
  given: Given,
  ended: Ended | null,
): Promise<Receipt> {
  const { outcome, code } = ended ?? { outcome: 'answered', code: null };
  const { query, scope } = reached;
  const entry = toLedgerEntry({
    ...{ caller, arrived, accessDate, outcome, code, policy: revision, query },
    operations: [...(scope?.operations.keys() ?? [])],
    owners: ownersOf(reached, given),
  });
  try {
    return await ledger.append(entry);
  } catch (cause) {
    throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'the entry could not be appended', {}, { cause });
  }
}

/** Of what several callers are given the owners are the same: each owner's part of each entry is sealed by itself. */
const ownersOf = memoizedPair(
  (
    { disclosures, hub, scope }: Reached,
    { interpol, packages, given, obliged, disclosed }: Given,
  ): readonly OwnerEntry[] =>
    toOwnerEntries({ hub, scope, interpol, packages, given, obliged, disclosures, disclosed }),
);
