import { LIST_NAMES, type ListName } from '../terms.ts';
import type { Country } from './country.ts';
import type { RowReaders } from './national-query.ts';
import { handleOf, isProtected } from './read-record.ts';
import { toCodes } from './read-values.ts';
import { fieldReadersOf } from './values-reader.ts';

const READERS = new WeakMap<Country, Readonly<Record<ListName, RowReaders>>>();

/** The readers of rows of `list`. A country is never changed: made once, and kept for as long as the country is held. */
export function rowReadersOf(country: Country, list: ListName): RowReaders {
  const known = READERS.get(country);
  if (known !== undefined) return known[list];
  const made = LIST_NAMES.map((name) => [name, toRowReaders(country, name)] as const);
  const readers = Object.fromEntries(made) as Record<ListName, RowReaders>;
  READERS.set(country, readers);
  return readers[list];
}

function toRowReaders(country: Country, list: ListName): RowReaders {
  const { marking } = country;
  const { handling, addressees, itemConsents } = marking;
  // What nearly every record says, read once.
  const whereFalse = isProtected(country, { [marking.protected]: false });
  return {
    handleOf: (row) => handleOf(country, row),
    handlingOf: (row) => toCodes(row[handling]),
    addresseesOf: (row) => toCodes(row[addressees]),
    itemConsentsOf: (row) => toCodes(row[itemConsents]),
    isProtected: (row) => (row[marking.protected] === false ? whereFalse : isProtected(country, row)),
    values: fieldReadersOf(country, list),
  };
}
