import type { CountryCode } from '../terms.ts';
import type { KeptEntry, LedgerReader } from './store/ledger-store.ts';
import { withoutOwner } from './store/without-owner.ts';

/** How much an erasure takes, or would. */
export interface ErasureCount {
  /** Parts of the owner. */
  readonly parts: number;
  /** Entries of which nothing but the leaf is left. */
  readonly entries: number;
}

const PAGE = 250;

/**
 * What erasures would take, one after the other; nothing is changed. `time`: milliseconds since 1970, what was before it.
 * Rejects with EVIDENCE_LOG_UNAVAILABLE, and EVIDENCE_INVALID for an entry that cannot be read.
 */
export async function countErasures(
  reader: LedgerReader,
  orders: readonly { readonly owner: CountryCode; readonly time: number }[],
  report: (done: number, of: number) => void,
): Promise<readonly ErasureCount[]> {
  const counts = orders.map(() => ({ parts: 0, entries: 0 }));
  const size = await reader.size();
  for (let from = 0; from < size; from += PAGE) {
    const page = await reader.entries(from, Math.min(PAGE, size - from));
    for (const kept of page) countOne(kept, orders, counts);
    report(Math.min(from + PAGE, size), size);
  }
  return counts;
}

function countOne(
  whole: KeptEntry,
  orders: readonly { readonly owner: CountryCode; readonly time: number }[],
  counts: readonly { parts: number; entries: number }[],
): void {
  let kept = whole;
  for (const [at, { owner, time }] of orders.entries()) {
    const left = kept.time < time ? withoutOwner(kept, owner) : null;
    const count = counts[at];
    if (left === null || count === undefined) continue;
    count.parts += kept.parts.length - left.parts.length;
    if (left.entry === null) count.entries += 1;
    kept = left;
  }
}
