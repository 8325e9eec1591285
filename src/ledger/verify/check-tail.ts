import { HEAD_EVERY, type LedgerReader } from '../store/ledger-store.ts';
import type { Findings } from './findings.ts';
import { readPlaces } from './read-places.ts';

/** How far the heads of a log go. */
export interface LogTail {
  /** The size of the newest head that is kept. */
  readonly covered: number;
  readonly size: number;
}

/**
 * What a gateway that was killed may leave without a head came within one `HEAD_EVERY`. Their times lie further apart: a
 * request has the time at which it came, and is written up to two minutes later; and several gateways have as many clocks.
 */
const MOST_APART_MS = 300_000;

/**
 * Checks that no head has been taken away: that behind the newest one there is no more than a log that is being written, or
 * whose gateway was killed, may have there. However old that is, it is no fault: nobody may have opened the log since.
 */
export async function checkTail(
  reader: LedgerReader,
  { covered, size }: LogTail,
  findings: Findings,
): Promise<void> {
  if (size - covered > HEAD_EVERY.entries) {
    findings.add(covered, `a head is due after ${HEAD_EVERY.entries} entries from it on, and none is kept`);
    return;
  }
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for await (const places of readPlaces(reader, covered, size)) {
    for (const { kept } of places) {
      // Of one that is erased nothing vouches for the time.
      if (kept === null || kept.entry === null) continue;
      [first, last] = [Math.min(first, kept.time), Math.max(last, kept.time)];
    }
  }
  if (last - first > MOST_APART_MS)
    findings.add(
      covered,
      `entries from it on were written over ${Math.round((last - first) / 1_000)} s, and no head over them is kept`,
    );
}
