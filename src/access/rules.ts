import type { Effect } from '../terms.ts';
import { ceilingOf } from './ceiling-of.ts';
import type { DecisionFacts } from './decision-facts.ts';
import { isWider } from './is-wider.ts';
import type { Reason } from './reasons.ts';

/** One row of the table. The reason OK becomes OK_H1_OBLIGATION on a record with handling H1 (the * of the rules). */
export interface Rule {
  readonly number: number;
  readonly when: (facts: DecisionFacts) => boolean;
  readonly effect: Effect;
  readonly reason: Reason;
}

/**
 * The rules 0 to 25 of decision-rules.md, in their order: the first that fits decides.
 *
 * INVARIANT: a row may rely on the rows above it having not fitted, so the order is part of the law.
 */
// biome-ignore format: one line a rule, to be read beside the table it comes from
export const RULES: readonly Rule[] = [
  { number: 0, when: (f) => f.category === null, effect: 'DENY', reason: 'UNKNOWN_CATEGORY' },
  { number: 1, when: (f) => f.category === 'PUBLIC', effect: 'ALLOW', reason: 'PUBLIC_RELEASE' },
  { number: 2, when: (f) => !f.logUp, effect: 'DENY', reason: 'EVIDENCE_LOG_UNAVAILABLE' },
  { number: 3, when: (f) => f.sameKnownCountry, effect: 'ALLOW', reason: 'OWNER_ITSELF' },
  { number: 4, when: (f) => f.purposeWidest === null, effect: 'DENY', reason: 'PURPOSE_MISSING_OR_UNKNOWN' },
  { number: 5, when: (f) => isWider(f.category, ceilingOf(f.requesterKind)), effect: 'DENY', reason: 'REQUESTER_AGREEMENT_CEILING' },
  { number: 6, when: (f) => !f.inScope, effect: 'DENY', reason: 'CRIME_AREA_OUT_OF_SCOPE' },
  { number: 7, when: (f) => isWider(f.category, f.purposeWidest), effect: 'DENY', reason: 'PURPOSE_TOO_NARROW' },
  { number: 8, when: (f) => isWider(f.category, ceilingOf(f.ownerKind)) && !byItem(f), effect: 'DENY', reason: 'OWNER_AGREEMENT_CEILING' },
  { number: 9, when: (f) => f.category === 'STATISTICAL', effect: 'ALLOW_SUPPRESSED', reason: 'SDC_APPLIED' },
  { number: 10, when: (f) => isWider(f.category, 'STRATEGIC') && !f.participant && !toMember(f), effect: 'DENY', reason: 'NOT_A_PARTICIPANT' },
  { number: 11, when: (f) => f.category === 'PROTECTED' && !toMember(f) && !byItem(f), effect: 'DENY', reason: 'PROTECTED_PERSON' },
  { number: 12, when: (f) => f.handling === 'H3', effect: 'DENY', reason: 'H3_RESTRICTION_NOT_MACHINE_READABLE' },
  { number: 13, when: (f) => f.handling === 'H2' && !byItem(f) && !f.addressee, effect: 'CONSENT_REQUIRED', reason: 'H2_NOT_AN_ADDRESSEE' },
  { number: 14, when: (f) => f.category === 'STRATEGIC', effect: 'ALLOW', reason: 'OK' },
  { number: 15, when: (f) => f.category === 'OPERATIONAL' && f.requesterKind === 'WORKING_ARRANGEMENT' && f.consent === 'none', effect: 'CONSENT_REQUIRED', reason: 'ORIGINATOR_CONSENT' },
  { number: 16, when: (f) => f.category === 'OPERATIONAL' && !f.participant, effect: 'HIT_NO_HIT', reason: 'NOT_A_PARTICIPANT_HIT_ONLY' },
  { number: 17, when: (f) => f.category === 'OPERATIONAL', effect: 'ALLOW', reason: 'OK' },
  { number: 18, when: (f) => f.category === 'PROTECTED' && byItem(f) && f.participant, effect: 'ALLOW', reason: 'ITEM_CONSENT_STRICT_NECESSITY' },
  { number: 19, when: (f) => f.category === 'PROTECTED', effect: 'HIT_NO_HIT', reason: 'PROTECTED_PERSON' },
  { number: 20, when: (f) => f.category === 'PERSONAL' && toMember(f) && f.consent !== 'none', effect: 'ALLOW', reason: 'OK' },
  { number: 21, when: (f) => f.category === 'PERSONAL' && toMember(f) && fromMember(f) && (f.participant || f.crossCheck), effect: 'ALLOW', reason: 'OK' },
  { number: 22, when: (f) => f.category === 'PERSONAL' && toMember(f) && fromMember(f), effect: 'HIT_NO_HIT', reason: 'NOT_A_PARTICIPANT_HIT_ONLY' },
  { number: 23, when: (f) => f.category === 'PERSONAL' && toMember(f), effect: 'HIT_NO_HIT', reason: 'ORIGINATOR_CONSENT_FOR_DETAIL' },
  { number: 24, when: (f) => f.category === 'PERSONAL' && (byItem(f) || (fromMember(f) && f.consent === 'general')), effect: 'ALLOW', reason: 'OK' },
  { number: 25, when: () => true, effect: 'CONSENT_REQUIRED', reason: 'ORIGINATOR_CONSENT' },
];

function byItem(facts: DecisionFacts): boolean {
  return facts.consent === 'item';
}

function toMember(facts: DecisionFacts): boolean {
  return facts.requesterKind === 'EU_MEMBER';
}

function fromMember(facts: DecisionFacts): boolean {
  return facts.ownerKind === 'EU_MEMBER';
}
