/**
 * National systems whose lists are resources of their own, page by page: each page names the cursor of the next in its
 * body. The cursor is opaque and only ever a parameter; a link of the source is never followed.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { toKeyList, toQueryText } from './key-list.ts';
import type { NativeListRequest, NativeRequest } from './native-request.ts';
import { toPathSegment } from './path-segment.ts';
import {
  asRow,
  asRows,
  INVALID_LIST,
  type NativeList,
  type NativeRow,
  type Protocol,
  readJson,
  type Send,
  unlessWrong,
} from './protocol.ts';
import { askListInMessages } from './split-request.ts';

export interface RestJsonCursorSettings {
  /** Path before the operation. */
  readonly path: string;
  /**
   * Query parameters: the list of fields, the size of a page, the wish for the total (`true`), the cursor of a page, the
   * keys of rows.
   */
  readonly parameters: {
    readonly fields: string;
    readonly size: string;
    readonly total: string;
    readonly cursor: string;
    readonly only: string;
  };
  /** In each page: the total of the list, its rows, and the cursor of the next page (null on the last). */
  readonly count: string;
  readonly rows: string;
  readonly next: string;
  /** How many rows of a page to ask for; the system may give fewer. Pages are asked one after the other: few are fast. */
  readonly pageSize: number;
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
  return get(send, toPath(path, [[settings.parameters.fields, toNames(request.overview)]]));
}

/** A list whose keys are too many for one line is asked in parts, each to its own last page. */
function askList(
  settings: RestJsonCursorSettings,
  operation: string,
  asked: NativeListRequest,
  send: Send,
): Promise<NativeList> {
  const path = `${settings.path}/${toPathSegment(operation)}/${toPathSegment(asked.native)}`;
  return askListInMessages(
    asked,
    (part) => toPath(path, firstPageOf(settings, part)),
    (part) => askPages(settings, path, part, send),
  );
}

/** The total is asked of the first page only; without fields, that page is all that is asked. */
async function askPages(
  settings: RestJsonCursorSettings,
  path: string,
  asked: NativeListRequest,
  send: Send,
): Promise<NativeList> {
  const { parameters } = settings;
  const first = await get(send, toPath(path, firstPageOf(settings, asked)));
  const count = asked.count ? first[settings.count] : undefined;
  if (asked.fields.length === 0) return { count, rows: [] };
  const pages = [first];
  const cursors = new Set<string>();
  for (let next = cursorOf(settings, first); next !== null; ) {
    if (cursors.has(next) || pages.length === MAX_PAGES) {
      throw new GatewayError('SOURCE_INVALID', `the pages of \`${asked.native}\` do not end`);
    }
    cursors.add(next);
    const cursor: Parameter = [parameters.cursor, encodeURIComponent(next)];
    const page = await get(send, toPath(path, [...rowsOf(settings, asked), cursor]));
    pages.push(page);
    next = cursorOf(settings, page);
  }
  const place = `\`${asked.native}.${settings.rows}\``;
  const rows = unlessWrong(() => pages.flatMap((page) => asRows(page[settings.rows], place)));
  return rows === null ? INVALID_LIST : { count, rows };
}

/** The value is encoded. */
type Parameter = readonly [name: string, value: string];

function firstPageOf(settings: RestJsonCursorSettings, asked: NativeListRequest): Parameter[] {
  const total: Parameter[] = asked.count ? [[settings.parameters.total, 'true']] : [];
  return [...rowsOf(settings, asked), ...total];
}

/** What every page is asked: the fields, of which rows, and how many at once. */
function rowsOf(
  { parameters, pageSize }: RestJsonCursorSettings,
  { fields, only }: NativeListRequest,
): Parameter[] {
  if (fields.length === 0) return [];
  const keys: Parameter[] = only === undefined ? [] : [[parameters.only, toQueryText(toKeyList(only))]];
  return [[parameters.fields, toNames(fields)], ...keys, [parameters.size, String(pageSize)]];
}

function toNames(names: readonly string[]): string {
  return names.map(encodeURIComponent).join(',');
}

function toPath(path: string, parameters: readonly Parameter[]): string {
  return `${path}?${parameters.map(([name, value]) => `${encodeURIComponent(name)}=${value}`).join('&')}`;
}

async function get(send: Send, path: string): Promise<NativeRow> {
  const response = await send({ method: 'GET', path, headers: { accept: 'application/json' } });
  return asRow(await readJson(response), 'the body');
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
