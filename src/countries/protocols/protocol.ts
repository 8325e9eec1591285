/**
 * What every protocol has in common: it turns a request in native names into native messages, and what comes back into
 * native rows. It knows no country and no canonical word; it reaches a country through `send` and nothing else.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import type { KeyKind, NativeRequest } from './native-request.ts';
import { parseJson } from './parse-json.ts';

/** A row as the source gave it, by native field name. Made without a prototype, or of a checked parser's output. */
export type NativeRow = Readonly<Record<string, unknown>>;

export interface NativeAnswer {
  readonly overview: NativeRow;
  /** By contract list name; every list asked must be there. */
  readonly lists: ReadonlyMap<ListName, NativeList>;
}

export interface NativeList {
  /** As the source gave it: a number or a text; null: the source says it does not know; undefined: not asked. */
  readonly count: unknown;
  /** Where a system counts in parts: what each part gave as its own total, `count` being undefined. Summed when read. */
  readonly partCounts?: readonly unknown[];
  /** Every row of the list that was asked (all pages, all parts); empty when no fields were asked. */
  readonly rows: readonly NativeRow[];
  /** What the source answers to `release.consentable`; absent where that was not asked. */
  readonly consentable?: boolean;
  /** Of a page that counts, for each part that a list is kept in: rows that pass the filter, and those behind the place. */
  readonly found?: readonly { readonly all: unknown; readonly left: unknown }[];
  /** Of a page: how many rows came of each part that a list is kept in, each part being in order by itself. */
  readonly runs?: readonly number[];
  /** True: the page that was wanted could not be said to the system, and no row was asked. */
  readonly unsaid?: true;
  /** True: what stands in place of this list cannot be read, while the rest of the message can. */
  readonly invalid?: true;
}

/** A list that cannot be read: it costs itself and no other. */
export const INVALID_LIST: NativeList = Object.freeze({ count: undefined, rows: [], invalid: true });

export interface NativeHttpRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, encoded, beginning with `/`; the address is the configuration's. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface NativeHttpResponse {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed, within the size cap, whole. */
  readonly body: Uint8Array;
}

/**
 * Sends one message to the one country it was made for, and again where that may help: every message is a read. No redirect
 * is followed. Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, and SOURCE_INVALID for a body that is too large or not decoded.
 */
export type Send = (request: NativeHttpRequest) => Promise<NativeHttpResponse>;

export interface Protocol {
  readonly name: string;
  /** How closely it can ask: single fields, groups of them, or the whole file. */
  readonly selects: 'fields' | 'groups' | 'whole';
  /**
   * Can the national system itself leave out rows by their marking (`filter.release`) and by conditions? `days`: also by
   * local days. Absent: it cannot; the border facts of every row come first, then the fields by handle.
   */
  readonly filters?: { readonly days: boolean };
  /** Can the national system put rows in order by the field of these names, compared like this? Absent: by none. */
  readonly sorts?: (fields: readonly string[], kind: KeyKind) => boolean;
  /** Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, SOURCE_INVALID; never with a text of the source in the public part. */
  ask(request: NativeRequest, send: Send): Promise<NativeAnswer>;
}

/** The body of a 200 as text. Any other status is SOURCE_UNAVAILABLE; bytes that are no text in `encoding`, SOURCE_INVALID. */
export function readText(response: NativeHttpResponse, encoding = 'utf-8'): string {
  if (response.status !== 200) {
    throw new GatewayError('SOURCE_UNAVAILABLE', `status ${response.status}`, { status: response.status });
  }
  try {
    const decoder = encoding === 'utf-8' ? UTF_8 : new TextDecoder(encoding, { fatal: true });
    return decoder.decode(response.body);
  } catch (cause) {
    throw new GatewayError('SOURCE_INVALID', `the body is not ${encoding}`, {}, { cause });
  }
}

/** Each body is whole: nothing of one is kept for the next. */
const UTF_8 = new TextDecoder('utf-8', { fatal: true });

/** The body of a 200 as JSON. Throws as `readText` and `parseJson` do. */
export async function readJson(response: NativeHttpResponse): Promise<unknown> {
  return parseJson(readText(response), 'the body');
}

/** Is `value` an object with keys? */
export function isRow(value: unknown): value is NativeRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `value` when it is one; otherwise SOURCE_INVALID naming `place`, a word of ours. */
export function asRow(value: unknown, place: string): NativeRow {
  if (isRow(value)) return value;
  throw new GatewayError('SOURCE_INVALID', `${place} is no object`);
}

/**
 * What `read` makes of a list; null when it throws SOURCE_INVALID: something else stands where the list should be. Only
 * for what stands in a message that is one of the protocol's: any other is no answer at all.
 */
export function unlessWrong<T>(read: () => T): T | null {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof GatewayError && cause.code === 'SOURCE_INVALID') return null;
    throw cause;
  }
}

/**
 * Throws SOURCE_INVALID when nothing of what was asked is there: no list that can be read and no field of the overview. A
 * list may be wrong by itself; what has none of them is no answer, such as an error under status 200.
 */
export function checkAnswer(request: NativeRequest, { overview, lists }: NativeAnswer): void {
  const isThere =
    request.overview.some((name) => Object.hasOwn(overview, name)) ||
    [...lists.values()].some(({ invalid }) => !invalid);
  if (!isThere && request.lists.length > 0) {
    throw new GatewayError('SOURCE_INVALID', 'the answer holds nothing of what was asked');
  }
}

/** What stands for a row that cannot be read: it has no handle, so it is dropped and reported. */
export const NO_ROW: NativeRow = Object.freeze(Object.create(null) as NativeRow);

/**
 * The items of the array `value`, one row each; an item that is no object becomes an empty row, which is dropped and
 * reported when the rows are read. Anything but an array is SOURCE_INVALID naming `place`, a word of ours.
 */
export function asRows(value: unknown, place: string): readonly NativeRow[] {
  if (!Array.isArray(value)) throw new GatewayError('SOURCE_INVALID', `${place} is no list`);
  // Nearly always they all are, and need no second list.
  return value.every(isRow) ? value : value.map((item) => (isRow(item) ? item : NO_ROW));
}
