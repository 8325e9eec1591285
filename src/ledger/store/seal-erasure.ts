import { type SealedEntry, sealEntry } from '../entry/seal-entry.ts';
import type { LedgerAction, LedgerEntry } from '../ledger.ts';
import type { Erased } from './ledger-store.ts';
import type { TakenEntry } from './take-from-entry.ts';

/** An erasure to come: the entry about it, but for its time and for what it takes away, which the store knows. */
export interface ErasureRecord extends LedgerEntry {
  readonly action: LedgerAction;
}

/** The entry about a page of an erasure: exactly what is taken away with it, by the clock `now` (milliseconds since 1970). */
export function sealErasure(record: ErasureRecord, taken: readonly TakenEntry[], now: number): SealedEntry {
  const erased = taken.flatMap(({ things }) => things);
  return sealEntry({
    ...record,
    time: new Date(now).toISOString(),
    action: { ...record.action, erased },
  });
}

/** How much that is in all. */
export function countTaken(taken: readonly TakenEntry[], before: Erased): Erased {
  return taken.reduce(
    (sum, { counts }) => ({ parts: sum.parts + counts.parts, entries: sum.entries + counts.entries }),
    before,
  );
}
