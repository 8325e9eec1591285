/** A page of one entity set of an OData service. */

import type { NativeListRequest, NativePage } from './native-request.ts';
import { type PageExpressions, toPageExpressions } from './odata-page.ts';
import { readODataPages } from './odata-pages.ts';
import { type EntitySet, MAX_PATH, readConsentable, readCount, rowTerms, toFilter } from './odata-set.ts';
import { encode, toGet, toSelect } from './odata-url.ts';
import { INVALID_LIST, type NativeHttpRequest, type NativeList, type Send } from './protocol.ts';

/**
 * The first rows of `set` behind a place, in order; its total, counts and whether a row is consentable in messages of their
 * own, as far as they are asked. A page that is too long for a line is not asked: nothing of the list is then.
 */
export async function readSetPage(
  set: EntitySet,
  asked: NativeListRequest,
  page: NativePage,
  send: Send,
): Promise<NativeList> {
  const expressions = toPageExpressions(page, set);
  const line = expressions === null ? null : pageLine(set, asked, expressions);
  const total = asked.count ? readCount(set, [set.operation], send) : NOT_ASKED;
  if (line === null || line.length > MAX_PATH) return unsaid(await total);
  const most = asked.filter?.most ?? 0;
  const get = (extra: readonly string[]): NativeHttpRequest => toGet([line, ...extra].join('&'));
  const countsAll = page.counts && page.after !== null;
  const [count, rows, all, consentable] = await Promise.all([
    total,
    readODataPages(set.name, { count: page.counts, most }, get, send),
    countsAll ? readCount(set, rowTerms(set, asked), send) : NOT_ASKED,
    readConsentable(set, asked, send),
  ]);
  if (count === null || rows === null || all === null || consentable === null) return INVALID_LIST;
  const found = { all: countsAll ? all.count : rows.count, left: rows.count };
  return {
    count: count.count,
    rows: rows.rows,
    ...(page.counts ? { found: [found] } : {}),
    ...(consentable === undefined ? {} : { consentable }),
  };
}

type Counted = { readonly count: unknown } | null;
const NOT_ASKED: Counted = { count: undefined };

function unsaid(total: Counted): NativeList {
  return total === null ? INVALID_LIST : { count: total.count, rows: [], unsaid: true };
}

function pageLine(set: EntitySet, asked: NativeListRequest, { order, place }: PageExpressions): string {
  const terms = [...rowTerms(set, asked), ...(place === null ? [] : [place])];
  const query = [
    toSelect(asked.fields),
    `$orderby=${encode(order.join(','))}`,
    `$top=${asked.filter?.most}`,
    toFilter(terms),
  ];
  return `${set.path}?${query.join('&')}`;
}
