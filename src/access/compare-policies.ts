/**
 * What two versions of schema/ give differently.
 *
 * (a) all time is cut into periods in which no table changes
 * (b) places of the schema are joined that ask the same of the rules, on both sides
 * (c) for each of these the effects of both sides are compared: where the tables changed for each pair of countries and each
 *     period, elsewhere for each pair of kinds. Countries and days are reduced to facts first, and what has been judged is
 *     remembered by them
 * (d) what is alike is said together
 */
import { EFFECTS, EUROPOL, INTERPOL } from '../terms.ts';
import type { AccessChange, ChangedField, EffectStep, KindBlock, TableBlock } from './access-change.ts';
import { countryBlocks } from './country-blocks.ts';
import { type FieldGroup, groupFields } from './field-groups.ts';
import { findKindMoves, isDecidedByOne, unchangedCases } from './find-kind-moves.ts';
import { type FoundMove, findMoves } from './find-moves.ts';
import type { GatedCoordinate } from './gated-coordinates.ts';
import { AREAS } from './held-facts.ts';
import { judgeOf } from './judge-of.ts';
import { kindBlocks } from './kind-blocks.ts';
import { type Period, periodsOf } from './periods-of.ts';
import type { Policy } from './policy.ts';
import { RECORD_CASES, type RequestCase, requestCasesOf } from './question-space.ts';
import type { Shift } from './shifts-between.ts';
import { situationsOf } from './situations-of.ts';

/** What lawyers maintain: the tables, and who may have which field. Both have been read. */
export interface AccessVersion {
  readonly policy: Policy;
  readonly gated: ReadonlyMap<string, GatedCoordinate>;
}

/** A shift of one group of fields, and where it happens. */
interface Placed {
  readonly shift: Shift;
  readonly byTable: readonly TableBlock[];
  readonly byKind: readonly KindBlock[];
}

/**
 * Every way in which `after` opens or closes something that `before` does not, and nothing else: complete, openings
 * first, in the order of the schema. With `byCountry` everything is said of countries and days, and nothing of kinds:
 * longer, and the same. Pure. The evidence log is up on both sides, and the countries are those that a table knows.
 */
export function comparePolicies(
  before: AccessVersion,
  after: AccessVersion,
  byCountry = false,
): readonly AccessChange[] {
  const policies = [before.policy, after.policy] as const;
  const requests = requestCasesOf(policies.flatMap((policy) => [...policy.purposes.keys()]));
  const placesOf = placing(policies, requests, byCountry);
  const said = new Map<string, AccessChange & { readonly fields: ChangedField[] }>();
  for (const group of groupFields(before.gated, after.gated)) {
    for (const { shift, byTable, byKind } of placesOf(group)) {
      const key = JSON.stringify([shift, byTable, byKind]);
      const change = said.get(key) ?? { ...toWords(shift, requests), fields: [], byTable, byKind };
      change.fields.push(...group.fields);
      said.set(key, change);
    }
  }
  const { opens = [], closes = [] } = Object.groupBy(said.values(), (change) => change.direction);
  return [...opens, ...closes];
}

function placing(
  policies: readonly [Policy, Policy],
  requests: readonly RequestCase[],
  byCountry: boolean,
): (group: FieldGroup) => readonly Placed[] {
  const periods = periodsOf(policies);
  const known = policies.flatMap((policy) => [...policy.names.keys()]);
  const countries = [...new Set([...known, EUROPOL, INTERPOL])].sort();
  const situations = situationsOf(...policies, periods);
  const judge = judgeOf(policies, requests);
  const unchanged = unchangedCases(countries, situations);
  return (group) => {
    const isByKind = !byCountry && isDecidedByOne(group);
    const tableMoves = findMoves(group, countries, situations, judge, !isByKind);
    const kindMoves = isByKind ? findKindMoves(group, unchanged, judge) : [];
    const alike = Map.groupBy([...tableMoves, ...kindMoves], keyOf);
    return [...alike.values()].map((moves) => ({
      shift: shiftOf(moves[0] as Shift),
      byTable: moves.flatMap((move) => ('ownersOf' in move ? tableBlocks(move, periods) : [])),
      byKind: moves.flatMap((move) => ('held' in move ? kindBlocks(group.soleOwner, move.held) : [])),
    }));
  };
}

function shiftOf({ direction, requests, moves }: Shift): Shift {
  return { direction, requests, moves };
}

function keyOf(shift: Shift): string {
  return JSON.stringify(shiftOf(shift));
}

function tableBlocks(move: FoundMove, periods: readonly Period[]): readonly TableBlock[] {
  const { areas, first, last, ownersOf } = move;
  const period = { from: periods[first]?.from ?? null, to: periods[last]?.to ?? null };
  const named = AREAS.filter((_, index) => (areas & (1 << index)) !== 0);
  return countryBlocks(ownersOf).map((block) => ({ ...block, period, areas: named }));
}

function toWords(
  { direction, requests, moves }: Shift,
  all: readonly RequestCase[],
): Pick<AccessChange, 'direction' | 'requests' | 'steps'> {
  return { direction, requests: all.filter((_, index) => requests.includes(index)), steps: stepsOf(moves) };
}

function stepsOf(moves: string): readonly EffectStep[] {
  const moved = RECORD_CASES.map((record, index) => ({
    record,
    digits: moves.slice(2 * index, 2 * index + 2),
  }));
  const bySteps = Map.groupBy(moved, ({ digits }) => digits);
  bySteps.delete('--');
  return [...bySteps].map(([digits, steps]) => {
    const [was = 'DENY', is = 'DENY'] = [...digits].map((digit) => EFFECTS[Number(digit)]);
    return { was, is, records: steps.map(({ record }) => record) };
  });
}
