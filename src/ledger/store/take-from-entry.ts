import { GatewayError } from '../../errors.ts';
import type { CountryCode } from '../../terms.ts';
import { hashSalted } from '../entry/entry-leaf.ts';
import type { ErasedThing } from '../ledger.ts';
import { checkKeptEntry } from '../verify/check-kept-entry.ts';
import type { Erased, KeptEntry } from './ledger-store.ts';
import { withoutOwner } from './without-owner.ts';

/** What an erasure makes of one entry. Nothing has been changed. */
export interface TakenEntry {
  readonly left: KeptEntry;
  /** What goes, as the entry about it says it. */
  readonly things: readonly ErasedThing[];
  readonly counts: Erased;
}

/**
 * Takes away what is `owner`'s of an entry, as `withoutOwner` says; null: nothing. INVARIANT: only of an entry that is what
 * its leaf says, under its own time and with its own parts: whatever goes is gone, and could not be checked any more.
 *
 * Throws EVIDENCE_INVALID, with what to do.
 */
export function takeFromEntry(read: () => KeptEntry, index: number, owner: CountryCode): TakenEntry | null {
  const { before, left } = orUnfit(index, () => {
    const before = read();
    return { before, left: withoutOwner(before, owner) };
  });
  if (left === null) return null;
  const [problem] = checkKeptEntry(before).problems;
  if (problem !== undefined) throw unfit(index, problem);
  const gone = before.parts.filter((part) => !left.parts.includes(part));
  const counts = { parts: gone.length, entries: left.entry === null ? 1 : 0 };
  if (left.entry === null) return { left, things: [{ index, time: before.time }], counts };
  const hashes = gone.map((part) => Buffer.from(hashSalted(part)).toString('hex'));
  return { left, things: hashes.map((part) => ({ index, part })), counts };
}

function orUnfit<Result>(index: number, work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    throw unfit(index, 'it cannot be read', cause);
  }
}

function unfit(index: number, problem: string, cause?: unknown): GatewayError {
  const message = `entry ${index} of the ledger is not as it was written, so nothing from there on is erased: ${problem}: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
  return new GatewayError('EVIDENCE_INVALID', message, { index, problem }, { cause });
}
