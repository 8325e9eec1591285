/** The place of a record in an order: keys, country, reference where it may be had, handle. Total, and the same on every page. */
import { createHash } from 'node:crypto';
import { INVALID, type NationalRecord, type RecordField } from '../../countries/national-query.ts';
import { CODE_ORDERS, type OrderKey } from '../../countries/record-order.ts';
import type { ErrorCode } from '../../errors.ts';
import type { CountryCode, ListName } from '../../terms.ts';

/**
 * A value for each key of the order (null: none), then country, reference, handle, and a number that parts what is equal in
 * all of these. Never shown: a cursor holds it sealed.
 */
export type Position = readonly (string | number | null)[];

/** How far a caller has walked a list. */
export interface Walk {
  /** The last record that was given. */
  readonly position: Position;
  /**
   * Of a walk across countries, the last record that was given of each country whose system can be told a page: a system
   * is told the place of its own record, and nothing of another country's.
   */
  readonly own: readonly Position[];
  /** Systems that failed on an earlier page: they stay missing to its end, for nobody knows what they would have given. */
  readonly missing: readonly MissingSource[];
}

export interface MissingSource {
  readonly country: CountryCode;
  readonly code: ErrorCode;
}

/** What the cursors of a query hold, by cursor: opened before anything is sent. */
export type OpenedCursors = ReadonlyMap<string, Walk>;

/** The field that is a record's reference. */
export const REFERENCES: Readonly<Record<ListName, RecordField>> = {
  arrests: 'caseRef',
  suspects: 'caseRef',
  searches: 'caseRef',
  seizures: 'exhibitRef',
  forensicExams: 'exhibitRef',
};

/**
 * The place of `record`, but for its last number; `byReference`: the reference is asked in this list.
 *
 * INVARIANT: the record's values are open to the requester, so that a reference that is not there is one that may not be
 * had: no key is a closed value.
 */
export function positionOf(
  owner: CountryCode,
  list: ListName,
  { order, byReference }: { readonly order: readonly OrderKey[]; readonly byReference: boolean },
  { values, facts }: NationalRecord,
): Position {
  const reference = byReference ? keyOf(list, REFERENCES[list], values[REFERENCES[list]]) : null;
  const last: Position = [owner, reference, shortened(facts.handle), 0];
  return order.length === 0
    ? last
    : [...order.map(({ field }) => keyOf(list, field, values[field])), ...last];
}

/** `entries` in order, those at the same place in the order they came and numbered. */
export function inOrder<Entry extends { readonly position: Position }>(
  entries: readonly Entry[],
  order: readonly OrderKey[],
): readonly Entry[] {
  if (isInOrder(entries, order)) return entries;
  const sorted = [...entries].sort((left, right) => comparePositions(order, left.position, right.position));
  let number = 0;
  return sorted.map((entry, place) => {
    const previous = sorted[place - 1];
    const isSame = previous !== undefined && comparePositions(order, previous.position, entry.position) === 0;
    number = isSame ? number + 1 : 0;
    return number === 0 ? entry : { ...entry, position: entry.position.with(-1, number) };
  });
}

/** As a system that puts them in order gives them, no two of them at the same place. */
function isInOrder(entries: readonly { readonly position: Position }[], order: readonly OrderKey[]): boolean {
  return entries.every(({ position }, place) => {
    const previous = entries[place - 1];
    return previous === undefined || comparePositions(order, previous.position, position) < 0;
  });
}

/** Whose record stands at `position`, in this order. */
export function ownerAt(order: readonly OrderKey[], position: Position): CountryCode {
  return String(position[order.length]);
}

/** Below zero where `left` stands first. Nulls stand last, first where the key is descending. */
export function comparePositions(order: readonly OrderKey[], left: Position, right: Position): number {
  for (let place = 0; place < left.length; place++) {
    const difference = compareValues(left[place] ?? null, right[place] ?? null);
    if (difference !== 0) return order[place]?.isDescending === true ? -difference : difference;
  }
  return 0;
}

function compareValues(left: Position[number], right: Position[number]): number {
  if (left === right) return 0;
  if (left === null) return 1;
  if (right === null) return -1;
  return left < right ? -1 : 1;
}

/** Codes by their place in the enum, numbers as they are, text by code unit. */
export function keyOf(
  list: ListName,
  field: RecordField,
  value: NationalRecord['values'][RecordField],
): Position[number] {
  if (value === undefined || value === null || value === INVALID || typeof value === 'object') return null;
  const codes = (CODE_ORDERS[list] as { readonly [field in RecordField]?: readonly string[] })[field];
  if (typeof value === 'number') return value;
  if (codes === undefined) return shortened(value);
  const place = codes.indexOf(value);
  return place < 0 ? null : place;
}

/** False of a place with a text of which only the beginning is known, or that a system may hold composed otherwise. */
export function canBeTold(position: Position): boolean {
  for (const key of position)
    if (typeof key === 'string' && (isShortened(key) || /[^\x20-\x7e]/.test(key))) return false;
  return true;
}

const LONGEST = 100;

/** May `key` stand for a longer text? Then it is not known what it is, nor where the text stands beside its like. */
export function isShortened(key: string): boolean {
  return key.length > LONGEST;
}

/** A cursor has a size: of a long text its beginning and a digest, which tell as many texts apart. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  return `${text.slice(0, LONGEST).toWellFormed()}${createHash('sha256').update(text).digest('base64url')}`;
}
