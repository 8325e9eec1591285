import type { CountryCode } from '../terms.ts';
import type { Interval, Policy } from './policy.ts';
import { readCountry } from './read-country.ts';
import { readEach } from './read-each.ts';
import { readInterval } from './read-interval.ts';
import { readPolicyTable } from './read-policy-table.ts';
import type { TableSource } from './row-error.ts';
import { sortedIntervals } from './sorted-intervals.ts';

const SOURCE: TableSource = { file: 'schema/agreements/consents.csv', code: 'POLICY_INVALID' };
const COLUMNS = ['owner', 'requester', 'valid_from', 'valid_to'] as const;

interface Consent extends Interval {
  readonly owner: CountryCode;
  readonly requester: CountryCode;
}

/**
 * Reads consents.csv: the standing consents of owners towards requesters. One without `valid_from` gives nothing.
 * `text` is untrusted; what comes out is trusted.
 *
 * Throws POLICY_INVALID with file, row and remedy, a line for each row, on a country that `names` lacks, a date that cannot be read, a reversed
 * interval, a duplicate row, and intervals of one pair that overlap.
 */
export function readConsents(text: string, names: ReadonlyMap<CountryCode, string>): Policy['consents'] {
  const rows = readPolicyTable(SOURCE, text, COLUMNS, (line): Consent | null => {
    const owner = readCountry(SOURCE, line.row, line.cells.owner, names);
    const requester = readCountry(SOURCE, line.row, line.cells.requester, names);
    const interval = readInterval(SOURCE, line);
    return interval === null ? null : Object.freeze({ ...interval, owner, requester });
  });
  const inForce = rows.filter((consent) => consent !== null);
  const consents = readEach(
    Map.groupBy(inForce, (consent) => consent.owner),
    ([owner, given]) => [owner, towardsEach(owner, given)] as const,
  );
  return new Map(consents);
}

function towardsEach(
  owner: CountryCode,
  given: readonly Consent[],
): ReadonlyMap<CountryCode, readonly Interval[]> {
  const towards = readEach(
    Map.groupBy(given, (consent) => consent.requester),
    ([requester, held]) =>
      [requester, sortedIntervals(SOURCE, `${owner} towards ${requester}`, held)] as const,
  );
  return new Map(towards);
}
