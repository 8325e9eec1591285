import type { CountryCode } from '../terms.ts';
import type { Interval, Policy } from './policy.ts';
import { readCountry } from './read-country.ts';
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
 * Throws POLICY_INVALID with file, row and remedy on a country that `names` lacks, a date that cannot be read, a reversed
 * interval, a duplicate row, and intervals of one pair that overlap.
 */
export function readConsents(text: string, names: ReadonlyMap<CountryCode, string>): Policy['consents'] {
  const inForce: Consent[] = [];
  for (const line of readPolicyTable(SOURCE, text, COLUMNS)) {
    const owner = readCountry(SOURCE, line.row, line.cells.owner, names);
    const requester = readCountry(SOURCE, line.row, line.cells.requester, names);
    const interval = readInterval(SOURCE, line);
    if (interval !== null) {
      inForce.push(Object.freeze({ ...interval, owner, requester }));
    }
  }
  const consents = new Map<CountryCode, ReadonlyMap<CountryCode, readonly Interval[]>>();
  for (const [owner, given] of Map.groupBy(inForce, (consent) => consent.owner)) {
    const towards = new Map<CountryCode, readonly Interval[]>();
    for (const [requester, held] of Map.groupBy(given, (consent) => consent.requester)) {
      towards.set(requester, sortedIntervals(SOURCE, `${owner} towards ${requester}`, held));
    }
    consents.set(owner, towards);
  }
  return consents;
}
