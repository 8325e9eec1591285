import type { Category } from '../terms.ts';
import { effectsOf } from './effects-of.ts';
import type { FieldGroup } from './field-groups.ts';
import type { OwnerKind } from './gate.ts';
import { toHeld } from './held-facts.ts';
import type { Policy } from './policy.ts';
import { RECORD_CASES, type RequestCase } from './question-space.ts';
import { type Shift, shiftsBetween } from './shifts-between.ts';
import type { AreaCase } from './situations-of.ts';
import { throughWays } from './through-ways.ts';

/** A requester before whoever decides, where data of one country are asked for. */
export type CaseBefore = (owner: OwnerKind) => AreaCase;

/** How the effects of a group of fields move between two policies. */
export type Judge = (group: FieldGroup, caseBefore: CaseBefore) => readonly Shift[];

/** Judges by the rules, and what reduces to the same facts once. */
export function judgeOf(policies: readonly [Policy, Policy], requests: readonly RequestCase[]): Judge {
  const effectsBehind = rememberEffects(policies, requests);
  const size = requests.length * RECORD_CASES.length;
  const hasSamePurposes = isSamePurposes(...policies);
  const judged = new Map<string, readonly Shift[]>();
  const through = (side: 'before' | 'after', group: FieldGroup, caseBefore: CaseBefore): Uint8Array =>
    throughWays(group[side], size, (gate) => effectsBehind(side, caseBefore(gate.owner), gate.category));
  return (group, caseBefore) => {
    const cases = group.owners.map(caseBefore);
    if (group.isSame && hasSamePurposes && cases.every(isUnchanged)) return NOTHING;
    const key = `${group.id} ${cases.map(({ before, after }) => `${before} ${after}`)}`;
    const shifts =
      judged.get(key) ??
      shiftsBetween(through('before', group, caseBefore), through('after', group, caseBefore));
    judged.set(key, shifts);
    return shifts;
  };
}

const NOTHING: readonly Shift[] = [];

/** Do the tables of both sides make the same of it? */
export function isUnchanged({ before, after }: AreaCase): boolean {
  return before === after;
}

function isSamePurposes(before: Policy, after: Policy): boolean {
  const isSame = [...before.purposes].every(([purpose, widest]) => after.purposes.get(purpose) === widest);
  return isSame && before.purposes.size === after.purposes.size;
}

function rememberEffects(
  [before, after]: readonly [Policy, Policy],
  requests: readonly RequestCase[],
): (side: 'before' | 'after', areaCase: AreaCase, category: Category) => Uint8Array {
  const known = new Map<string, Uint8Array>();
  return (side, areaCase, category) => {
    const key = `${side} ${areaCase[side]} ${category}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const policy = side === 'before' ? before : after;
    const { standing } = toHeld(areaCase[side]);
    const effects = effectsOf(policy, { ...areaCase.example, standing }, category, requests);
    known.set(key, effects);
    return effects;
  };
}
