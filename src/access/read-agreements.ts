import type { CountryCode } from '../terms.ts';
import { AGREEMENT_KINDS } from '../terms.ts';
import { knownWordOf } from './known-word-of.ts';
import type { Agreement } from './policy.ts';
import { quoteValue } from './quote-value.ts';
import { readEach } from './read-each.ts';
import { readInterval } from './read-interval.ts';
import { readPolicyTable } from './read-policy-table.ts';
import type { TableRow } from './read-table.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';
import { sortedIntervals } from './sorted-intervals.ts';
import { toLegalBases } from './to-legal-bases.ts';

const SOURCE: TableSource = { file: 'schema/agreements/agreements.csv', code: 'POLICY_INVALID' };
const COLUMNS = ['iso2', 'name', 'kind', 'valid_from', 'valid_to', 'legal_basis'] as const;
const COUNTRY_CODE = /^[A-Z]{2}$/;

interface Agreements {
  readonly agreements: ReadonlyMap<CountryCode, readonly Agreement[]>;
  readonly names: ReadonlyMap<CountryCode, string>;
}

/**
 * Reads agreements.csv: which country holds which kind, from when to when. A row without `valid_from` makes its country
 * known and gives it nothing. `text` is untrusted; what comes out is trusted.
 *
 * Throws POLICY_INVALID with file, row and remedy, a line for each row, on an unknown kind, a country code that is none, a date that cannot be
 * read, a reversed interval, a duplicate row, and intervals of one country that overlap.
 */
export function readAgreements(text: string): Agreements {
  const names = new Map<CountryCode, string>();
  const rows = readPolicyTable(SOURCE, text, COLUMNS, (line) => {
    const agreement = readAgreement(line);
    const { iso2, name } = line.cells;
    names.set(iso2, names.get(iso2) ?? name);
    return agreement;
  });
  const inForce = rows.filter((agreement) => agreement !== null);
  const sorted = readEach(
    Map.groupBy(inForce, (agreement) => agreement.country),
    ([country, held]) => [country, sortedIntervals(SOURCE, country, held)] as const,
  );
  return { agreements: new Map(sorted), names };
}

function readAgreement(line: TableRow<(typeof COLUMNS)[number]>): Agreement | null {
  const { row, cells } = line;
  if (!COUNTRY_CODE.test(cells.iso2)) {
    const problem = `${quoteValue(cells.iso2)} in \`iso2\` is no country code`;
    throw rowError(SOURCE, row, problem, 'write two upper case letters A to Z');
  }
  const kind = knownWordOf(AGREEMENT_KINDS, cells.kind);
  if (kind === null) {
    const remedy = `write one of ${AGREEMENT_KINDS.join(', ')}`;
    throw rowError(SOURCE, row, `unknown kind ${quoteValue(cells.kind)}`, remedy);
  }
  const interval = readInterval(SOURCE, line);
  if (interval === null) {
    return null;
  }
  return Object.freeze({
    ...interval,
    country: cells.iso2,
    name: cells.name,
    kind,
    legalBasis: cells.legal_basis,
    legalBases: toLegalBases(cells.legal_basis),
  });
}
