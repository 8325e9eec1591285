import type { Interval } from './policy.ts';
import { readDay } from './read-day.ts';
import type { TableRow } from './read-table.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/**
 * Reads `valid_from` and `valid_to` of a row, both days included. Null when `valid_from` is blank: signed, and not in force.
 *
 * Throws the code of `source`, with file, row and remedy, on a text that is no date and on an interval that ends before
 * it begins.
 */
export function readInterval(
  source: TableSource,
  { row, cells }: TableRow<'valid_from' | 'valid_to'>,
): Interval | null {
  const validFrom = readDay(source, row, 'valid_from', cells.valid_from);
  const validTo = readDay(source, row, 'valid_to', cells.valid_to);
  if (validFrom === null) {
    return null;
  }
  if (validTo !== null && validTo < validFrom) {
    const problem = `reversed interval, \`valid_from\` ${validFrom} is after \`valid_to\` ${validTo}`;
    throw rowError(source, row, problem, 'write the earlier day into `valid_from`');
  }
  return { validFrom, validTo, row };
}
