import type { AgreementKind, Category, Consent, HandlingCode } from '../terms.ts';

/**
 * All that the rules look at: countries and dates are reduced to kinds, scope and consent, words to known words.
 *
 * Made by `toFacts`, which read every unknown word as the strictest; so these values are trusted. The space is finite,
 * and the tests walk all of it.
 */
export interface DecisionFacts {
  /** Null when the word is unknown. */
  readonly category: Category | null;
  readonly ownerKind: AgreementKind;
  readonly requesterKind: AgreementKind;
  readonly sameKnownCountry: boolean;
  /** The widest category of the purpose; null when it is missing or not on the list. */
  readonly purposeWidest: Category | null;
  /** The purpose is CROSS_CHECK, which rule 21 asks for by name. */
  readonly crossCheck: boolean;
  /** The crime area lies within the requester's scope on the date. */
  readonly inScope: boolean;
  /** The requester takes part in the operation. */
  readonly participant: boolean;
  /** The strictest handling code of the record. */
  readonly handling: HandlingCode;
  /** The requester is named on the record. */
  readonly addressee: boolean;
  readonly consent: Consent;
  /** The evidence log can be written. */
  readonly logUp: boolean;
}
