import type { CountryCode } from '../terms.ts';
import { quoteValue } from './quote-value.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/**
 * The country a cell names, when agreements.csv knows it. `word` is untrusted; what comes out is trusted.
 *
 * Throws the code of `source`, with file, row and remedy, on a country that is not in `names`.
 */
export function readCountry(
  source: TableSource,
  row: number,
  word: string,
  names: ReadonlyMap<CountryCode, string>,
): CountryCode {
  if (!names.has(word)) {
    throw rowError(
      source,
      row,
      `unknown country ${quoteValue(word)}`,
      'use a code of agreements.csv, or add it there',
      { country: word },
    );
  }
  return word;
}
