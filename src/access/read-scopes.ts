import type { CountryCode, CrimeArea } from '../terms.ts';
import { CRIME_AREAS } from '../terms.ts';
import { knownWordOf } from './known-word-of.ts';
import type { Scope } from './policy.ts';
import { quoteValue } from './quote-value.ts';
import { readCountry } from './read-country.ts';
import { readDay } from './read-day.ts';
import { readPolicyTable } from './read-policy-table.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

const SOURCE: TableSource = { file: 'schema/agreements/crime-scopes.csv', code: 'POLICY_INVALID' };
const COLUMNS = ['iso2', 'valid_from', 'areas'] as const;
const WHOLE_MANDATE = '*';

/**
 * Reads crime-scopes.csv: the crime areas a country's agreement covers from a day on, until its next row; `*` is the
 * whole mandate. A row without `valid_from` limits its country and opens nothing. `text` is untrusted; what comes out is
 * trusted.
 *
 * Throws POLICY_INVALID with file, row and remedy, a line for each row, on a country that `names` lacks, an unknown area, a date that cannot be
 * read, a duplicate row, and two rows of one country from the same day.
 */
export function readScopes(
  text: string,
  names: ReadonlyMap<CountryCode, string>,
): ReadonlyMap<CountryCode, readonly Scope[]> {
  const scopes = new Map<CountryCode, Scope[]>();
  readPolicyTable(SOURCE, text, COLUMNS, ({ row, cells }) => {
    const country = readCountry(SOURCE, row, cells.iso2, names);
    const areas = readAreas(row, cells.areas);
    const validFrom = readDay(SOURCE, row, 'valid_from', cells.valid_from);
    const held = scopes.get(country) ?? [];
    scopes.set(country, held);
    if (validFrom === null) {
      return;
    }
    const same = held.find((scope) => scope.validFrom === validFrom);
    if (same !== undefined) {
      const problem = `overlapping scopes of ${country}, row ${same.row} begins on ${validFrom} too`;
      throw rowError(SOURCE, row, problem, 'write all areas of that day into one row');
    }
    held.push(Object.freeze({ country, validFrom, areas, row }));
  });
  for (const held of scopes.values()) {
    held.sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
  }
  return scopes;
}

function readAreas(row: number, text: string): ReadonlySet<CrimeArea> {
  if (text === WHOLE_MANDATE) {
    return new Set(CRIME_AREAS);
  }
  const areas = text.split('|').map((word) => {
    const area = knownWordOf(CRIME_AREAS, word);
    if (area === null) {
      const remedy = `write \`*\` alone, or some of ${CRIME_AREAS.join(', ')} parted by \`|\``;
      throw rowError(SOURCE, row, `unknown crime area ${quoteValue(word)}`, remedy);
    }
    return area;
  });
  return new Set(areas);
}
