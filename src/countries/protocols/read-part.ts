/** One part's file: every list of the part, in the part's language. */
import { GatewayError } from '../../errors.ts';
import type { ListName } from '../../terms.ts';
import { keyTest } from './key-test.ts';
import type { NativeKeys, NativeListRequest } from './native-request.ts';
import { pickFields } from './pick-fields.ts';
import { asRow, asRows, INVALID_LIST, type NativeList, type NativeRow, unlessWrong } from './protocol.ts';
import type { IndexedPart, IndexNames } from './read-index.ts';

export interface PartSettings {
  readonly languages: readonly string[];
  readonly index: Pick<IndexNames, 'part' | 'language'>;
  readonly part: { readonly total: string; readonly row: string };
}

/**
 * The lists asked of one part: its own total as text, and the rows asked with the asked elements that are there. Of a
 * row that is not asked its keys alone are looked at.
 *
 * SOURCE_INVALID: the file is of another part or language than the index says. A list that is missing or there twice, or
 * has no total (an empty one says that it is not reported), is invalid by itself.
 */
export function readPart(
  root: NativeRow,
  settings: PartSettings,
  indexed: IndexedPart,
  asked: readonly NativeListRequest[],
): ReadonlyMap<ListName, NativeList> {
  const { part, language } = settings.index;
  if (root[part] !== indexed.part || root[language] !== indexed.language) {
    throw new GatewayError('SOURCE_INVALID', 'the file is not of the part and language that the index says');
  }
  const place = settings.languages.indexOf(indexed.language);
  return new Map(
    asked.map((request) => {
      const native = nameIn(request.native, place);
      const read = (): NativeList => readList(asRow(root[native], `\`${native}\``), settings, request);
      return [request.list, unlessWrong(read) ?? INVALID_LIST];
    }),
  );
}

function readList(
  list: NativeRow,
  { part }: PartSettings,
  { fields, count, only }: NativeListRequest,
): NativeList {
  const total = list[part.total];
  if (count && total === undefined) throw new GatewayError('SOURCE_INVALID', 'a list has no total');
  const rows = fields.length > 0 ? asRows(itemsOf(list[part.row]), `\`${part.row}\``) : [];
  return { count: total, rows: rows.filter(rowTest(only)).map((row) => pickFields(row, fields)) };
}

/** Whether a row is asked: the key of its part's language is one of the keys. */
function rowTest(only: NativeKeys | undefined): (row: NativeRow) => boolean {
  if (only === undefined) return () => true;
  const isNamed = keyTest(only);
  return (row) => only.fields.some((field) => Object.hasOwn(row, field) && isNamed(row[field]));
}

/** One name for all languages, or one for each. */
function nameIn(native: string, language: number): string {
  return native.split('|')[language] ?? native;
}

/** An element that is there once comes as itself, several as an array. */
function itemsOf(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}
