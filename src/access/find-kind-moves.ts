import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';
import type { FieldGroup } from './field-groups.ts';
import { type Held, toHeld, withConsent } from './held-facts.ts';
import { isUnchanged, type Judge } from './judge-of.ts';
import type { Shift } from './shifts-between.ts';
import type { AreaCase, SituationsOf } from './situations-of.ts';

/** A shift that rests on the schema or the purposes alone, with everything held for which it happens. */
export interface FoundKindMove extends Shift {
  readonly held: readonly Held[];
}

/** What is held on some day, on both sides alike, by its number (`withScope`). */
type Cases = ReadonlyMap<number, AreaCase>;

/** The same by the one who decides; null is the country the data are of. */
export type UnchangedCases = ReadonlyMap<CountryCode | null, Cases>;

/** Everything that any pair of `countries` holds, in any period, where the tables of both sides say the same of it. */
export function unchangedCases(
  countries: readonly CountryCode[],
  situationsOf: SituationsOf,
): UnchangedCases {
  const casesBefore = (owners: readonly CountryCode[]): Cases => {
    const found = new Map<number, AreaCase>();
    for (const requester of countries) {
      for (const { cases } of new Set(owners.flatMap((owner) => situationsOf(requester, owner)))) {
        for (const one of cases) if (isUnchanged(one)) found.set(one.before, one);
      }
    }
    return found;
  };
  return new Map(
    [null, EUROPOL, INTERPOL].map((owner) => [owner, casesBefore(owner === null ? countries : [owner])]),
  );
}

/** Does one side decide alone on `group`? Else what is held before several would have to be said at once. */
export function isDecidedByOne({ owners, soleOwner }: FieldGroup): boolean {
  return soleOwner !== null || owners.every((owner) => owner === 'COUNTRY' || owner === 'GATEWAY');
}

/**
 * Every shift of a group that one decides on (`isDecidedByOne`), where the tables say what they said.
 *
 * What is held only without a standing consent is judged with one too, and the other way round: where that makes no
 * difference no condition is said.
 */
export function findKindMoves(
  group: FieldGroup,
  unchanged: UnchangedCases,
  judge: Judge,
): readonly FoundKindMove[] {
  const cases: Cases = unchanged.get(group.soleOwner) ?? new Map();
  const found = new Map<string, { readonly shift: Shift; readonly facts: Set<number> }>();
  for (const one of [...cases.values()].flatMap(underEachConsent)) {
    for (const shift of judge(group, () => one)) {
      const key = `${shift.direction} ${shift.requests} ${shift.moves}`;
      const move = found.get(key) ?? { shift, facts: new Set() };
      move.facts.add(one.before);
      found.set(key, move);
    }
  }
  const moves = [...found.values()].map(({ shift, facts }) => {
    // What nobody holds is not said for itself, only beside what somebody does.
    const isHeld = (fact: number): boolean => cases.has(fact) && facts.has(fact);
    const said = [...facts].filter((fact) => eachConsent(fact).some(isHeld));
    return { ...shift, held: said.map(toHeld) };
  });
  return moves.filter(({ held }) => held.length > 0);
}

function underEachConsent(one: AreaCase): readonly AreaCase[] {
  return eachConsent(one.before).map((facts) => ({ ...one, before: facts, after: facts }));
}

function eachConsent(facts: number): readonly number[] {
  return [withConsent(facts, 'none'), withConsent(facts, 'general')];
}
