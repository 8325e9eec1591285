/**
 * National systems that speak REST with XML: one GET for a whole query, its fields, totals and keys of rows listed in the
 * query string (several when the keys are too many for one).
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
  type Send,
  unlessWrong,
} from './protocol.ts';
import { readXml, type XmlShape } from './read-xml.ts';
import { askInMessages } from './split-request.ts';

export interface RestXmlSettings extends FieldListSettings {
  /** Document element. */
  readonly root: string;
  /** Of each list: the attribute that holds its total (left out when unknown), and the element of a row. */
  readonly count: string;
  readonly row: string;
  /** Elements of a row that stand once for each of their values: a list, also when there is one value. */
  readonly repeated: readonly string[];
}

export function restXmlProtocol(settings: RestXmlSettings): Protocol {
  const shape = { attributes: [settings.count], repeated: [settings.row, ...settings.repeated] };
  return {
    name: 'REST/XML',
    selects: 'fields',
    ask: (request, send) =>
      askInMessages(
        request,
        (message) => toFieldListPath(settings, message),
        (message) => askMessage(settings, shape, message, send),
      ),
  };
}

async function askMessage(
  settings: RestXmlSettings,
  shape: XmlShape,
  request: NativeRequest,
  send: Send,
): Promise<NativeAnswer> {
  const response = await send({
    method: 'GET',
    path: toFieldListPath(settings, request),
    headers: { accept: 'application/xml' },
  });
  const document = await readXml(response, shape);
  const root = asElement(document[settings.root], settings.root);
  const lists = request.lists.map((asked): [ListName, NativeList] => [
    asked.list,
    unlessWrong(() => readList(settings, asked, asElement(root[asked.native], asked.native))) ?? INVALID_LIST,
  ]);
  return { overview: root, lists: new Map(lists) };
}

/** INVARIANT: a list holds its rows and nothing else; text or other elements in it are not an empty list. */
function readList(settings: RestXmlSettings, asked: NativeListRequest, list: NativeRow): NativeList {
  const total = `@${settings.count}`;
  if (Object.keys(list).some((name) => name !== total && name !== settings.row)) {
    throw new GatewayError('SOURCE_INVALID', `\`${asked.native}\` holds what is no row`);
  }
  return {
    count: asked.count ? list[total] : undefined,
    rows: asked.fields.length > 0 ? asRows(list[settings.row] ?? [], `\`${asked.native}\``) : [],
  };
}

/** An element with children; an empty one has none. Anything else (text, several of the name, none) is SOURCE_INVALID. */
function asElement(value: unknown, name: string): NativeRow {
  return value === '' ? {} : asRow(value, `\`${name}\``);
}
