import type { IsoDate } from '../terms.ts';
import { isIsoDate } from './is-iso-date.ts';
import { quoteValue } from './quote-value.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/**
 * Reads a day as it stands in `column` of a row, null for a blank cell. `text` is untrusted.
 *
 * Throws the code of `source`, with file, row and remedy, on a text that is no day of the calendar.
 */
export function readDay(source: TableSource, row: number, column: string, text: string): IsoDate | null {
  if (text === '') {
    return null;
  }
  if (!isIsoDate(text)) {
    const problem = `unreadable date ${quoteValue(text)} in \`${column}\``;
    throw rowError(
      source,
      row,
      problem,
      'write a day of the calendar as yyyy-MM-dd, or leave the cell blank',
    );
  }
  return text;
}
