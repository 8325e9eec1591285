import type { CountryCode, IsoDate } from '../terms.ts';
import type { Pair } from './effects-of.ts';
import { AREAS, type HeldFacts, heldFacts, remembered, withScope } from './held-facts.ts';
import { dayOf, type Period } from './periods-of.ts';
import type { Policy } from './policy.ts';

/** A pair of countries in a period, for the crime areas that neither of two policies tells apart. */
export interface AreaCase {
  /** Bits in the order of AREAS. */
  readonly areas: number;
  /** What each policy makes of the pair: a number of `withScope`. */
  readonly before: number;
  readonly after: number;
  /** One of the questions that reduce to these facts, but for the standing consent, which is each policy's own. */
  readonly example: Omit<Pair, 'standing'>;
}

/** What two policies make of a pair of countries in a period: one object, with a number, for all that are equal. */
export interface Situation {
  readonly id: number;
  /** As the scopes of the requester cut the crime areas: at the same places before every owner. */
  readonly cases: readonly AreaCase[];
  /** The tables of both sides make the same of all of it. */
  readonly isUnchanged: boolean;
}

/** The situations of a requester before an owner, one for each period. */
export type SituationsOf = (requester: CountryCode, owner: CountryCode) => readonly Situation[];

/**
 * Reduces pairs of countries and days to the facts the rules look at, on both sides of a comparison: kinds, scope,
 * standing consent, and whether both are the same known country. What is equal after that is judged once.
 */
export function situationsOf(before: Policy, after: Policy, periods: readonly Period[]): SituationsOf {
  const days = periods.map(dayOf);
  const sides = [heldFacts(before, days), heldFacts(after, days)] as const;
  const partsAt = remembered((requester) => days.map((_, day) => partsOf(sides, requester, day)));
  const known = new Map<string, Map<number, Situation>>();
  let made = 0;
  const reduce = (requester: CountryCode, owner: CountryCode, date: IsoDate, day: number): Situation => {
    const [one, other] = [sides[0].pair(requester, owner, day), sides[1].pair(requester, owner, day)];
    const { key, parts } = partsAt(requester)[day] as Parts;
    const alike = known.get(key) ?? new Map<number, Situation>();
    known.set(key, alike);
    const found = alike.get(one * MOST_PAIRS + other);
    if (found !== undefined) return found;
    const cases = parts.map(({ areas, inScope }) => ({
      areas,
      before: withScope(one, inScope[0]),
      after: withScope(other, inScope[1]),
      example: { requester, owner, date, crimeArea: firstOf(areas) },
    }));
    const situation = { id: made, cases, isUnchanged: cases.every(({ before, after }) => before === after) };
    made += 1;
    alike.set(one * MOST_PAIRS + other, situation);
    return situation;
  };
  const ofRequester = remembered((requester) =>
    remembered((owner) => days.map((date, day) => reduce(requester, owner, date, day))),
  );
  return (requester, owner) => ofRequester(requester)(owner);
}

/** More than the number of any pair. */
const MOST_PAIRS = 1 << 16;

/** The parts into which the scopes of both sides cut all areas; equal keys cut them alike. */
interface Parts {
  readonly key: string;
  readonly parts: readonly { readonly areas: number; readonly inScope: readonly [boolean, boolean] }[];
}

function partsOf(sides: readonly [HeldFacts, HeldFacts], requester: CountryCode, day: number): Parts {
  const [one, other] = [sides[0].scope(requester, day), sides[1].scope(requester, day)];
  const all = (1 << AREAS.length) - 1;
  const parts = (
    [
      [true, true],
      [true, false],
      [false, true],
      [false, false],
    ] as const
  ).map((inScope) => ({
    areas: all & (inScope[0] ? one : ~one) & (inScope[1] ? other : ~other),
    inScope,
  }));
  return { key: `${one} ${other}`, parts: parts.filter(({ areas }) => areas !== 0) };
}

function firstOf(areas: number): string | null {
  return AREAS.find((_, index) => (areas & (1 << index)) !== 0) ?? null;
}
