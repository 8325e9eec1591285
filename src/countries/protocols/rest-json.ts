/**
 * National systems that speak REST with JSON: one GET for a whole query, its fields, totals and keys of rows listed in
 * the query string (several when the keys are too many for one). Where a country answers in parts (one for each state), every part must be there: lists are joined, totals summed.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { type FieldListSettings, toFieldListPath } from './field-list-path.ts';
import type { NativeListRequest, NativeRequest } from './native-request.ts';
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

export interface RestJsonSettings extends FieldListSettings {
  /** Under each list: its total, and its rows. */
  readonly count: string;
  readonly rows: string;
  /** For a country that answers in parts: where they stand. */
  readonly parts?: PartSettings;
}

interface PartSettings {
  /** The list of parts in the body, and the name of a part in each. */
  readonly list: string;
  readonly name: string;
  /** Names of all parts: each comes exactly once, with empty lists where it has nothing. */
  readonly all: readonly string[];
}

export function restJsonProtocol(settings: RestJsonSettings): Protocol {
  return {
    name: 'REST/JSON',
    selects: 'fields',
    ask: (request, send) =>
      askInMessages(
        request,
        (message) => toFieldListPath(settings, message),
        (message) => askMessage(settings, message, send),
      ),
  };
}

async function askMessage(
  settings: RestJsonSettings,
  request: NativeRequest,
  send: Send,
): Promise<NativeAnswer> {
  const response = await send({
    method: 'GET',
    path: toFieldListPath(settings, request),
    headers: { accept: 'application/json' },
  });
  const root = asRow(await readJson(response), 'the body');
  const parts = settings.parts === undefined ? null : readParts(settings.parts, root);
  const lists = request.lists.map((asked): [ListName, NativeList] => [
    asked.list,
    unlessWrong(() =>
      parts === null ? readList(settings, asked, root) : readJoined(settings, asked, parts),
    ) ?? INVALID_LIST,
  ]);
  return { overview: root, lists: new Map(lists) };
}

/** INVARIANT: no part is missing and none counts twice; otherwise the sum would be another country's. */
function readParts(settings: PartSettings, root: NativeRow): readonly NativeRow[] {
  const parts = asRows(root[settings.list], `\`${settings.list}\``);
  const names = new Set(parts.map((part) => part[settings.name]));
  const whole = parts.length === settings.all.length && settings.all.every((name) => names.has(name));
  if (!whole) {
    throw new GatewayError('SOURCE_INVALID', `\`${settings.list}\` does not hold each part once`);
  }
  return parts;
}

function readJoined(
  settings: RestJsonSettings,
  asked: NativeListRequest,
  parts: readonly NativeRow[],
): NativeList {
  const lists = parts.map((part) => readList(settings, asked, part));
  return {
    count: undefined,
    ...(asked.count ? { partCounts: lists.map((list) => list.count) } : {}),
    rows: lists.flatMap((list) => list.rows),
  };
}

function readList(settings: RestJsonSettings, asked: NativeListRequest, holder: NativeRow): NativeList {
  const list = asRow(holder[asked.native], `\`${asked.native}\``);
  return {
    count: asked.count ? list[settings.count] : undefined,
    rows: asked.fields.length > 0 ? asRows(list[settings.rows], `\`${asked.native}.${settings.rows}\``) : [],
  };
}
