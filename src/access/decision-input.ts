import type { IsoDate } from '../terms.ts';

/**
 * One question to the rules: may this requester have this category from this owner, on this day?
 *
 * Only `date` and the booleans are trusted. Every word may be anything, empty too: an unknown one is read as the
 * strictest. `consent` is what holds, handed in: nobody looks it up.
 */
export interface DecisionInput {
  readonly date: IsoDate;
  readonly owner: string;
  readonly requester: string;
  readonly category: string;
  readonly purpose: string | null;
  /** The crime area of the operation; null when Europol did not say. */
  readonly crimeArea: string | null;
  /** Does the requester take part in the operation? */
  readonly participant: boolean;
  /** Is the requester named on the record? */
  readonly addressee: boolean;
  /** Handling codes of the record, joined with `+`. */
  readonly handling: string;
  readonly consent: string;
  /** Can the evidence log be written? */
  readonly logUp: boolean;
}
