import { EFFECTS } from '../terms.ts';
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
 * What would widen the effect of `decision`, the answer to `input`, one thing at a time: found by deciding again, so that
 * it cannot say what the rules do not. `ofRecord`: the field hangs on single records, to which an owner can consent. An unknown purpose is not guessed: every purpose on the list that would widen it.
 */
export function wouldChange(
  policy: Policy,
  input: DecisionInput,
  decision: Decision,
  ofRecord: boolean,
): readonly string[] {
  const isWider = (changed: Partial<DecisionInput>): boolean =>
    EFFECTS.indexOf(decide({ ...input, ...changed }, policy).effect) > EFFECTS.indexOf(decision.effect);
  const ofAgreement = OF_AGREEMENT[decision.reason];
  return [
    ...(ofAgreement === undefined ? [] : [ofAgreement(input)]),
    ...(isWider({ logUp: true }) ? ['an evidence log that can be written'] : []),
    ...(isWider({ participant: true }) ? ['taking part in the operation'] : []),
    ...[...policy.purposes.keys()]
      .filter((purpose) => purpose !== input.purpose && isWider({ purpose }))
      .map((purpose) => `the purpose ${purpose}`),
    ...(isWider({ consent: 'general' }) ? ['a standing consent of the owner'] : []),
    ...(ofRecord && isWider({ consent: 'item' }) ? ['consent of the owner for the record'] : []),
  ];
}
