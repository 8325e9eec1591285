/** A page in the contract's words as one that a national system can give by itself, in its own. */
import type { ListName } from '../terms.ts';
import { codeListOf } from './code-list-of.ts';
import { type Country, nativeNamesOf } from './country.ts';
import type { RecordField } from './national-query.ts';
import type { KeyKind, NativeKey, NativePage, NativePlace } from './protocols/native-request.ts';
import { CODE_ORDERS, type OrderKey } from './record-order.ts';
import type { PagePlace, RecordPage } from './record-page.ts';

/**
 * How the system of `country` is asked for `page`: the order it gives is the contract's, key by key. Null: it cannot put
 * rows in this order, or cannot be told the place; then the list is read whole.
 */
export function toNativePage(country: Country, list: ListName, page: RecordPage): NativePage | null {
  const { order, reference, after, counts } = page;
  const named = reference === null ? order : [...order, { field: reference, isDescending: false }];
  const keys = [
    ...named.map((key) => keyOf(country, list, key)),
    sortable(country, [country.marking.handle], 'text'),
  ];
  const known = keys.filter((key) => key !== null);
  if (known.length < keys.length) return null;
  const place = after === null ? null : toNativePlace(known, after);
  if (place === 'unsaid') return null;
  return { order: known.map(({ native }) => native), after: place, counts };
}

/** A key, and the native code of each word of its enum, in the order of the words. */
interface Key {
  readonly native: NativeKey;
  readonly codes: readonly string[] | null;
}

function keyOf(country: Country, list: ListName, { field, isDescending }: OrderKey): Key | null {
  const names = nativeNamesOf(country, country.lists[list], field);
  const kind = KINDS[field];
  if (kind !== undefined) return sortable(country, names, kind, isDescending);
  if (codeListOf(country, list, field) === null) return sortable(country, names, 'text', isDescending);
  for (const asked of ['text', 'number'] as const) {
    const key = sortable(country, names, asked, isDescending);
    const codes = key === null ? null : codesInOrder(country, list, field, asked);
    if (key !== null && codes !== null) return { ...key, codes };
  }
  return null;
}

/** Fields that are no text. */
const KINDS: { readonly [field in RecordField]?: KeyKind } = {
  date: 'day',
  identifiedOn: 'day',
  openedOn: 'day',
  completedOn: 'day',
  itemCount: 'number',
  dataVolumeTb: 'number',
};

function sortable(
  { protocol }: Country,
  fields: readonly string[],
  kind: KeyKind,
  isDescending = false,
): Key | null {
  const canSort = protocol.sorts?.(fields, kind) === true;
  return canSort ? { native: { fields, kind, isDescending }, codes: null } : null;
}

/** Null unless each word has one code, and the codes stand in the order of their words: any other order is another one. */
function codesInOrder(
  country: Country,
  list: ListName,
  field: RecordField,
  kind: 'text' | 'number',
): readonly string[] | null {
  const words = (CODE_ORDERS[list] as { readonly [field in RecordField]?: readonly string[] })[field];
  const entries = Object.entries(codeListOf(country, list, field) ?? {});
  if (words === undefined || entries.length !== words.length) return null;
  const codes = words.flatMap((word) => entries.filter((entry) => entry[1] === word).map(([code]) => code));
  const values = codes.map((code) => (kind === 'number' ? Number(code) : code));
  const isAscending = values.every((value, place) => place === 0 || (values[place - 1] ?? value) < value);
  return codes.length === words.length && isAscending ? codes : null;
}

function toNativePlace(keys: readonly Key[], values: PagePlace): NativePlace | 'unsaid' {
  const native = values.map((value, place) => toNativeValue(keys[place], value));
  const said = native.filter((value) => value !== undefined);
  return said.length < native.length ? 'unsaid' : said;
}

/** Undefined where the system may hold the value written otherwise. */
function toNativeValue(
  key: Key | undefined,
  value: string | number | null,
): string | number | null | undefined {
  if (key === undefined || value === null) return key === undefined ? undefined : null;
  if (key.codes !== null) {
    const code = key.codes[Number(value)];
    return code !== undefined && key.native.kind === 'number' ? Number(code) : code;
  }
  if (key.native.kind === 'number') return typeof value === 'number' ? value : undefined;
  return typeof value === 'string' && isPlainText(value) ? value : undefined;
}

/** Text that has one form only, composed or not. */
function isPlainText(text: string): boolean {
  return /^[\x20-\x7e]+$/.test(text);
}
