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

/** The rules that give a record's content to another than its owner. */
const FIRST_BY_RECORD = 14;

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
    obligation: obligationOf(input, effect, rule),
  });
}

/**
 * H1 binds whoever is given the content, also where a stricter code stands beside it (`H1+H2`) and whatever rule gave it:
 * an obligation never widens, so the letter of the table (reason OK only, strictest code only) is read to the stricter side.
 */
function obligationOf(input: DecisionInput, effect: Effect, rule: number): Decision['obligation'] {
  const given = effect === 'ALLOW' && rule >= FIRST_BY_RECORD;
  return given && input.handling.split('+').includes('H1') ? 'NO_JUDICIAL_USE' : null;
}
