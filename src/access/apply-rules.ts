import { GatewayError } from '../errors.ts';
import type { Effect } from '../terms.ts';
import type { DecisionFacts } from './decision-facts.ts';
import type { Reason } from './reasons.ts';
import { RULES } from './rules.ts';

/** What the rules say, and the number of the rule that said it. */
export interface Outcome {
  readonly effect: Effect;
  readonly reason: Reason;
  readonly rule: number;
}

interface Answers {
  readonly plain: Outcome;
  readonly onH1: Outcome;
}

/**
 * The effect and reason of the first rule that fits `facts`. The facts are trusted, read by `toFacts`.
 *
 * The outcome is frozen and shared between calls. Throws INTERNAL on a broken promise only: a table without a last row.
 */
export function applyRules(facts: DecisionFacts): Outcome {
  for (let index = 0; index < RULES.length; index += 1) {
    if (RULES[index]?.when(facts)) {
      const answers = ANSWERS[index] as Answers;
      return facts.handling === 'H1' ? answers.onH1 : answers.plain;
    }
  }
  throw new GatewayError('INTERNAL', 'INVARIANT: no rule fits: the last row of the rules fits everything');
}

/** The possible answers of each rule, made once: a decision allocates nothing here. */
const ANSWERS: readonly Answers[] = RULES.map(({ number, effect, reason }) => ({
  plain: Object.freeze({ effect, reason, rule: number }),
  onH1: Object.freeze({ effect, reason: reason === 'OK' ? 'OK_H1_OBLIGATION' : reason, rule: number }),
}));
