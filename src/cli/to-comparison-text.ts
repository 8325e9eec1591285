import type { Comparison, Difference } from '../access/compare-decisions.ts';
import { quoteValue } from '../access/quote-value.ts';

/** The rows that differ, a line each, and the closing line `N agree, M differ`. Words of the table are quoted: they are untrusted. */
export function toComparisonText({ agree, differ, rows }: Comparison): string {
  return `${[...rows.map(toLine), `${agree} agree, ${differ} differ`].join('\n')}\n`;
}

function toLine({ row, id, expected, decided }: Difference): string {
  const wanted = `expected ${quoteValue(expected.effect)} ${quoteValue(expected.reason)}`;
  return `row ${row} ${quoteValue(id)}: ${wanted}, decided \`${decided.effect}\` \`${decided.reason}\` (rule ${decided.rule})`;
}
