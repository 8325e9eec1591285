import type { Interval } from './policy.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/**
 * The intervals of one holder, sorted by their first day, when no two of them share a day.
 *
 * `holder` names it in the message. Throws the code of `source`, with file, row and remedy, at the later of two that overlap.
 */
export function sortedIntervals<Held extends Interval>(
  source: TableSource,
  holder: string,
  intervals: readonly Held[],
): readonly Held[] {
  const sorted = intervals.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  for (const [index, later] of sorted.entries()) {
    const earlier = sorted[index - 1];
    if (earlier !== undefined && (earlier.validTo === null || earlier.validTo >= later.validFrom)) {
      const end = earlier.validTo ?? 'further notice';
      const problem = `overlapping intervals of ${holder}, row ${earlier.row} holds until ${end}, this one from ${later.validFrom}`;
      throw rowError(source, later.row, problem, `let row ${earlier.row} end before this one begins`);
    }
  }
  return Object.freeze(sorted);
}
