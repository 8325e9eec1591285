/** Rows by key, read by the servers' own parser, and what is left of a list then. */
import type { Asked, ListName } from '../mock-system.ts';
import { canonicalNames, type NativeProfile, type NativeRow } from '../native-rows.ts';
import { BadRequest } from './bad-request.ts';

export interface Keys {
  /** Native names. */
  readonly fields: readonly string[];
  readonly values: readonly string[];
}

/**
 * Reads `field:value,value` or `field|field:value,value`, decoded from the query string; a mark that stands inside a name
 * or a value is percent-encoded once more. Throws BadRequest for anything else.
 */
export function parseKeys(text: string): Keys {
  const [fields, values, ...others] = text.split(':');
  if (fields === undefined || fields === '' || values === undefined || others.length > 0)
    throw new BadRequest('keys are a field and its values');
  return { fields: fields.split('|').map(decode), values: values.split(',').map(decode) };
}

/** Reads `list(field:value,value),list(...)`: keys by native list, each there once. Throws BadRequest otherwise. */
export function parseKeyLists(text: string): ReadonlyMap<string, Keys> {
  const lists = new Map<string, Keys>();
  if (!/^[^(),]+\([^()]*\)(,[^(),]+\([^()]*\))*$/.test(text)) throw new BadRequest('keys stand in brackets');
  for (const [, list = '', keys = ''] of text.matchAll(/([^(),]+)\(([^()]*)\)/g)) {
    if (lists.has(list)) throw new BadRequest('a list is there twice');
    lists.set(list, parseKeys(keys));
  }
  return lists;
}

/** The rows of which one of the fields holds one of the values, letter by letter; without keys, all of them. */
export function rowsWith(rows: readonly NativeRow[], keys: Keys | undefined): readonly NativeRow[] {
  if (keys === undefined) return rows;
  const values = new Set(keys.values);
  return rows.filter((row) => keys.fields.some((field) => values.has(String(row[field] ?? ''))));
}

/** The journal's words for keys; none where all rows were asked. */
export function onlyOf(profile: NativeProfile, list: ListName, keys: Keys | undefined): Pick<Asked, 'only'> {
  if (keys === undefined) return {};
  const names = canonicalNames(profile, list);
  return { only: { fields: keys.fields.map((field) => names[field] ?? field), values: keys.values } };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new BadRequest('a key is not encoded');
  }
}
