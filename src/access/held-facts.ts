import {
  AGREEMENT_KINDS,
  type AgreementKind,
  type CountryCode,
  CRIME_AREAS,
  type IsoDate,
} from '../terms.ts';
import { isInScope, kindOf, type Policy, standingConsentOf } from './policy.ts';

/** Every crime area the rules know, and null for one they do not. Sets of them are bits in this order. */
export const AREAS: readonly (string | null)[] = [...CRIME_AREAS, null];

/** All that the rules see of two countries, a day and a crime area. */
export interface Held {
  readonly requesterKind: AgreementKind;
  readonly ownerKind: AgreementKind;
  readonly inScope: boolean;
  readonly isItself: boolean;
  readonly standing: 'none' | 'general';
}

/** What a policy makes of countries on some days, by the day's place. Numbers stand for `Held`, so that many are compared fast. */
export interface HeldFacts {
  /** The crime areas within the scope of a requester. */
  readonly scope: (requester: CountryCode, day: number) => number;
  /** All but the scope: equal numbers are decided equally, in the same crime area. */
  readonly pair: (requester: CountryCode, owner: CountryCode, day: number) => number;
}

/** INVARIANT: `toFacts` sees nothing of countries and dates but these. A test asks each country and day anew. */
export function heldFacts(policy: Policy, days: readonly IsoDate[]): HeldFacts {
  const kinds = remembered((country) =>
    days.map((day) => AGREEMENT_KINDS.indexOf(kindOf(policy, country, day))),
  );
  const scopes = remembered((country) => days.map((day) => scopeOn(policy, country, day)));
  return {
    scope: (requester, day) => scopes(requester)[day] ?? 0,
    pair: (requester, owner, day) => {
      const consent =
        standingConsentOf(policy, owner, requester, days[day] ?? '') === 'general' ? CONSENT : 0;
      const itself = requester === owner && policy.names.has(owner) ? ITSELF : 0;
      const kindPair = (kinds(requester)[day] ?? 0) * AGREEMENT_KINDS.length + (kinds(owner)[day] ?? 0);
      return kindPair * FLAGS + itself + consent;
    },
  };
}

const [CONSENT, ITSELF, IN_SCOPE, FLAGS] = [1, 2, 4, 8];

/** The number of a pair in a crime area within the requester's scope, or outside it. */
export function withScope(pair: number, inScope: boolean): number {
  return inScope ? pair | IN_SCOPE : pair;
}

/** The number of the same, with or without the owner's standing consent. */
export function withConsent(facts: number, standing: Held['standing']): number {
  return standing === 'general' ? facts | CONSENT : facts & ~CONSENT;
}

/** What a number of `withScope` stands for. */
export function toHeld(facts: number): Held {
  const kindPair = Math.floor(facts / FLAGS);
  const [requester, owner] = [
    Math.floor(kindPair / AGREEMENT_KINDS.length),
    kindPair % AGREEMENT_KINDS.length,
  ];
  return {
    requesterKind: AGREEMENT_KINDS[requester] ?? 'NONE',
    ownerKind: AGREEMENT_KINDS[owner] ?? 'NONE',
    inScope: (facts & IN_SCOPE) !== 0,
    isItself: (facts & ITSELF) !== 0,
    standing: (facts & CONSENT) === 0 ? 'none' : 'general',
  };
}

/** The value made for a country, made once. */
export function remembered<Value>(make: (country: CountryCode) => Value): (country: CountryCode) => Value {
  const made = new Map<CountryCode, Value>();
  return (country) => {
    const value = made.get(country) ?? make(country);
    made.set(country, value);
    return value;
  };
}

function scopeOn(policy: Policy, country: CountryCode, day: IsoDate): number {
  return AREAS.reduce(
    (set, area, index) => (isInScope(policy, country, area, day) ? set | (1 << index) : set),
    0,
  );
}
