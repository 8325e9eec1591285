/**
 * What a caller may have of an owner at H0, for the proofs of the line: the rules are the product's `decide`, all that is
 * put into them is read here, from the tables, once more.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { decide } from '../../src/access/decide.ts';
import { POLICY } from './open-test-gateway.ts';

export interface PlainCaller {
  readonly country: string;
  readonly date: string;
  readonly purpose: string | null;
}

type Row = Readonly<Record<string, string>>;

/** Rows of a table beside or above this file, by column. */
export function readRows(path: string): readonly Row[] {
  return parse(readFileSync(new URL(path, import.meta.url)), {
    bom: true,
    columns: true,
    relax_column_count: true,
    record_delimiter: ['\r\n', '\n'],
  });
}

const CONSENTS = readRows('../../schema/agreements/consents.csv');
/** The countries of the operation; Europol and Interpol take part for the rules (domain/README.md). */
export const PARTICIPANTS = readRows('../../mocks/data/icarus.csv')
  .map(({ iso2 }) => String(iso2))
  .sort();

/** Effect for a category of `owner`'s data; `category` is a word of the vocabulary. */
export function effectOf({ country, date, purpose }: PlainCaller, owner: string, category: string): string {
  const consents = CONSENTS.some(
    (row) =>
      row.owner === owner &&
      row.requester === country &&
      String(row.valid_from) <= date &&
      (row.valid_to === '' || date <= String(row.valid_to)),
  );
  const input = {
    date,
    owner,
    requester: country,
    category,
    purpose,
    crimeArea: 'CSE',
    participant: [...PARTICIPANTS, 'XE', 'XO'].includes(country),
    addressee: false,
    handling: 'H0',
    consent: consents ? 'general' : 'none',
    logUp: true,
  };
  return decide(input, POLICY).effect;
}

/** May a reference of `owner` go to Interpol for `caller`: by the owner's right, and by the caller's own. */
export function mayTravel(caller: PlainCaller, owner: string): boolean {
  const interpol = { country: 'XO', date: caller.date, purpose: 'CROSS_CHECK' };
  return (
    effectOf(interpol, owner, 'PERSONAL') === 'ALLOW' &&
    effectOf(caller, owner, 'OPERATIONAL') === 'ALLOW' &&
    effectOf(caller, owner, 'PERSONAL') === 'ALLOW' &&
    effectOf(caller, 'XO', 'PERSONAL') === 'ALLOW'
  );
}
