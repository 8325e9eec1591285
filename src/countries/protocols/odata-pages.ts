/** An entity set page by page: server-driven paging (OData v4, part 1, section 11.2.6.7). */
import { GatewayError } from '../../errors.ts';
import {
  asRow,
  asRows,
  type NativeHttpRequest,
  type NativeRow,
  readJson,
  type Send,
  unlessWrong,
} from './protocol.ts';

/** Pages of one entity set; a source that has more goes round in circles. */
const MAX_PAGES = 10_000;

export interface ODataPages {
  /** The total of the first page; undefined when it is not wanted. */
  readonly count: unknown;
  readonly rows: readonly NativeRow[];
}

/**
 * All rows that `get` asks for, and their total from the first page when `count` is wanted; with `most` of them there,
 * pages beyond are not asked. Null when something else than rows stands in a page: it is no page of a list.
 *
 * Every page asks what `get` says: of a source's next link only the cursor is used, so that a source cannot widen what
 * it is asked, nor send us elsewhere. Throws SOURCE_UNAVAILABLE; SOURCE_INVALID when a page is no object, a next link
 * holds no cursor, a cursor comes again, or the pages have no end. `name` is the entity set's.
 */
export async function readODataPages(
  name: string,
  { count, most = Number.POSITIVE_INFINITY }: { readonly count: boolean; readonly most?: number },
  get: (extra: readonly string[]) => NativeHttpRequest,
  send: Send,
): Promise<ODataPages | null> {
  const ask = async (extra: readonly string[]): Promise<NativeRow> =>
    asRow(await readJson(await send(get(extra))), `\`${name}\``);
  const first = await ask(count ? ['$count=true'] : []);
  const given = rowsOfPage(name, first);
  if (given === null) return null;
  const rows = [...given];
  const seen = new Set<string>();
  for (let cursor = cursorOf(name, first); cursor !== null && rows.length < most; ) {
    if (seen.has(cursor)) throw new GatewayError('SOURCE_INVALID', `\`${name}\` gives the same page again`);
    seen.add(cursor);
    if (seen.size >= MAX_PAGES) throw new GatewayError('SOURCE_INVALID', `\`${name}\` has no last page`);
    const page = await ask([cursor]);
    const more = rowsOfPage(name, page);
    if (more === null) return null;
    for (const row of more) rows.push(row);
    cursor = cursorOf(name, page);
  }
  return { count: count ? first['@odata.count'] : undefined, rows };
}

/** The rows of a page; null when something else stands there. */
export function rowsOfPage(name: string, page: NativeRow): readonly NativeRow[] | null {
  return unlessWrong(() => asRows(page.value, `\`${name}.value\``));
}

/** The option of the next link that says where to go on, encoded as it came; null after the last page. */
function cursorOf(name: string, page: NativeRow): string | null {
  const link = page['@odata.nextLink'] ?? null;
  if (link === null) return null;
  const query = typeof link === 'string' ? queryOf(link) : [];
  const cursor =
    query.find(([option]) => option === '$skiptoken') ?? query.find(([option]) => option === '$skip');
  if (cursor === undefined)
    throw new GatewayError('SOURCE_INVALID', `\`${name}\` has a next link without a cursor`);
  return `${cursor[0]}=${cursor[1]}`;
}

/** Options of a relative or absolute link: name decoded, value as it came. INVARIANT: what URL gives holds no blank, `&` or `#`. */
function queryOf(link: string): [option: string, value: string][] {
  const url = URL.parse(link, 'http://source.invalid/');
  const options = url === null || url.search === '' ? [] : url.search.slice(1).split('&');
  return options.map((option) => {
    const [name = '', ...value] = option.split('=');
    return [name.replace(/^%24/, '$'), value.join('=')];
  });
}
