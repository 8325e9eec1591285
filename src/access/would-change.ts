import { EFFECTS, type Effect } from '../terms.ts';
import { type Decision, decide } from './decide.ts';
import type { DecisionInput } from './decision-input.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reasons.ts';

/** What an agreement would have to say, where the requester's own is what closes. */
const OF_AGREEMENT: Readonly<Partial<Record<Reason, (input: DecisionInput) => string>>> = {
  REQUESTER_AGREEMENT_CEILING: ({ category }) => `an agreement with Europol that reaches ${category}`,
  CRIME_AREA_OUT_OF_SCOPE: () => 'an agreement with Europol that covers the crime area of the operation',
  OWNER_AGREEMENT_CEILING: ({ category }) =>
    `an agreement of the owner with Europol that reaches ${category}`,
};

/**
 * What would widen the effect of `decision`, the strictest answer to `inputs` (one for each gate, narrow to wide), one
 * thing at a time: found by deciding again, so that it cannot say what the rules do not. `ofRecord`: the field hangs on
 * single records, to which an owner can consent. An unknown purpose is not guessed: every purpose on the list that would
 * widen it.
 */
export function wouldChange(
  policy: Policy,
  inputs: readonly DecisionInput[],
  decision: Decision,
  ofRecord: boolean,
): readonly string[] {
  const rankOf = (effect: Effect): number => EFFECTS.indexOf(effect);
  const isWider = (changed: Partial<DecisionInput>): boolean =>
    inputs.every(
      (input) => rankOf(decide({ ...input, ...changed }, policy).effect) > rankOf(decision.effect),
    );
  const ofAgreement = OF_AGREEMENT[decision.reason];
  const widest = inputs.at(-1);
  return [
    ...(ofAgreement === undefined || widest === undefined ? [] : [ofAgreement(widest)]),
    ...(isWider({ logUp: true }) ? ['an evidence log that can be written'] : []),
    ...(isWider({ participant: true }) ? ['taking part in the operation'] : []),
    ...[...policy.purposes.keys()]
      .filter((purpose) => purpose !== inputs[0]?.purpose && isWider({ purpose }))
      .map((purpose) => `the purpose ${purpose}`),
    ...(isWider({ consent: 'general' }) ? ['a standing consent of the owner'] : []),
    ...(ofRecord && isWider({ consent: 'item' }) ? ['consent of the owner for the record'] : []),
  ];
}
