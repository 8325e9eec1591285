/**
 * Corrections that several countries need; each names the native keys it reads. A key is a text: a row whose key is
 * absent or anything else becomes NO_ROW, for it may be any person.
 */
import type { Correction, MarkingWords } from './country.ts';
import { type NativeRow, NO_ROW } from './protocols/protocol.ts';
import { strictestMarking } from './strictest-marking.ts';
import { toNfc } from './to-nfc.ts';

/**
 * For a list of suspects that holds the arrested too: a person stands under the same `key` in both lists. When the key
 * of one arrest cannot be read, any suspect may be the one arrested: then the list of suspects cannot be read.
 */
export function withoutArrested(key: string, name: string): Correction {
  return {
    kind: 'ARRESTED_TAKEN_OUT',
    name,
    keys: [key],
    perRow: true,
    against: 'arrests',
    apply: (suspects, arrests) => {
      const arrested = new Set(arrests.map((row) => keyOf(row, key)));
      if (arrested.has(null)) return null;
      const others: NativeRow[] = [];
      for (const row of suspects) {
        const own = keyOf(row, key);
        if (own === null) others.push(NO_ROW);
        else if (!arrested.has(own)) others.push(row);
      }
      return others;
    },
  };
}

/**
 * For a list that holds a person once for each offence: the first row of each `key` stays, under the strictest marking
 * of all rows of that person.
 */
export function oncePerPerson(key: string, name: string): Correction {
  return {
    kind: 'DUPLICATES_JOINED',
    name,
    keys: [key],
    perRow: false,
    apply: (rows, _, words) => {
      const persons = Map.groupBy(rows, (row) => keyOf(row, key));
      const unread = persons.get(null) ?? [];
      persons.delete(null);
      return [...[...persons.values()].map((own) => toOneRow(own, words)), ...unread.map(() => NO_ROW)];
    },
  };
}

function toOneRow(rows: readonly NativeRow[], words: MarkingWords): NativeRow {
  const [first = NO_ROW, ...others] = rows;
  return others.length === 0 ? first : { ...first, ...strictestMarking(rows, words) };
}

/**
 * For a list that holds more than the contract means: rows whose `key` is one of `left out` go, rows that are `kept`
 * stay. A row that is neither cannot be read.
 */
export function onlyWhere(
  key: string,
  values: { readonly kept: readonly string[]; readonly leftOut: readonly string[] },
  name: string,
): Correction {
  const has = (known: readonly string[], row: NativeRow): boolean => {
    const value = keyOf(row, key);
    return value !== null && known.includes(value);
  };
  return {
    kind: 'GRADES_SELECTED',
    name,
    keys: [key],
    perRow: true,
    apply: (rows) =>
      rows.filter((row) => !has(values.leftOut, row)).map((row) => (has(values.kept, row) ? row : NO_ROW)),
  };
}

/** The key of `row`; null when it is no text. */
function keyOf(row: NativeRow, key: string): string | null {
  const value = Object.hasOwn(row, key) ? row[key] : null;
  return typeof value === 'string' && value !== '' ? toNfc(value) : null;
}
