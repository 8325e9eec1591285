/**
 * National systems that speak REST with HAL (draft-kelly-json-hal-11): one message for the operation's own fields, and
 * for each list one for every page, followed by `_links.next`; a list of which only the total is asked is one message.
 * Keys of rows stand in every page's message.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { checkHalSelf, readHalNext } from './hal-links.ts';
import { toKeyList } from './key-list.ts';
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

export interface HalSettings {
  /** Where the operations are: one is `{path}/{operation}`, a list of it `{path}/{operation}/{list}`. */
  readonly path: string;
  /**
   * Names of the query parameters: the fields wanted, the size of a page, which page, whether the total is wanted
   * (`true`; otherwise none travels), and the keys of the rows wanted.
   */
  readonly parameters: {
    readonly fields: string;
    readonly size: string;
    readonly page: string;
    readonly total: string;
    readonly only: string;
  };
  /** Property of a list that holds its total. Its rows are in `_embedded`, under the list's name. */
  readonly total: string;
  /** How many rows of a page to ask for; the system may give fewer. Pages are asked one after the other: few are fast. */
  readonly pageSize: number;
}

/** What the messages for one list have in common. */
interface Listing {
  readonly settings: HalSettings;
  /** Path of the collection, encoded. No message for the list goes anywhere else. */
  readonly path: string;
  readonly asked: NativeListRequest;
  readonly send: Send;
}

const MAX_PAGES = 10_000;

/** Lists are asked at once, the pages of a list one after the other. When one fails, `send` refuses what others ask next. */
export function halProtocol(settings: HalSettings): Protocol {
  return {
    name: 'REST/JSON HAL',
    selects: 'fields',
    async ask(request, send) {
      const path = `${settings.path}/${toPathSegment(request.operation)}`;
      const [overview, ...lists] = await Promise.all([
        askOverview(settings, path, request, send),
        ...request.lists.map((asked) =>
          askList({ settings, path: `${path}/${toPathSegment(asked.native)}`, asked, send }),
        ),
      ]);
      return { overview, lists: new Map(lists) };
    },
  };
}

async function askOverview(
  settings: HalSettings,
  path: string,
  request: NativeRequest,
  send: Send,
): Promise<NativeRow> {
  if (request.overview.length === 0) return {};
  return askResource(path, { [settings.parameters.fields]: request.overview.join(',') }, send);
}

async function askList(listing: Listing): Promise<[ListName, NativeList]> {
  const { asked, settings, path, send } = listing;
  if (asked.fields.length > 0) {
    const rows = await askListInMessages(
      asked,
      (part) => toTarget(path, firstPageOf({ ...listing, asked: part })),
      (part) => askPages({ ...listing, asked: part }),
    );
    return [asked.list, rows];
  }
  if (!asked.count) return [asked.list, { count: undefined, rows: [] }];
  const page = await askResource(path, { [settings.parameters.size]: '0', ...withTotal(listing) }, send);
  return [asked.list, toList(listing, page, [])];
}

type Query = Readonly<Record<string, string>>;

/** What asks for the total; nothing when it is not wanted. */
function withTotal({ asked, settings }: Listing): Query {
  return asked.count ? { [settings.parameters.total]: 'true' } : {};
}

/** What every page is asked: the fields, of which rows, and how many at once. */
function rowsOf({ asked: { fields, only }, settings: { parameters, pageSize } }: Listing): Query {
  return {
    [parameters.fields]: fields.join(','),
    ...(only === undefined ? {} : { [parameters.only]: toKeyList(only) }),
    [parameters.size]: String(pageSize),
  };
}

function firstPageOf(listing: Listing): Query {
  return { ...rowsOf(listing), ...withTotal(listing) };
}

/**
 * Every page of the list. The total is asked with the first alone; one that disagrees with the rows is found when it is
 * read.
 */
async function askPages(listing: Listing): Promise<NativeList> {
  const { asked, settings, path, send } = listing;
  const parameters = rowsOf(listing);
  const rows: NativeRow[] = [];
  const turned = new Set<string>();
  const first = await askResource(path, firstPageOf(listing), send);
  for (let page = first; ; ) {
    const given = readRows(asked.native, page);
    if (given === null) return INVALID_LIST;
    for (const row of given) rows.push(row);
    const next = readHalNext(page, path, settings.parameters.page);
    if (next === null) return toList(listing, first, rows);
    if (turned.has(next)) throw new GatewayError('SOURCE_INVALID', 'the pages of a list go in a circle');
    turned.add(next);
    if (turned.size >= MAX_PAGES) {
      throw new GatewayError('SOURCE_INVALID', `a list has more than ${MAX_PAGES} pages`);
    }
    page = await askResource(path, { ...parameters, [settings.parameters.page]: next }, send);
  }
}

/** One resource, which says itself that it is the one at `path`. */
async function askResource(path: string, parameters: Query, send: Send): Promise<NativeRow> {
  const headers = { accept: 'application/hal+json' };
  const body = await readJson(await send({ method: 'GET', path: toTarget(path, parameters), headers }));
  const resource = asRow(body, 'the body');
  checkHalSelf(resource, path);
  return resource;
}

function toTarget(path: string, parameters: Query): string {
  return `${path}?${new URLSearchParams(parameters)}`;
}

function readRows(list: string, page: NativeRow): readonly NativeRow[] | null {
  return unlessWrong(() => asRows(asRow(page._embedded, '`_embedded`')[list], `\`_embedded.${list}\``));
}

/** A list without the total that was asked cannot be told from one that is cut. */
function toList({ asked, settings }: Listing, first: NativeRow, rows: readonly NativeRow[]): NativeList {
  if (!asked.count) return { count: undefined, rows };
  const count = first[settings.total];
  return count === undefined ? INVALID_LIST : { count, rows };
}
