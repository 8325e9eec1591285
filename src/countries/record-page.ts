import type { RecordField } from './national-query.ts';
import type { OrderKey } from './record-order.ts';

/** A page of the records of a list that fit, as a country is asked for it. */
export interface RecordPage {
  readonly order: readonly OrderKey[];
  /** The reference, which parts what no key of the order does; null: it is not asked. The handle comes last. */
  readonly reference: RecordField | null;
  /** Behind which record of the country's own it begins; null: with the first. */
  readonly after: PagePlace | null;
  /** Records that are wanted: one more than is shown tells whether there are more. */
  readonly most: number;
  /** Whether it is asked how many fit in all, and how many stand before. */
  readonly counts: boolean;
}

/**
 * The value of each key, reference and handle among them. A word of an enum by its place in it (CODE_ORDERS), a day as
 * `yyyy-MM-dd`, null where there is no value.
 */
export type PagePlace = readonly (string | number | null)[];
