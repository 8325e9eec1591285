/**
 * National systems that speak OData v4 (OASIS, part 2: URL conventions): one GET for each entity set and page, with
 * `$select` of the fields asked and `$filter` on the operation.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { readODataPages } from './odata-pages.ts';
import {
  asRow,
  asRows,
  type NativeHttpRequest,
  type NativeList,
  type NativeListRequest,
  type NativeRequest,
  type NativeRow,
  type Protocol,
  readJson,
  type Send,
} from './protocol.ts';

export interface ODataSettings {
  /** Root of the service, before every entity set. */
  readonly root: string;
  /** Entity set whose key is the operation: one entity, the overview. */
  readonly overview: string;
  /** Property of every record that names its operation. */
  readonly operation: string;
  /** Where a list is kept in several entity sets: what parts their names in the list's native name. */
  readonly setSeparator?: string;
}

export function odataProtocol(settings: ODataSettings): Protocol {
  return {
    name: 'OData v4',
    selects: 'fields',
    async ask(request, send) {
      const [overview, lists] = await Promise.all([
        readOverview(settings, request, send),
        Promise.all(request.lists.map((list) => readList(settings, request.operation, list, send))),
      ]);
      return { overview, lists: new Map(lists) };
    },
  };
}

const NOTHING: NativeRow = Object.freeze(Object.create(null) as NativeRow);

async function readOverview(
  settings: ODataSettings,
  { operation, overview }: NativeRequest,
  send: Send,
): Promise<NativeRow> {
  if (overview.length === 0) return NOTHING;
  const entity = `${encode(settings.overview)}(${encode(quote(operation))})`;
  const response = await send(toGet(`${settings.root}/${entity}?${toSelect(overview)}`));
  return asRow(readJson(response), `\`${settings.overview}\``);
}

/** A list is the union of its entity sets, in their order; its total is the sum of theirs. */
async function readList(
  settings: ODataSettings,
  operation: string,
  asked: NativeListRequest,
  send: Send,
): Promise<[ListName, NativeList]> {
  const { setSeparator } = settings;
  const names = setSeparator === undefined ? [asked.native] : asked.native.split(setSeparator);
  const sets = await Promise.all(names.map((name) => readSet(settings, operation, name, asked, send)));
  const [only, ...others] = sets;
  if (only !== undefined && others.length === 0) return [asked.list, only];
  return [
    asked.list,
    {
      count: undefined,
      ...(asked.count ? { partCounts: sets.map((set) => set.count) } : {}),
      rows: sets.flatMap((set) => set.rows),
    },
  ];
}

async function readSet(
  settings: ODataSettings,
  operation: string,
  name: string,
  { fields, count }: NativeListRequest,
  send: Send,
): Promise<NativeList> {
  const path = `${settings.root}/${encode(name)}`;
  const filter = `$filter=${encode(`${settings.operation} eq ${quote(operation)}`)}`;
  const get = (query: readonly string[]): NativeHttpRequest => toGet(`${path}?${query.join('&')}`);
  if (fields.length > 0) return readODataPages(name, [toSelect(fields), filter], count, get, send);
  if (!count) return { count: undefined, rows: [] };
  const page = asRow(readJson(await send(get([filter, '$top=0', '$count=true']))), `\`${name}\``);
  asRows(page.value, `\`${name}.value\``);
  return { count: page['@odata.count'], rows: [] };
}

function toSelect(properties: readonly string[]): string {
  return `$select=${properties.map(encode).join(',')}`;
}

/** `Odata-MaxVersion`: a 4.01 service answers as 4.0, with `@odata.` before its annotations (part 1, section 8.2.7). */
function toGet(path: string): NativeHttpRequest {
  return { method: 'GET', path, headers: { accept: 'application/json', 'odata-maxversion': '4.0' } };
}

/** A string literal: a quote inside is doubled (URL conventions, section 5.1.1.14.1). Still to be encoded. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * INVARIANT: nothing leaves a literal or a name for the query around it. What is no text (a lone surrogate) throws
 * INTERNAL: an id of ours was not checked where it came in.
 */
function encode(text: string): string {
  if (!text.isWellFormed()) throw new GatewayError('INTERNAL', 'an id cannot be written into a query');
  return encodeURIComponent(text);
}
