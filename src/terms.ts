/**
 * The nouns of the house: closed sets of words and the types made of them. Imports nothing.
 *
 * A value of these types has been read (checked) at the edge it came in by; inside, it is trusted.
 */

/** ISO 3166-1 alpha-2, upper case; XE (Europol) and XO (Interpol) are user-assigned. */
export type CountryCode = string;

/** A local calendar date, `yyyy-MM-dd`. */
export type IsoDate = string;

/** Data categories, narrow to wide. */
export const CATEGORIES = [
  'PUBLIC',
  'STATISTICAL',
  'STRATEGIC',
  'OPERATIONAL',
  'PERSONAL',
  'PROTECTED',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What a decision can say, strict to wide. */
export const EFFECTS = ['DENY', 'CONSENT_REQUIRED', 'HIT_NO_HIT', 'ALLOW_SUPPRESSED', 'ALLOW'] as const;
export type Effect = (typeof EFFECTS)[number];

/** Kinds of agreement a country can hold with Europol. */
export const AGREEMENT_KINDS = [
  'EU_MEMBER',
  'OPERATIONAL',
  'OPERATIONAL_DK',
  'INTERNATIONAL_AGREEMENT',
  'WORKING_ARRANGEMENT',
  'STRATEGIC',
  'SUSPENDED',
  'NONE',
] as const;
export type AgreementKind = (typeof AGREEMENT_KINDS)[number];

/** Handling codes (Europol), weak to strict. */
export const HANDLING_CODES = ['H0', 'H1', 'H2', 'H3'] as const;
export type HandlingCode = (typeof HANDLING_CODES)[number];

/** Consent of an owner, less to more. */
export const CONSENTS = ['none', 'general', 'item'] as const;
export type Consent = (typeof CONSENTS)[number];

/** Areas of crime the rules know (Annex I of Regulation (EU) 2016/794, in short words). */
export const CRIME_AREAS = [
  'CSE',
  'DRUGS',
  'TERRORISM',
  'THB',
  'MIGRANT',
  'VEHICLE',
  'NUCLEAR',
  'COUNTERFEIT',
  'LAUNDERING',
  'CYBER',
  'FRAUD',
] as const;
export type CrimeArea = (typeof CRIME_AREAS)[number];

/** Europol and Interpol take part in every operation for the rules, and are not among its participations. */
export const EUROPOL: CountryCode = 'XE';
export const INTERPOL: CountryCode = 'XO';

/** The five national lists of an operation. */
export const LIST_NAMES = ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'] as const;
export type ListName = (typeof LIST_NAMES)[number];
