/**
 * National systems that lay CSV files down: one file for each list, whole. The country decides what is in a file;
 * only the files of lists that are asked are fetched, and only the columns and rows that are asked are read.
 */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { type FileDrop, readFile } from './file-drop.ts';
import type { NativeListRequest, NativeRequest } from './native-request.ts';
import type { NativeAnswer, NativeList, NativeRow, Protocol, Send } from './protocol.ts';
import { type CsvFile, type CsvQuestion, readCsv } from './read-csv.ts';

export interface CsvFilesSettings extends FileDrop {
  readonly delimiter: string;
  /** A column that every list's file has: a first line without it is no header, also when only lines are counted. */
  readonly key: string;
  /** Name of the file with the fields that are no lists, without `.csv`. */
  readonly overview: string;
}

export function csvFilesProtocol(settings: CsvFilesSettings): Protocol {
  return {
    name: 'CSV files',
    selects: 'whole',
    async ask(request, send): Promise<NativeAnswer> {
      const [overview, lists] = await Promise.all([
        askOverview(settings, request, send),
        Promise.all(request.lists.map((list) => askList(settings, request, list, send))),
      ]);
      return { overview, lists: new Map(lists) };
    },
  };
}

/** A file with a header and no line is an empty list: zero, which is not missing. */
async function askList(
  settings: CsvFilesSettings,
  { operation }: NativeRequest,
  asked: NativeListRequest,
  send: Send,
): Promise<[ListName, NativeList]> {
  const { lines, rows } = await askFile(settings, operation, asked.native, send, {
    columns: asked.fields,
    required: [settings.key],
    only: asked.only,
  });
  return [asked.list, { count: asked.count ? lines : undefined, rows }];
}

/** One line; a header alone reports nothing. */
async function askOverview(
  settings: CsvFilesSettings,
  { operation, overview }: NativeRequest,
  send: Send,
): Promise<NativeRow> {
  if (overview.length === 0) return {};
  const { lines, rows } = await askFile(settings, operation, settings.overview, send, {
    columns: overview,
    required: [],
  });
  if (lines > 1) {
    throw new GatewayError('SOURCE_INVALID', `\`${settings.overview}.csv\`: more than one line`);
  }
  return rows[0] ?? {};
}

function askFile(
  settings: CsvFilesSettings,
  operation: string,
  native: string,
  send: Send,
  question: Omit<CsvQuestion, 'delimiter'>,
): Promise<CsvFile> {
  const name = `${native}.csv`;
  return readFile(settings, { operation, name, place: name, accept: 'text/csv' }, send, (text) =>
    readCsv(text, { ...question, delimiter: settings.delimiter }),
  );
}
