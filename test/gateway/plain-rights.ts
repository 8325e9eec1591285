/**
 * What a caller may have of an owner at H0, for the proofs of the line: the rules are the product's `decide`, all that is
 * put into them is read here, from the tables, once more.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { Marking } from '../../mocks/world.ts';
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

/** By owner and requester. */
const CONSENTS = Map.groupBy(
  readRows('../../schema/agreements/consents.csv'),
  ({ owner, requester }) => `${owner} ${requester}`,
);
/** The countries of the operation; Europol and Interpol take part for the rules (domain/README.md). */
export const PARTICIPANTS = readRows('../../mocks/data/icarus.csv')
  .map(({ iso2 }) => String(iso2))
  .sort();
const TAKING_PART = new Set([...PARTICIPANTS, 'XE', 'XO']);

/** What an owner says of a record, or nothing: H0, not addressed, no consent to it. */
export interface PlainFacts {
  readonly handling: string;
  readonly addressee: boolean;
  readonly itemConsent: boolean;
  readonly protected: boolean;
}
const NOTHING: PlainFacts = { handling: 'H0', addressee: false, itemConsent: false, protected: false };

/** Effect for a category of `owner`'s data; `category` is a word of the vocabulary. Every field of a protected record is PROTECTED. */
export function effectOf(
  { country, date, purpose }: PlainCaller,
  owner: string,
  category: string,
  facts: PlainFacts = NOTHING,
): string {
  const consents = CONSENTS.get(`${owner} ${country}`)?.some(
    (row) => String(row.valid_from) <= date && (row.valid_to === '' || date <= String(row.valid_to)),
  );
  const input = {
    date,
    owner,
    requester: country,
    category: facts.protected ? 'PROTECTED' : category,
    purpose,
    crimeArea: 'CSE',
    participant: TAKING_PART.has(country),
    addressee: facts.addressee,
    handling: facts.handling,
    consent: facts.itemConsent ? 'item' : consents ? 'general' : 'none',
    logUp: true,
  };
  return decide(input, POLICY).effect;
}

/** The facts of a record of the world for `country` on `date`. */
export function factsFor(
  record: Pick<Marking, 'handling' | 'addressees' | 'itemConsents' | 'protected'>,
  country: string,
  date: string,
): PlainFacts {
  return {
    handling: record.handling,
    addressee: record.addressees.includes(country),
    itemConsent: record.itemConsents.some(({ to, from }) => to === country && from <= date),
    protected: record.protected,
  };
}

/** Every combination of facts that a record can have. */
export const EVERY_FACTS: readonly PlainFacts[] = ['H0', 'H1', 'H2', 'H3'].flatMap((handling) =>
  [false, true].flatMap((addressee) =>
    [false, true].flatMap((itemConsent) =>
      [false, true].map((isProtected) => ({ handling, addressee, itemConsent, protected: isProtected })),
    ),
  ),
);

/** May the reference of this suspect of `owner` go to Interpol for `caller`: by the owner's right, and by the caller's own. */
export function mayTravel(caller: PlainCaller, owner: string, record: Marking): boolean {
  const interpol = { country: 'XO', date: caller.date, purpose: 'CROSS_CHECK' };
  const own = factsFor(record, caller.country, caller.date);
  return (
    effectOf(interpol, owner, 'PERSONAL', factsFor(record, 'XO', caller.date)) === 'ALLOW' &&
    effectOf(caller, owner, 'OPERATIONAL', own) === 'ALLOW' &&
    effectOf(caller, owner, 'PERSONAL', own) === 'ALLOW' &&
    effectOf(caller, 'XO', 'PERSONAL') === 'ALLOW'
  );
}
