/**
 * National systems that speak JSON:API 1.1: one GET for a whole query (several when the keys of rows are too many for
 * one), answered by a compound document. The operation is the primary resource, each list one of its relationships, each
 * row an included resource.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { dropIncluded, readIncluded, takeIncluded } from './json-api-included.ts';
import { toKeyList } from './key-list.ts';
import type { NativeListRequest, NativeRequest } from './native-request.ts';
import { toPathSegment } from './path-segment.ts';
import {
  asRow,
  asRows,
  INVALID_LIST,
  type NativeAnswer,
  type NativeList,
  type NativeRow,
  type Protocol,
  readJson,
  type Send,
  unlessWrong,
} from './protocol.ts';
import { askInMessages } from './split-request.ts';

export interface JsonApiSettings {
  /** Where the operations are: one is `{path}/{operation}`. */
  readonly path: string;
  /** Type of the primary resource. The type of a row is the name of its list; a native field `id` is a resource's id. */
  readonly type: string;
  /**
   * Query parameter that names the lists whose total is wanted: a parameter of the system's own, with a character
   * beside a to z (JSON:API 1.1, Implementation-Specific Query Parameters). Without it no total travels.
   */
  readonly totals: string;
  /** Member of a relationship's `meta` that holds the list's total. */
  readonly total: string;
}

export function jsonApiProtocol(settings: JsonApiSettings): Protocol {
  return {
    name: 'REST/JSON:API',
    selects: 'fields',
    ask: (request, send) =>
      askInMessages(
        request,
        (message) => toTarget(settings, message),
        (message) => askMessage(settings, message, send),
      ),
  };
}

async function askMessage(
  settings: JsonApiSettings,
  request: NativeRequest,
  send: Send,
): Promise<NativeAnswer> {
  const response = await send({
    method: 'GET',
    path: toTarget(settings, request),
    headers: { accept: 'application/vnd.api+json' },
  });
  return readDocument(settings, request, asRow(await readJson(response), 'the body'));
}

function toTarget(settings: JsonApiSettings, request: NativeRequest): string {
  return `${settings.path}/${toPathSegment(request.operation)}?${toParameters(settings, request)}`;
}

/**
 * Sparse fieldsets for the operation and for each list whose rows are asked, the keys of those rows (JSON:API 1.1,
 * Filtering: the family `filter` is reserved, its strategy left to the server), and the lists whose total is asked. The
 * id travels unasked: it is no field.
 */
function toParameters(settings: JsonApiSettings, request: NativeRequest): URLSearchParams {
  const withRows = request.lists.filter((list) => list.fields.length > 0);
  const counted = request.lists.filter((list) => list.count);
  const shown = request.lists
    .filter((list) => list.fields.length > 0 || list.count)
    .map((list) => list.native);
  const parameters = new URLSearchParams();
  if (withRows.length > 0) parameters.set('include', withRows.map((list) => list.native).join(','));
  parameters.set(`fields[${settings.type}]`, [...request.overview, ...shown].join(','));
  for (const { native, fields, only } of withRows) {
    parameters.set(`fields[${native}]`, fields.filter((field) => field !== 'id').join(','));
    if (only !== undefined) parameters.set(`filter[${native}]`, toKeyList(only));
  }
  if (counted.length > 0) parameters.set(settings.totals, counted.map((list) => list.native).join(','));
  return parameters;
}

function readDocument(settings: JsonApiSettings, request: NativeRequest, body: NativeRow): NativeAnswer {
  const data = asRow(body.data, '`data`');
  if (data.type !== settings.type || data.id !== request.operation) {
    throw new GatewayError('SOURCE_INVALID', '`data` is another resource than the one asked');
  }
  const included = readIncluded(body.included);
  const relationships = asRow(data.relationships ?? {}, '`data.relationships`');
  const lists = request.lists.map((asked): [ListName, NativeList] => {
    const list = unlessWrong(() => readList(settings, asked, relationships, included));
    if (list === null) dropIncluded(included, asked.native);
    return [asked.list, list ?? INVALID_LIST];
  });
  // INVARIANT: the lists have taken out every row that was asked; what is left nobody asked for (full linkage).
  if (included.size > 0) {
    throw new GatewayError('SOURCE_INVALID', 'a resource is included that stands in none of the lists asked');
  }
  const overview = request.overview.length > 0 ? asRow(data.attributes, '`data.attributes`') : {};
  return { overview, lists: new Map(lists) };
}

function readList(
  settings: JsonApiSettings,
  asked: NativeListRequest,
  relationships: NativeRow,
  included: Map<string, NativeRow>,
): NativeList {
  if (asked.fields.length === 0 && !asked.count) return { count: undefined, rows: [] };
  const place = `\`relationships.${asked.native}\``;
  const relationship = asRow(relationships[asked.native], place);
  const linked = asked.fields.length > 0 ? asRows(relationship.data, `\`data\` of ${place}`) : [];
  return {
    count: asked.count ? readTotal(settings, place, relationship) : undefined,
    rows: linked.map((identifier) => takeIncluded(included, asked.native, identifier)),
  };
}

function readTotal(settings: JsonApiSettings, place: string, relationship: NativeRow): unknown {
  const total = asRow(relationship.meta, `\`meta\` of ${place}`)[settings.total];
  if (total === undefined) throw new GatewayError('SOURCE_INVALID', `${place} has no \`${settings.total}\``);
  return total;
}
