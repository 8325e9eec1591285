/**
 * National systems that lay XML files down in parts: an index names one file for each part (a canton, a region) and
 * language, and each file holds every list of its part. The lists of the country are those of its parts, joined.
 *
 * A whole query is the index and one message for each part; only the elements and rows that are asked are read.
 */
import type { ListName } from '../../terms.ts';
import { type FileDrop, readFile } from './file-drop.ts';
import type { NativeListRequest, NativeRequest } from './native-request.ts';
import { pickFields } from './pick-fields.ts';
import {
  INVALID_LIST,
  type NativeAnswer,
  type NativeList,
  type NativeRow,
  type Protocol,
  type Send,
} from './protocol.ts';
import { type IndexedPart, type IndexNames, readIndex } from './read-index.ts';
import { readPart } from './read-part.ts';
import { readXmlFile } from './read-xml-file.ts';

export interface XmlFilesSettings extends FileDrop {
  /** Codes of languages, in the order in which the native names of a list are parted by `|`. */
  readonly languages: readonly string[];
  readonly index: IndexNames & { readonly file: string };
  /** Elements of a part's file: the root, and under each list its total and its rows. */
  readonly part: { readonly root: string; readonly total: string; readonly row: string };
  /** File with the fields that are no lists, and its root. */
  readonly overview: { readonly file: string; readonly root: string };
}

export function xmlFilesProtocol(settings: XmlFilesSettings): Protocol {
  return {
    name: 'XML files',
    selects: 'whole',
    async ask(request, send): Promise<NativeAnswer> {
      const [overview, parts] = await Promise.all([
        askOverview(settings, request, send),
        askParts(settings, request, send),
      ]);
      const lists = request.lists.map((list): [ListName, NativeList] => [list.list, joinParts(list, parts)]);
      return { overview, lists: new Map(lists) };
    },
  };
}

type PartLists = ReadonlyMap<ListName, NativeList>;

async function askParts(
  settings: XmlFilesSettings,
  request: NativeRequest,
  send: Send,
): Promise<readonly PartLists[]> {
  if (request.lists.length === 0) return [];
  const { index, languages } = settings;
  const parts = await askFile(settings, request.operation, index.file, index.file, send, async (text) =>
    readIndex(await readXmlFile(text, index.root), index, languages),
  );
  return Promise.all(parts.map((part, place) => askPart(settings, request, part, place, send)));
}

/** The file's name is the source's word: a failure names its place in the index. */
function askPart(
  settings: XmlFilesSettings,
  request: NativeRequest,
  part: IndexedPart,
  place: number,
  send: Send,
): Promise<PartLists> {
  const name = `file ${place + 1} of the index`;
  return askFile(settings, request.operation, part.name, name, send, async (text) =>
    readPart(await readXmlFile(text, settings.part.root), settings, part, request.lists),
  );
}

async function askOverview(
  settings: XmlFilesSettings,
  request: NativeRequest,
  send: Send,
): Promise<NativeRow> {
  if (request.overview.length === 0) return {};
  const { file, root } = settings.overview;
  return askFile(settings, request.operation, file, file, send, async (text) =>
    pickFields(await readXmlFile(text, root), request.overview),
  );
}

function askFile<T>(
  settings: XmlFilesSettings,
  operation: string,
  name: string,
  place: string,
  send: Send,
  read: (text: string) => Promise<T>,
): Promise<T> {
  return readFile(settings, { operation, name, place, accept: 'application/xml' }, send, read);
}

/**
 * The country keeps no total of its own: each part's is handed on, to be summed when the country's numbers are read. A
 * list that one part does not give cannot be joined.
 */
function joinParts({ list, count }: NativeListRequest, parts: readonly PartLists[]): NativeList {
  const lists = parts.flatMap((part) => part.get(list) ?? []);
  if (lists.some(({ invalid }) => invalid)) return INVALID_LIST;
  const rows = lists.flatMap((part) => part.rows);
  return count
    ? { count: undefined, partCounts: lists.map((part) => part.count), rows }
    : { count: undefined, rows };
}
