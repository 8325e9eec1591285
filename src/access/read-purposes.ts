import type { Category } from '../terms.ts';
import { CATEGORIES } from '../terms.ts';
import { knownWordOf } from './known-word-of.ts';
import { quoteValue } from './quote-value.ts';
import { readPolicyTable } from './read-policy-table.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

const SOURCE: TableSource = { file: 'schema/agreements/purposes.csv', code: 'POLICY_INVALID' };
const PURPOSE = /^[A-Z][A-Z0-9_]*$/;

/**
 * Reads purposes.csv: the closed list of purposes, each with the widest category it can open. `text` is untrusted; what
 * comes out is trusted.
 *
 * Throws POLICY_INVALID with file, row and remedy, a line for each row, on a purpose that is no word of our form, an unknown category, and a
 * purpose that stands there twice.
 */
export function readPurposes(text: string): ReadonlyMap<string, Category> {
  const purposes = new Map<string, Category>();
  readPolicyTable(SOURCE, text, ['purpose', 'widest_category'], ({ row, cells }) => {
    const { purpose } = cells;
    if (!PURPOSE.test(purpose)) {
      const problem = `${quoteValue(purpose)} in \`purpose\` is no purpose`;
      throw rowError(SOURCE, row, problem, 'write it in upper case letters A to Z, joined with `_`');
    }
    const widest = knownWordOf(CATEGORIES, cells.widest_category);
    if (widest === null) {
      const problem = `unknown category ${quoteValue(cells.widest_category)} in \`widest_category\``;
      throw rowError(SOURCE, row, problem, `write one of ${CATEGORIES.join(', ')}`);
    }
    if (purposes.has(purpose)) {
      throw rowError(
        SOURCE,
        row,
        `duplicate purpose ${quoteValue(purpose)}`,
        'keep one row for each purpose',
      );
    }
    purposes.set(purpose, widest);
  });
  return purposes;
}
