/**
 * National systems whose lists are resources of their own, page by page: each page names the cursor of the next in its
 * body. The cursor is opaque and only ever a parameter; a link of the source is never followed.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { toPathSegment } from './path-segment.ts';
import {
  asRow,
  asRows,
  type NativeList,
  type NativeListRequest,
  type NativeRequest,
  type NativeRow,
  type Protocol,
  readJson,
  type Send,
} from './protocol.ts';

export interface RestJsonCursorSettings {
  /** Path before the operation. */
  readonly path: string;
  /** Query parameters: the list of fields, the wish for the total (`true`), the cursor of a page. */
  readonly parameters: { readonly fields: string; readonly total: string; readonly cursor: string };
  /** In each page: the total of the list, its rows, and the cursor of the next page (null on the last). */
  readonly count: string;
  readonly rows: string;
  readonly next: string;
}

const MAX_PAGES = 10_000;
const MAX_CURSOR_LENGTH = 1_000;

export function restJsonCursorProtocol(settings: RestJsonCursorSettings): Protocol {
  return {
    name: 'REST/JSON, pages by cursor',
    selects: 'fields',
    async ask(request, send) {
      const [overview, ...lists] = await Promise.all([
        askOverview(settings, request, send),
        ...request.lists.map(
          async (asked): Promise<[ListName, NativeList]> => [
            asked.list,
            await askList(settings, request.operation, asked, send),
          ],
        ),
      ]);
      return { overview, lists: new Map(lists) };
    },
  };
}

async function askOverview(
  settings: RestJsonCursorSettings,
  request: NativeRequest,
  send: Send,
): Promise<NativeRow> {
  if (request.overview.length === 0) return {};
  const path = `${settings.path}/${toPathSegment(request.operation)}`;
  return get(send, path, [[settings.parameters.fields, request.overview]]);
}

/** The total is asked of the first page only; without fields, that page is all that is asked. */
async function askList(
  settings: RestJsonCursorSettings,
  operation: string,
  asked: NativeListRequest,
  send: Send,
): Promise<NativeList> {
  const { parameters } = settings;
  const path = `${settings.path}/${toPathSegment(operation)}/${toPathSegment(asked.native)}`;
  const fields: Parameter[] = asked.fields.length > 0 ? [[parameters.fields, asked.fields]] : [];
  const first = await get(send, path, [
    ...fields,
    ...(asked.count ? [[parameters.total, ['true']] as const] : []),
  ]);
  const count = asked.count ? first[settings.count] : undefined;
  if (asked.fields.length === 0) return { count, rows: [] };
  const pages = [first];
  const cursors = new Set<string>();
  for (let next = cursorOf(settings, first); next !== null; ) {
    if (cursors.has(next) || pages.length === MAX_PAGES) {
      throw new GatewayError('SOURCE_INVALID', `the pages of \`${asked.native}\` do not end`);
    }
    cursors.add(next);
    const page = await get(send, path, [...fields, [parameters.cursor, [next]]]);
    pages.push(page);
    next = cursorOf(settings, page);
  }
  return {
    count,
    rows: pages.flatMap((page) => asRows(page[settings.rows], `\`${asked.native}.${settings.rows}\``)),
  };
}

type Parameter = readonly [name: string, values: readonly string[]];

async function get(send: Send, path: string, parameters: readonly Parameter[]): Promise<NativeRow> {
  const query = parameters.map(
    ([name, values]) => `${encodeURIComponent(name)}=${values.map(encodeURIComponent).join(',')}`,
  );
  const response = await send({
    method: 'GET',
    path: `${path}?${query.join('&')}`,
    headers: { accept: 'application/json' },
  });
  return asRow(readJson(response), 'the body');
}

/** The next page's cursor; null after the last. A page that does not say is no last page: SOURCE_INVALID. */
function cursorOf(settings: RestJsonCursorSettings, page: NativeRow): string | null {
  const next = page[settings.next];
  if (next === null) return null;
  if (typeof next === 'string' && next !== '' && next.length <= MAX_CURSOR_LENGTH && next.isWellFormed()) {
    return next;
  }
  throw new GatewayError('SOURCE_INVALID', `\`${settings.next}\` is no cursor`);
}
