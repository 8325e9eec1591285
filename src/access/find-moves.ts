import { type CountryCode, EUROPOL, INTERPOL } from '../terms.ts';

import type { FieldGroup } from './field-groups.ts';
import type { OwnerKind } from './gate.ts';
import { isUnchanged, type Judge } from './judge-of.ts';
import type { Shift } from './shifts-between.ts';
import type { AreaCase, Situation, SituationsOf } from './situations-of.ts';

/** A shift in some crime areas (bits), over neighbouring periods, from the first to the last by place. */
export interface Move extends Shift {
  readonly areas: number;
  readonly first: number;
  readonly last: number;
}

/** A move with everybody it is about. */
export interface FoundMove extends Move {
  readonly ownersOf: ReadonlyMap<CountryCode, readonly CountryCode[]>;
}

/**
 * Every move of `group` for each pair of `countries`, where the tables of both sides differ in what they say of the pair;
 * with `everywhere` also where they do not. What goes on from a period to the next is one move.
 */
export function findMoves(
  group: FieldGroup,
  countries: readonly CountryCode[],
  situationsOf: SituationsOf,
  judge: Judge,
  everywhere: boolean,
): readonly FoundMove[] {
  const found = new Map<string, FoundMove & { readonly ownersOf: Map<CountryCode, CountryCode[]> }>();
  const movesAt = rememberMoves(group, judge, everywhere);
  for (const requester of countries) {
    const [europol, interpol] = [situationsOf(requester, EUROPOL), situationsOf(requester, INTERPOL)];
    for (const owner of group.soleOwner === null ? countries : [group.soleOwner]) {
      const situations = situationsOf(requester, owner);
      // INVARIANT: what is left out here and below is what `unchangedCases` holds: all else would be in neither report.
      if (!everywhere && situations.every(({ isUnchanged }) => isUnchanged)) continue;
      const moves = situations.map((situation, period) =>
        movesAt(situation, europol[period] ?? situation, interpol[period] ?? situation),
      );
      for (const { key, move, first, last } of runsOf(moves)) {
        const ofRun = `${key} ${first} ${last}`;
        const one = found.get(ofRun) ?? { ...move, first, last, ownersOf: new Map() };
        one.ownersOf.set(requester, [...(one.ownersOf.get(requester) ?? []), owner]);
        found.set(ofRun, one);
      }
    }
  }
  return [...found.values()];
}

type MovesAt = (country: Situation, europol: Situation, interpol: Situation) => readonly Keyed[];
type InAreas = Omit<Move, 'first' | 'last'>;
/** What is alike has the same key: written once, for it is looked up for each pair and period. */
interface Keyed {
  readonly key: string;
  readonly move: InAreas;
}
interface Run extends Keyed {
  readonly first: number;
  readonly last: number;
}

function rememberMoves(group: FieldGroup, judge: Judge, everywhere: boolean): MovesAt {
  const known = new Map<number | string, readonly Keyed[]>();
  // Most groups hang on the country alone: its number says all.
  const isCountrys = group.owners.every((owner) => owner === 'COUNTRY' || owner === 'GATEWAY');
  return (country, europol, interpol) => {
    if (!everywhere && country.isUnchanged) return NONE;
    const key = isCountrys ? country.id : `${country.id} ${europol.id} ${interpol.id}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const situations = { COUNTRY: country, GATEWAY: country, EUROPOL: europol, INTERPOL: interpol };
    const moves = country.cases.flatMap((one, index) => {
      const caseBefore = (owner: OwnerKind): AreaCase => situations[owner].cases[index] as AreaCase;
      if (!everywhere && isUnchanged(one)) return [];
      return judge(group, caseBefore).map((shift) => ({ ...shift, areas: one.areas }));
    });
    const joined = joinAreas(moves).map((move) => ({ key: keyOf(move), move }));
    known.set(key, joined);
    return joined;
  };
}

const NONE: readonly Keyed[] = [];

/** Shifts that are alike in several parts of the crime areas are one. */
function joinAreas(moves: readonly InAreas[]): readonly InAreas[] {
  const alike = Map.groupBy(moves, (move) => keyOf({ ...move, areas: 0 }));
  return [...alike.values()].map((parts) => {
    const areas = parts.reduce((all, part) => all | part.areas, 0);
    return { ...(parts[0] as InAreas), areas };
  });
}

function keyOf({ direction, requests, moves, areas }: InAreas): string {
  return `${direction} ${requests} ${moves} ${areas}`;
}

/** Each move with the first and last of the neighbouring periods it goes on in. */
function runsOf(byPeriod: readonly (readonly Keyed[])[]): readonly Run[] {
  const ended: Run[] = [];
  let going: ReadonlyMap<string, Run> = new Map();
  for (const [last, here] of byPeriod.entries()) {
    if (here.length === 0 && going.size === 0) continue;
    const next = new Map<string, Run>();
    for (const { key, move } of here) {
      next.set(key, { key, move, first: going.get(key)?.first ?? last, last });
    }
    for (const [key, run] of going) if (!next.has(key)) ended.push(run);
    going = next;
  }
  return [...ended, ...going.values()];
}
