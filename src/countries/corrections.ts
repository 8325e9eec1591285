/** Corrections that several countries need; each names the native keys it reads. */
import type { Correction } from './country.ts';
import { NO_ROW } from './protocols/protocol.ts';

/** For a list of suspects that holds the arrested too: a person stands under the same `key` in both lists. */
export function withoutArrested(key: string, name: string): Correction {
  return {
    name,
    keys: [key],
    perRow: true,
    against: 'arrests',
    apply: (suspects, arrests) => {
      const arrested = new Set(arrests.map((row) => row[key]));
      return suspects.filter((row) => !arrested.has(row[key]));
    },
  };
}

/** For a list that holds a person once for each offence: the first row of each `key` stays. */
export function oncePerPerson(key: string, name: string): Correction {
  return {
    name,
    keys: [key],
    perRow: false,
    apply: (rows) => {
      const seen = new Set<unknown>();
      return rows.filter((row) => !seen.has(row[key]) && seen.add(row[key]));
    },
  };
}

/**
 * For a list that holds more than the contract means: rows whose `key` is one of `left out` go, rows that are `kept`
 * stay. A row that is neither cannot be read: it becomes an empty row, which is dropped and reported, never guessed.
 */
export function onlyWhere(
  key: string,
  values: { readonly kept: readonly string[]; readonly leftOut: readonly string[] },
  name: string,
): Correction {
  const has = (known: readonly string[], value: unknown): boolean =>
    typeof value === 'string' && known.includes(value.normalize('NFC'));
  return {
    name,
    keys: [key],
    perRow: true,
    apply: (rows) =>
      rows
        .filter((row) => !has(values.leftOut, row[key]))
        .map((row) => (has(values.kept, row[key]) ? row : NO_ROW)),
  };
}
