import type { IsoDate } from '../terms.ts';
import type { DecisionInput } from './decision-input.ts';
import type { LegalBasis, Policy } from './policy.ts';
import { agreementOf } from './policy.ts';
import type { Reason } from './reasons.ts';

const NO_AGREEMENT = 'no agreement in force';
const NOT_RECORDED = 'not recorded in the table of agreements';

/** Where the law behind a reason stands: in an agreement of one side, or in a text that binds everybody. */
type Source = { readonly agreementOf: 'requester' | 'owner' } | { readonly citation: string };

const OF_REQUESTER: Source = { agreementOf: 'requester' };
const OF_OWNER: Source = { agreementOf: 'owner' };
const PURPOSES: Source = { citation: 'Regulation (EU) 2016/794 Art. 18(2), 19(1)' };
const HANDLING_CODES: Source = { citation: 'Regulation (EU) 2016/794 Art. 19(2)' };
/** The logs themselves: that they are kept, and for whom. */
export const LOGS_BASIS = 'Directive (EU) 2016/680 Art. 25; Regulation (EU) 2016/794 Art. 40';
const PROTECTED_PERSONS: Source = { citation: 'Regulation (EU) 2016/794 Art. 30(1)-(3)' };

const SOURCES: Readonly<Record<Reason, Source>> = {
  UNKNOWN_CATEGORY: { citation: 'Directive (EU) 2016/680 Art. 20(2)' },
  PUBLIC_RELEASE: { citation: 'published' },
  EVIDENCE_LOG_UNAVAILABLE: { citation: LOGS_BASIS },
  OWNER_ITSELF: { citation: 'Directive (EU) 2016/680' },
  PURPOSE_MISSING_OR_UNKNOWN: PURPOSES,
  REQUESTER_AGREEMENT_CEILING: OF_REQUESTER,
  CRIME_AREA_OUT_OF_SCOPE: OF_REQUESTER,
  PURPOSE_TOO_NARROW: PURPOSES,
  OWNER_AGREEMENT_CEILING: OF_OWNER,
  SDC_APPLIED: OF_REQUESTER,
  NOT_A_PARTICIPANT: OF_REQUESTER,
  PROTECTED_PERSON: PROTECTED_PERSONS,
  H3_RESTRICTION_NOT_MACHINE_READABLE: HANDLING_CODES,
  H2_NOT_AN_ADDRESSEE: HANDLING_CODES,
  OK: OF_REQUESTER,
  OK_H1_OBLIGATION: OF_REQUESTER,
  ORIGINATOR_CONSENT: OF_REQUESTER,
  NOT_A_PARTICIPANT_HIT_ONLY: OF_REQUESTER,
  ITEM_CONSENT_STRICT_NECESSITY: PROTECTED_PERSONS,
  ORIGINATOR_CONSENT_FOR_DETAIL: OF_REQUESTER,
};

/** What a decision with this reason rests on, in words: of an agreement, the part of its text that held on the date. */
export function legalBasisOf(reason: Reason, input: DecisionInput, policy: Policy): string {
  const source = SOURCES[reason];
  if ('citation' in source) {
    return source.citation;
  }
  const agreement = agreementOf(policy, input[source.agreementOf], input.date);
  // The table writes `-` for a country that is known to hold nothing.
  if (agreement === null || agreement.legalBasis === '-') {
    return NO_AGREEMENT;
  }
  return heldOn(agreement.legalBases, input.date) || agreement.legalBasis || NOT_RECORDED;
}

function heldOn(bases: readonly LegalBasis[], date: IsoDate): string {
  let held = '';
  for (const { text, from, to } of bases) {
    if ((from === null || from <= date) && (to === null || date <= to)) {
      held = held === '' ? text : `${held}; ${text}`;
    }
  }
  return held;
}
