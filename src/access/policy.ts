import type { AgreementKind, Category, CountryCode, CrimeArea, IsoDate } from '../terms.ts';
import { CRIME_AREAS } from '../terms.ts';
import { knownWordOf } from './known-word-of.ts';

/** Days on which something holds, both ends included; `validTo` is null when the end is open. */
export interface Interval {
  readonly validFrom: IsoDate;
  readonly validTo: IsoDate | null;
  /** Line in the file it was read from. */
  readonly row: number;
}

/** One instrument an agreement rests on; null where the text gives no limit. */
export interface LegalBasis {
  readonly text: string;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** What a country holds with Europol over an interval. Only rows that are in force some day become one. */
export interface Agreement extends Interval {
  readonly country: CountryCode;
  readonly name: string;
  readonly kind: AgreementKind;
  /** The table's text, in full. */
  readonly legalBasis: string;
  /** The same text, parted by the intervals it names. */
  readonly legalBases: readonly LegalBasis[];
}

/** The crime areas an agreement covers from a day on, until the next scope of that country begins. */
export interface Scope {
  readonly country: CountryCode;
  readonly validFrom: IsoDate;
  readonly areas: ReadonlySet<CrimeArea>;
  readonly row: number;
}

/**
 * The four tables of schema/agreements/, read and checked (`readPolicy`): trusted, and the same for every request.
 *
 * Intervals of one country, and of one pair of owner and requester, do not overlap and are sorted by `validFrom`.
 * Everything is a Map or a Set: a word such as `__proto__` finds nothing.
 */
export interface Policy {
  readonly agreements: ReadonlyMap<CountryCode, readonly Agreement[]>;
  /** Every known country, also one whose only agreement is signed and not in force. */
  readonly names: ReadonlyMap<CountryCode, string>;
  /** A country that is missing here has the whole mandate; one with an empty list has nothing. */
  readonly scopes: ReadonlyMap<CountryCode, readonly Scope[]>;
  /** Standing consents: owner, then requester. */
  readonly consents: ReadonlyMap<CountryCode, ReadonlyMap<CountryCode, readonly Interval[]>>;
  /** Purpose to the widest category it can open. */
  readonly purposes: ReadonlyMap<string, Category>;
}

/** The agreement of `country` in force on `date`, or null. `country` may be anything; `date` is a checked day. */
export function agreementOf(policy: Policy, country: string, date: IsoDate): Agreement | null {
  return inForceOn(policy.agreements.get(country), date);
}

/** The kind of agreement in force on `date`; NONE for an unknown country and for a day without a row. */
export function kindOf(policy: Policy, country: string, date: IsoDate): AgreementKind {
  return agreementOf(policy, country, date)?.kind ?? 'NONE';
}

/** Does the agreement of `country` cover `crimeArea` on `date`? Never for an unknown area or country. */
export function isInScope(policy: Policy, country: string, crimeArea: string | null, date: IsoDate): boolean {
  const area = crimeArea === null ? null : knownWordOf(CRIME_AREAS, crimeArea);
  if (area === null || !policy.names.has(country)) {
    return false;
  }
  const scopes = policy.scopes.get(country);
  if (scopes === undefined) {
    return true;
  }
  const current = scopes.findLast((scope) => scope.validFrom <= date);
  return current?.areas.has(area) ?? false;
}

/** The standing consent of `owner` towards `requester` in force on `date`. Countries may be anything. */
export function standingConsentOf(
  policy: Policy,
  owner: string,
  requester: string,
  date: IsoDate,
): 'none' | 'general' {
  const intervals = policy.consents.get(owner)?.get(requester);
  return inForceOn(intervals, date) === null ? 'none' : 'general';
}

function inForceOn<Held extends Interval>(
  intervals: readonly Held[] | undefined,
  date: IsoDate,
): Held | null {
  if (intervals !== undefined) {
    for (const interval of intervals) {
      if (interval.validFrom <= date && (interval.validTo === null || date <= interval.validTo)) {
        return interval;
      }
    }
  }
  return null;
}
