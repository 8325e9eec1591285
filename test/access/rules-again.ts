import type { DecisionFacts } from '../../src/access/decision-facts.ts';

const WIDTH = { PUBLIC: 0, STATISTICAL: 1, STRATEGIC: 2, OPERATIONAL: 3, PERSONAL: 4, PROTECTED: 5 };
const CEILING = {
  EU_MEMBER: 5,
  OPERATIONAL: 5,
  OPERATIONAL_DK: 5,
  INTERNATIONAL_AGREEMENT: 5,
  WORKING_ARRANGEMENT: 3,
  STRATEGIC: 2,
  SUSPENDED: 0,
  NONE: 0,
};

/**
 * decision-rules.md written down a second time, category by category instead of rule by rule, with nothing shared with the
 * product: `EFFECT REASON`. The tests compare the two on every input.
 */
export function rulesAgain(f: DecisionFacts): string {
  if (f.category === null) return 'DENY UNKNOWN_CATEGORY';
  if (f.category === 'PUBLIC') return 'ALLOW PUBLIC_RELEASE';
  const width = WIDTH[f.category];
  if (!f.logUp) return 'DENY EVIDENCE_LOG_UNAVAILABLE';
  if (f.sameKnownCountry) return 'ALLOW OWNER_ITSELF';
  if (f.purposeWidest === null) return 'DENY PURPOSE_MISSING_OR_UNKNOWN';
  if (CEILING[f.requesterKind] < width) return 'DENY REQUESTER_AGREEMENT_CEILING';
  if (!f.inScope) return 'DENY CRIME_AREA_OUT_OF_SCOPE';
  if (WIDTH[f.purposeWidest] < width) return 'DENY PURPOSE_TOO_NARROW';
  if (f.consent !== 'item' && CEILING[f.ownerKind] < width) return 'DENY OWNER_AGREEMENT_CEILING';
  switch (f.category) {
    case 'STATISTICAL':
      return 'ALLOW_SUPPRESSED SDC_APPLIED';
    case 'STRATEGIC':
      return closedByHandling(f) ?? allow(f);
    case 'OPERATIONAL':
      return stranger(f) ?? closedByHandling(f) ?? operational(f);
    case 'PERSONAL':
      return stranger(f) ?? closedByHandling(f) ?? personal(f);
    case 'PROTECTED':
      return stranger(f) ?? guarded(f) ?? closedByHandling(f) ?? protectedPerson(f);
  }
}

function stranger(f: DecisionFacts): string | null {
  return f.participant || f.requesterKind === 'EU_MEMBER' ? null : 'DENY NOT_A_PARTICIPANT';
}

function guarded(f: DecisionFacts): string | null {
  return f.consent === 'item' || f.requesterKind === 'EU_MEMBER' ? null : 'DENY PROTECTED_PERSON';
}

function closedByHandling(f: DecisionFacts): string | null {
  if (f.handling === 'H3') return 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE';
  const named = f.addressee || f.consent === 'item';
  return f.handling === 'H2' && !named ? 'CONSENT_REQUIRED H2_NOT_AN_ADDRESSEE' : null;
}

function operational(f: DecisionFacts): string {
  if (f.requesterKind === 'WORKING_ARRANGEMENT' && f.consent === 'none') {
    return 'CONSENT_REQUIRED ORIGINATOR_CONSENT';
  }
  return f.participant ? allow(f) : 'HIT_NO_HIT NOT_A_PARTICIPANT_HIT_ONLY';
}

function personal(f: DecisionFacts): string {
  if (f.requesterKind !== 'EU_MEMBER') {
    const given = f.consent === 'item' || (f.consent === 'general' && f.ownerKind === 'EU_MEMBER');
    return given ? allow(f) : 'CONSENT_REQUIRED ORIGINATOR_CONSENT';
  }
  if (f.consent !== 'none') return allow(f);
  if (f.ownerKind !== 'EU_MEMBER') return 'HIT_NO_HIT ORIGINATOR_CONSENT_FOR_DETAIL';
  return f.participant || f.crossCheck ? allow(f) : 'HIT_NO_HIT NOT_A_PARTICIPANT_HIT_ONLY';
}

function protectedPerson(f: DecisionFacts): string {
  const strictlyNeeded = f.consent === 'item' && f.participant;
  return strictlyNeeded ? 'ALLOW ITEM_CONSENT_STRICT_NECESSITY' : 'HIT_NO_HIT PROTECTED_PERSON';
}

function allow(f: DecisionFacts): string {
  return f.handling === 'H1' ? 'ALLOW OK_H1_OBLIGATION' : 'ALLOW OK';
}
