import type { Effect } from '../terms.ts';
import { applyRules } from './apply-rules.ts';
import type { DecisionInput } from './decision-input.ts';
import { legalBasisOf } from './legal-basis.ts';
import type { Policy } from './policy.ts';
import type { Reason } from './reasons.ts';
import { toFacts } from './to-facts.ts';

/** The answer to a `DecisionInput`, frozen: what, why, by which rule (0 to 25), on what law, and with what duty. */
export interface Decision {
  readonly effect: Effect;
  readonly reason: Reason;
  readonly rule: number;
  readonly legalBasis: string;
  /** What the answer must carry when the content is given (handling H1). */
  readonly obligation: 'NO_JUDICIAL_USE' | null;
}

/**
 * Decides one question by the rules (decision-rules.md). Pure, and never throws on a word: unknown words are decided.
 *
 * `input` is untrusted but for its date and booleans; `policy` has been checked by `readPolicy`.
 */
export function decide(input: DecisionInput, policy: Policy): Decision {
  const { effect, reason, rule } = applyRules(toFacts(input, policy));
  return Object.freeze({
    effect,
    reason,
    rule,
    legalBasis: legalBasisOf(reason, input, policy),
    obligation: reason === 'OK_H1_OBLIGATION' ? 'NO_JUDICIAL_USE' : null,
  });
}
