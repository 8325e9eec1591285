/** Answers of one entity set: a page of it, one entity, its size. */
import { type Asked, type Reply, toAsked } from '../mock-system.ts';
import type { NativeRow } from '../native-rows.ts';
import { askedRows } from './asked-rows.ts';
import type { EntitySet } from './entity-set.ts';
import { toTokens } from './filter-tokens.ts';
import { isMatch, valueIn } from './is-match.ts';
import { badRequest, ODataError } from './odata-error.ts';
import { type Options, readOptions, toSkipToken } from './read-options.ts';

export interface ODataUrl {
  readonly root: string;
  readonly host: string;
  /** Still encoded. */
  readonly query: string;
}

/** Rows on one page; a client that wants more follows the next link. */
const PAGE_SIZE = 100;

/** What passes $filter, in order, without $skip and up to $top; `@odata.count` is of all that passes $filter. */
export function answerSet(set: EntitySet, url: ODataUrl): Reply {
  const options = readOptions(url.query, set, [
    '$select',
    '$filter',
    '$orderby',
    '$top',
    '$skip',
    '$count',
    '$skiptoken',
    '$format',
  ]);
  const matching = matchingOf(set, options);
  const wanted = sorted(matching, options.orderBy).slice(options.skip, options.skip + options.top);
  const end = options.given + PAGE_SIZE;
  const page = wanted.slice(options.given, end);
  const body = {
    '@odata.context': contextOf(set, url, options),
    ...(options.count ? { '@odata.count': matching.length } : {}),
    value: page.map((row) => pick(row, options.select)),
    ...(end < wanted.length ? { '@odata.nextLink': toNextLink(set, url, end) } : {}),
  };
  return toJson(body, [askedOf(set, options, options.top === 0 ? [] : options.select, options.count)]);
}

/** The entity with this key, a string literal; 404 when there is none. */
export function answerEntity(set: EntitySet, key: string, url: ODataUrl): Reply {
  const [literal, ...rest] = toTokens(key);
  if (literal?.kind !== 'string' || rest.length > 0) throw badRequest('a key is one string literal');
  const options = readOptions(url.query, set, ['$select', '$format']);
  const row = set.rows.find((candidate) => candidate[set.key] === literal.value);
  if (row === undefined) throw new ODataError(404, 'NotFound', 'there is no such entity');
  const body = { '@odata.context': `${contextOf(set, url, options)}/$entity`, ...pick(row, options.select) };
  return toJson(body, [askedOf(set, options, options.select, false)]);
}

/** How many pass $filter, as plain text. */
export function answerCount(set: EntitySet, query: string): Reply {
  const options = readOptions(query, set, ['$filter']);
  const body = String(matchingOf(set, options).length);
  return { type: 'text/plain', body, asked: [askedOf(set, options, [], true)] };
}

/** JSON with minimal metadata (OData JSON format, section 3.1). */
export function toJson(body: object, asked: readonly Asked[]): Reply {
  return {
    type: 'application/json;odata.metadata=minimal',
    headers: { 'odata-version': '4.0' },
    body: JSON.stringify(body),
    asked,
  };
}

function matchingOf(set: EntitySet, { filter }: Options): readonly NativeRow[] {
  return filter === null ? set.rows : set.rows.filter((row) => isMatch(filter, row));
}

/** False comes before true, null first (part 1, section 11.2.6.2); rows that are equal stay in their order. */
function sorted(rows: readonly NativeRow[], orderBy: Options['orderBy']): readonly NativeRow[] {
  // Each row is read once, and not for each other it is compared with.
  return rows
    .map((row) => ({ row, held: orderBy.map(({ expression }) => valueIn(expression, row)) }))
    .sort((left, right) => {
      for (const [place, { descending }] of orderBy.entries()) {
        const order = compare(left.held[place], right.held[place]);
        if (order !== 0) return descending ? -order : order;
      }
      return 0;
    })
    .map(({ row }) => row);
}

function compare(left: unknown, right: unknown): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? -1 : 1;
  return (left as string | number | boolean) < (right as string | number | boolean) ? -1 : 1;
}

function contextOf(set: EntitySet, { root }: ODataUrl, { select }: Options): string {
  return `${root}/$metadata#${set.name}(${select.join(',')})`;
}

/** The request's own options with the place to go on. */
function toNextLink(set: EntitySet, { root, host, query }: ODataUrl, given: number): string {
  const options = query.split('&').filter((option) => !/^(?:\$|%24)skiptoken=/.test(option));
  const next = [...options, `$skiptoken=${toSkipToken(given)}`].join('&');
  return `http://${host}${root}/${encodeURIComponent(set.name)}?${next}`;
}

function pick(row: NativeRow, names: readonly string[]): NativeRow {
  return Object.fromEntries(names.map((name) => [name, row[name]]));
}

function askedOf(set: EntitySet, options: Options, select: readonly string[], count: boolean): Asked {
  const asked = toAsked(set.list, select, set.canonical, count, askedRows(set, options));
  return { ...asked, fields: [...new Set(asked.fields)] };
}
