/** One entity set of an OData service: its rows, its total, and whether one of its rows only lacks a consent. */

import type { NativeListRequest } from './native-request.ts';
import {
  anyOf,
  conditionFilter,
  consentableFilter,
  keyTerms,
  releaseFilter,
  type SetProperties,
} from './odata-filter.ts';
import { type ODataPages, readODataPages, rowsOfPage } from './odata-pages.ts';
import { encode, toGet, toSelect } from './odata-url.ts';
import {
  asRow,
  INVALID_LIST,
  type NativeHttpRequest,
  type NativeList,
  type NativeRow,
  readJson,
  type Send,
} from './protocol.ts';

export interface EntitySet extends SetProperties {
  readonly name: string;
  /** Path of the set, encoded. */
  readonly path: string;
  /** The expression that names the operation. */
  readonly operation: string;
}

/**
 * Characters of a path, query included: servers take 8 kB for the request line, and an address may have a prefix and a
 * next link a cursor. Keys beyond it are asked in a further message.
 */
export const MAX_PATH = 7_000;

/**
 * What `asked` wants of `set`, but for a page (odata-set-page.ts). The total counts every record: it is a message of its own
 * where rows are left out, since `$count` counts what passes the filter. A condition is never parted: a very long one makes a long line. What gives
 * something else than rows, whatever of it was asked, is no list.
 */
export async function readEntitySet(
  set: EntitySet,
  asked: NativeListRequest,
  send: Send,
): Promise<NativeList> {
  const { fields, only, filter } = asked;
  const { release, condition } = filter ?? {};
  const isNarrowed = only !== undefined || release !== undefined || condition !== undefined;
  const countsByItself = asked.count && (isNarrowed || fields.length === 0);
  const [total, pages, consentable] = await Promise.all([
    countsByItself ? readCount(set, [set.operation], send) : NOT_ASKED,
    fields.length === 0 ? [] : readRows(set, asked, asked.count && !isNarrowed, send),
    readConsentable(set, asked, send),
  ]);
  if (total === null || pages === null || consentable === null) return INVALID_LIST;
  return {
    count: countsByItself ? total.count : pages[0]?.count,
    rows: pages.flatMap(({ rows }) => rows).slice(0, filter?.most),
    ...(consentable === undefined ? {} : { consentable }),
  };
}

/** How many rows fit all `terms`; null: what came is no list. */
export async function readCount(
  set: EntitySet,
  terms: readonly string[],
  send: Send,
): Promise<{ readonly count: unknown } | null> {
  const get = toGet(`${set.path}?${toFilter(terms)}&$top=0&$count=true`);
  const page = asRow(await readJson(await send(get)), `\`${set.name}\``);
  return rowsOfPage(set.name, page) === null ? null : { count: page['@odata.count'] };
}

const NOT_ASKED = { count: undefined } as const;

/** The operation, and what the filter says of its rows. */
export function rowTerms(set: EntitySet, { filter }: NativeListRequest): readonly string[] {
  return [
    set.operation,
    ...(filter?.release === undefined ? [] : [releaseFilter(filter.release, set)]),
    ...(filter?.condition === undefined ? [] : [conditionFilter(filter.condition, set)]),
  ];
}

function readRows(
  set: EntitySet,
  asked: NativeListRequest,
  count: boolean,
  send: Send,
): Promise<ODataPages[] | null> {
  const { fields, only, filter } = asked;
  const terms = rowTerms(set, asked);
  const most = filter?.most;
  const query = [toSelect(fields), ...(most === undefined ? [] : [`$top=${most}`])];
  return readEach(set, query, terms, only, { count, ...(most === undefined ? {} : { most }) }, send);
}

/**
 * Undefined: it was not asked. Of the rows of `only`, but whatever the condition: what is withheld must not be found out
 * by asking, bit by bit, what it holds. One row is asked for, its handle alone: whether, not how many.
 */
export async function readConsentable(
  set: EntitySet,
  { only, filter }: NativeListRequest,
  send: Send,
): Promise<boolean | undefined | null> {
  const release = filter?.release;
  if (release === undefined || !(release.consentable.unprotected || release.consentable.protected)) {
    return undefined;
  }
  const lacksConsent = consentableFilter(release, set);
  if (lacksConsent === null) return false;
  const { handle } = release.names;
  const terms = [set.operation, lacksConsent];
  const query = [toSelect([handle]), '$top=1'];
  const pages = await readEach(set, query, terms, only, { count: false, most: 1 }, send);
  if (pages === null) return null;
  return pages.some(({ rows }) => rows.some((row: NativeRow) => Object.hasOwn(row, handle)));
}

/** Pages of the rows that fit all `terms`, one series for as many of the keys as one line holds; null: one has no rows. */
async function readEach(
  set: EntitySet,
  query: readonly string[],
  terms: readonly string[],
  only: NativeListRequest['only'],
  wanted: { readonly count: boolean; readonly most?: number },
  send: Send,
): Promise<ODataPages[] | null> {
  const toQuery = (keys: readonly string[]): string[] => [...query, toFilter([...terms, ...keys])];
  const room = MAX_PATH - set.path.length - toQuery([]).join('&').length;
  const series =
    only === undefined ? [[]] : partsWithin(room, keyTerms(only, set)).map((part) => [anyOf(part)]);
  const read = (keys: readonly string[]): Promise<ODataPages | null> => {
    const get = (extra: readonly string[]): NativeHttpRequest =>
      toGet(`${set.path}?${[...toQuery(keys), ...extra].join('&')}`);
    return readODataPages(set.name, wanted, get, send);
  };
  const pages = await Promise.all(series.map(read));
  const known = pages.filter((one) => one !== null);
  return known.length < pages.length ? null : known;
}

/** Each term stands as one beside `and`, and is encoded here, together with the others. */
export function toFilter(terms: readonly string[]): string {
  return `$filter=${encode(terms.join(' and '))}`;
}

/** The terms in their order, as many together as `room` holds once they are encoded and joined; one at least. */
function partsWithin(room: number, terms: readonly string[]): readonly (readonly string[])[] {
  const parts: string[][] = [];
  let left = 0;
  for (const term of terms) {
    const size = encode(` or ${term}`).length;
    const part = parts.at(-1);
    if (part === undefined || size > left) {
      parts.push([term]);
      left = room - size;
    } else {
      part.push(term);
      left -= size;
    }
  }
  return parts;
}
