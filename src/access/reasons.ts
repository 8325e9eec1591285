/** Every reason a decision can give, in the order of the rules (decision-rules.md). Public words: callers branch on them. */
export const REASONS = [
  'UNKNOWN_CATEGORY',
  'PUBLIC_RELEASE',
  'EVIDENCE_LOG_UNAVAILABLE',
  'OWNER_ITSELF',
  'PURPOSE_MISSING_OR_UNKNOWN',
  'REQUESTER_AGREEMENT_CEILING',
  'CRIME_AREA_OUT_OF_SCOPE',
  'PURPOSE_TOO_NARROW',
  'OWNER_AGREEMENT_CEILING',
  'SDC_APPLIED',
  'NOT_A_PARTICIPANT',
  'PROTECTED_PERSON',
  'H3_RESTRICTION_NOT_MACHINE_READABLE',
  'H2_NOT_AN_ADDRESSEE',
  'OK',
  'OK_H1_OBLIGATION',
  'ORIGINATOR_CONSENT',
  'NOT_A_PARTICIPANT_HIT_ONLY',
  'ITEM_CONSENT_STRICT_NECESSITY',
  'ORIGINATOR_CONSENT_FOR_DETAIL',
] as const;
export type Reason = (typeof REASONS)[number];

/** What closes a field that is an office's and no category's: no rule decides it. Public as well. */
export type OfficeReason = 'NOT_DATA_PROTECTION_OFFICER';
