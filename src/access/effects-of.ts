import { type Category, type CountryCode, EFFECTS, type IsoDate } from '../terms.ts';
import { applyRules } from './apply-rules.ts';
import type { Policy } from './policy.ts';
import { RECORD_CASES, type RequestCase } from './question-space.ts';
import { toFacts } from './to-facts.ts';

/** Who asks whom, on which day, in an operation of which crime area, under which standing consent. */
export interface Pair {
  readonly requester: CountryCode;
  readonly owner: CountryCode;
  readonly date: IsoDate;
  readonly crimeArea: string | null;
  readonly standing: 'none' | 'general';
}

/**
 * What the rules say to every combination of request and record facts: the effect's place in EFFECTS (0 is DENY) at
 * `request * 16 + record`, in the order of `requests` and of RECORD_CASES. The evidence log is up.
 */
export function effectsOf(
  policy: Policy,
  pair: Pair,
  category: Category,
  requests: readonly RequestCase[],
): Uint8Array {
  const { standing, ...asked } = pair;
  const effects = new Uint8Array(requests.length * RECORD_CASES.length);
  let index = 0;
  for (const request of requests) {
    for (const { handling, addressee, itemConsent } of RECORD_CASES) {
      const consent = itemConsent ? 'item' : standing;
      const input = { ...asked, ...request, category, handling, addressee, consent, logUp: true };
      effects[index] = EFFECTS.indexOf(applyRules(toFacts(input, policy)).effect);
      index += 1;
    }
  }
  return effects;
}
