/** What a country is asked, in its own names and codes, whatever the protocol: it says nothing of messages. */
import type { CountryCode, IsoDate, ListName } from '../../terms.ts';

export interface NativeRequest {
  /** Slug of the operation; still to be encoded for the place it is written to. */
  readonly operation: string;
  /** Native names of overview fields. */
  readonly overview: readonly string[];
  readonly lists: readonly NativeListRequest[];
}

export interface NativeListRequest {
  readonly list: ListName;
  /** Native name of the list. */
  readonly native: string;
  /** Native names of the fields asked of each row. Empty: no rows are wanted, only the count. */
  readonly fields: readonly string[];
  /** The system's own total is wanted: of every record, whatever else is asked of the rows. */
  readonly count: boolean;
  /** Only these rows. Every protocol can; absent: all of them. */
  readonly only?: NativeKeys;
  /** What the national system leaves out itself. Only where the protocol `filters`. */
  readonly filter?: NativeFilter;
}

/** Rows of which one of `fields` (one name for each language or zone) holds one of `values`: by handle or by reference. */
export interface NativeKeys {
  readonly fields: readonly string[];
  /** At least one. Text, as the system writes it. */
  readonly values: readonly string[];
}

export interface NativeFilter {
  /** Only rows that their marking lets go to a country. */
  readonly release?: NativeRelease;
  /** Only rows that fit, as far as the system can say: what it cannot say is not in it. */
  readonly condition?: NativeCondition;
  /** At most so many rows, whichever: one, where only existence is asked. Of a page, its first ones. */
  readonly most?: number;
  /** The rows in order, from a place on. Only where the protocol `sorts` every key. */
  readonly page?: NativePage;
}

/** Rows in the order of their keys. Null stands last, first where a key is descending, whatever the system does by itself. */
export interface NativePage {
  readonly order: readonly NativeKey[];
  /** Rows behind it, of those that pass the filter; null: from the first on. */
  readonly after: NativePlace | null;
  /** Also asked: how many rows pass the filter, and how many of them stand behind the place (`found`). */
  readonly counts: boolean;
}

/** How values are compared: text by code unit, numbers by size, dates by their local day. */
export type KeyKind = 'text' | 'number' | 'day';

export interface NativeKey {
  /** Names of one field, one for each part of a list that is kept in parts. */
  readonly fields: readonly string[];
  readonly kind: KeyKind;
  readonly isDescending: boolean;
}

/** Behind the row with these values of its keys: a text, a number, an ISO day. */
export type NativePlace = readonly (string | number | null)[];

/**
 * A row goes to `country` when its handling codes are known, at least one, and none of them H3; when it is addressed to
 * the country or consented to it, if one of them is H2; and when what its protection needs is there.
 */
export interface NativeRelease {
  readonly country: CountryCode;
  /** The access date: an item consent counts from its first day to its last, both included. */
  readonly on: IsoDate;
  /** What a row needs beside its handling, by whether it is protected. */
  readonly unprotected: ReleaseNeed;
  readonly protected: ReleaseNeed;
  /**
   * Of which rows, by protection, to say in `consentable` whether there is one that only lacks a consent: its handling codes
   * are known, H2 is one of them and H3 none, and it is neither addressed to the country nor consented to it. A kind whose
   * need is `never` is not counted, asked for or not: no consent would let it go.
   *
   * It looks at the rows of `only`, and ignores `condition` and `most`: what a withheld row holds must not be found out by
   * trying conditions.
   */
  readonly consentable: { readonly unprotected: boolean; readonly protected: boolean };
  /** Native names of the marking, and the native codes of protected and not protected. */
  readonly names: ReleaseNames;
}
export type ReleaseNeed = 'nothing' | 'item consent' | 'never';

export interface ReleaseNames {
  readonly handle: string;
  readonly handling: string;
  /** A list of country codes. */
  readonly addressees: string;
  /** A list of texts `DK:2011-09-01:2012-08-31`: to whom, from when, to when (empty: open-ended). */
  readonly itemConsents: string;
  readonly protected: string;
  readonly protectedCodes: { readonly yes: readonly string[]; readonly no: readonly string[] };
}

/** What rows must be, over native names and native codes. */
export type NativeCondition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly NativeCondition[] }
  | { readonly kind: 'not'; readonly of: NativeCondition }
  /** One of `fields` holds one of `values`; a row without a value does not fit. */
  | { readonly kind: 'in'; readonly fields: readonly string[]; readonly values: readonly string[] }
  /** One of `fields` begins with one of `values`. */
  | { readonly kind: 'begins'; readonly fields: readonly string[]; readonly values: readonly string[] }
  /** A local day from `from` to `to`, both included. Only where the protocol `filters` dates. */
  | {
      readonly kind: 'day';
      readonly fields: readonly string[];
      readonly from: IsoDate | null;
      readonly to: IsoDate | null;
    };
