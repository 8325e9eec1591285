/** A national drop of CSV files: one for each list and one for the overview, with the words of one country. */
import { stringify } from 'csv-stringify/sync';
import { type DroppedFile, serveFiles } from './file-drop.ts';
import { type Asked, type ListName, type MockSystem, toAsked } from './mock-system.ts';
import {
  canonicalNames,
  type NativeProfile,
  type NativeRow,
  nativeNames,
  nativeOverview,
  nativeRows,
} from './native-rows.ts';
import type { NationalWorld } from './world.ts';

export interface CsvFilesMock {
  readonly profile: NativeProfile;
  readonly folder: string;
  /** Name of the overview's file, without `.csv`. */
  readonly overview: string;
  readonly delimiter: string;
  readonly bom: boolean;
  /** How the country writes a header name. */
  readonly header?: (name: string) => string;
}

export function serveCsvFiles(world: NationalWorld, mock: CsvFilesMock): Promise<MockSystem> {
  const { profile } = mock;
  const files = new Map([
    [`${mock.overview}.csv`, overviewFile(mock, world)],
    ...(Object.keys(profile.lists) as ListName[]).map((list): [string, DroppedFile] => [
      `${profile.lists[list].native}.csv`,
      listFile(mock, world, list),
    ]),
  ]);
  return serveFiles(world, mock.folder, 'text/csv; charset=utf-8', files);
}

function listFile(mock: CsvFilesMock, world: NationalWorld, list: ListName): DroppedFile {
  const { profile } = mock;
  const columns = [profile.marking.handle, ...Object.values(nativeNames(profile, list)), 'synthetic'];
  return toFile(mock, list, [...new Set(columns)], nativeRows(profile, world, list));
}

function overviewFile(mock: CsvFilesMock, world: NationalWorld): DroppedFile {
  const row = { ...nativeOverview(mock.profile, world), synthetic: true };
  return toFile(mock, 'overview', Object.keys(row), [row]);
}

function toFile(
  mock: CsvFilesMock,
  list: Asked['list'],
  columns: readonly string[],
  rows: readonly NativeRow[],
): DroppedFile {
  const body = stringify(
    rows.map((row) => columns.map((column) => toText(row[column]))),
    {
      header: true,
      columns: columns.map((header) => ({ key: header, header: mock.header?.(header) ?? header })),
      bom: mock.bom,
      delimiter: mock.delimiter,
      record_delimiter: '\r\n',
      // Without it a value that holds a line feed alone ends its line.
      quoted_match: /[\r\n]/,
    },
  );
  return { body, asked: [toAsked(list, columns, canonicalNames(mock.profile, list), list !== 'overview')] };
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join('|') : String(value);
}
