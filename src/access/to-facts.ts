import { CATEGORIES, CONSENTS } from '../terms.ts';
import type { DecisionFacts } from './decision-facts.ts';
import type { DecisionInput } from './decision-input.ts';
import { knownWordOf } from './known-word-of.ts';
import type { Policy } from './policy.ts';
import { isInScope, kindOf } from './policy.ts';
import { toHandling } from './to-handling.ts';

/** The one purpose the rules call by name (rule 21; Regulation (EU) 2016/794 Art. 20(1) against 20(2)). */
const CROSS_CHECK = 'CROSS_CHECK';

/**
 * Reduces a question to the facts the rules look at, reading every unknown word as the strictest
 * (decision-rules.md, "Unknown values are read strictly before any rule").
 *
 * A word counts only to the letter: look-alikes (full-width, zero-width, lower case, spaces) are unknown.
 * What comes out is trusted.
 */
export function toFacts(input: DecisionInput, policy: Policy): DecisionFacts {
  const { date, owner, requester, purpose } = input;
  const purposeWidest = purpose === null ? null : (policy.purposes.get(purpose) ?? null);
  return {
    category: knownWordOf(CATEGORIES, input.category),
    ownerKind: kindOf(policy, owner, date),
    requesterKind: kindOf(policy, requester, date),
    sameKnownCountry: owner === requester && policy.names.has(owner),
    purposeWidest,
    crossCheck: purposeWidest !== null && purpose === CROSS_CHECK,
    inScope: isInScope(policy, requester, input.crimeArea, date),
    participant: input.participant,
    handling: toHandling(input.handling),
    addressee: input.addressee,
    consent: knownWordOf(CONSENTS, input.consent) ?? 'none',
    logUp: input.logUp,
  };
}
