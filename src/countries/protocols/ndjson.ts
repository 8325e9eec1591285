/**
 * National systems that answer with a stream of JSON texts, one a line (NDJSON): one GET for a whole query (several when
 * the keys of rows are too many for one). Each line names its list; the last one, the trailer, says how many lines each
 * list has and gives the totals that were asked.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { toKeyList } from './key-list.ts';
import type { NativeRequest } from './native-request.ts';
import { toPathSegment } from './path-segment.ts';
import {
  asRow,
  type NativeAnswer,
  type NativeList,
  type NativeRow,
  type Protocol,
  readText,
  type Send,
} from './protocol.ts';
import { type CountedStream, readCountedStream, type StreamWords } from './read-counted-stream.ts';
import { askInMessages } from './split-request.ts';

export interface NdjsonSettings {
  /** Where the operations are, and the last part of a stream's path: `{path}/{operation}/{stream}`. */
  readonly path: string;
  readonly stream: string;
  /**
   * Query parameters: `{fields}.{list}` for the fields of its rows, `{only}.{list}` for the keys of those wanted, `totals`
   * for lists to count, `overview` for fields.
   */
  readonly parameters: {
    readonly fields: string;
    readonly only: string;
    readonly totals: string;
    readonly overview: string;
  };
  readonly words: StreamWords;
  /** The name, among those of lists, under which the operation's own fields stand on one line. */
  readonly overview: string;
  /** Key of the trailer: totals, of all records, of the lists whose total was asked. */
  readonly totals: string;
}

export function ndjsonProtocol(settings: NdjsonSettings): Protocol {
  return {
    name: 'REST/NDJSON',
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
  settings: NdjsonSettings,
  request: NativeRequest,
  send: Send,
): Promise<NativeAnswer> {
  const response = await send({
    method: 'GET',
    path: toTarget(settings, request),
    headers: { accept: 'application/x-ndjson' },
  });
  const stream = await readCountedStream(settings.words, namesOf(settings, request), readText(response));
  return readAnswer(settings, request, stream);
}

function toTarget(settings: NdjsonSettings, request: NativeRequest): string {
  const path = `${settings.path}/${toPathSegment(request.operation)}/${settings.stream}`;
  return `${path}?${toParameters(settings, request)}`;
}

function toParameters({ parameters }: NdjsonSettings, request: NativeRequest): URLSearchParams {
  const query = new URLSearchParams();
  if (request.overview.length > 0) query.set(parameters.overview, request.overview.join(','));
  for (const { native, fields, only } of request.lists) {
    if (fields.length === 0) continue;
    query.set(`${parameters.fields}.${native}`, fields.join(','));
    if (only !== undefined) query.set(`${parameters.only}.${native}`, toKeyList(only));
  }
  const counted = request.lists.filter((list) => list.count).map((list) => list.native);
  if (counted.length > 0) query.set(parameters.totals, counted.join(','));
  return query;
}

/** Names that lines of the stream may carry: those of which rows were asked. */
function namesOf(settings: NdjsonSettings, request: NativeRequest): string[] {
  const lists = request.lists.filter((list) => list.fields.length > 0).map((list) => list.native);
  return request.overview.length > 0 ? [settings.overview, ...lists] : lists;
}

function readAnswer(settings: NdjsonSettings, request: NativeRequest, stream: CountedStream): NativeAnswer {
  const lists = request.lists.map((asked): [ListName, NativeList] => [
    asked.list,
    {
      count: asked.count ? readTotal(settings, asked.native, stream.trailer) : undefined,
      rows: stream.rows.get(asked.native) ?? [],
    },
  ]);
  return { overview: readOverview(settings, stream), lists: new Map(lists) };
}

function readOverview(settings: NdjsonSettings, stream: CountedStream): NativeRow {
  const [line, ...others] = stream.rows.get(settings.overview) ?? [{}];
  if (line === undefined || others.length > 0) {
    throw new GatewayError('SOURCE_INVALID', `\`${settings.overview}\` is not one line`);
  }
  return line;
}

/** The total of all records: of another meaning than the lines of this stream, which the trailer counts beside it. */
function readTotal(settings: NdjsonSettings, list: string, trailer: NativeRow): unknown {
  const totals = asRow(trailer[settings.totals], `\`${settings.totals}\` of the trailer`);
  if (!Object.hasOwn(totals, list)) {
    throw new GatewayError('SOURCE_INVALID', `the trailer has no total of \`${list}\``);
  }
  return totals[list];
}
