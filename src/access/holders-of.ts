import { AGREEMENT_KINDS, type AgreementKind, type CountryCode } from '../terms.ts';
import { dayOf, type Period, periodsOf } from './periods-of.ts';
import { kindOf, type Policy } from './policy.ts';

/** Days on which a country holds a kind. */
export interface Holder {
  readonly country: CountryCode;
  readonly period: Period;
}

/**
 * Who holds each kind, and when, where both policies say so: what `KindBlock` speaks of by kinds is said of these countries
 * on these days. A country without an agreement holds NONE.
 */
export function holdersOf(before: Policy, after: Policy): ReadonlyMap<AgreementKind, readonly Holder[]> {
  const periods = periodsOf([before, after]);
  const countries = [...new Set([...before.names.keys(), ...after.names.keys()])].sort();
  return new Map(
    AGREEMENT_KINDS.map((kind) => [
      kind,
      countries.flatMap((country) => {
        const held = periods.filter((period) =>
          [before, after].every((policy) => kindOf(policy, country, dayOf(period)) === kind),
        );
        return joinNeighbours(held, periods).map((period) => ({ country, period }));
      }),
    ]),
  );
}

/** Periods without a gap between them are one. */
function joinNeighbours(held: readonly Period[], all: readonly Period[]): readonly Period[] {
  const joined: Period[] = [];
  for (const period of held) {
    const last = joined.at(-1);
    const isNext = last !== undefined && all[all.indexOf(period) - 1]?.to === last.to && last.to !== null;
    if (isNext) joined[joined.length - 1] = { from: last.from, to: period.to };
    else joined.push(period);
  }
  return joined;
}
