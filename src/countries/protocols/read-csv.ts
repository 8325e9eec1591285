/** A CSV file (RFC 4180) as rows: strict, so that a file which is damaged anywhere is no file. */
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { GatewayError } from '../../errors.ts';
import { nextTurn } from '../../next-turn.ts';
import { keyTest } from './key-test.ts';
import type { NativeKeys } from './native-request.ts';
import type { NativeRow } from './protocol.ts';

export interface CsvQuestion {
  readonly delimiter: string;
  readonly columns: readonly string[];
  /** Columns that must be there, asked or not. */
  readonly required: readonly string[];
  /** Only rows that it names are decoded; absent: all of them. */
  readonly only?: NativeKeys | undefined;
}

export interface CsvFile {
  /** Every line but the header, whatever rows are asked. */
  readonly lines: number;
  readonly rows: readonly NativeRow[];
}

/**
 * The rows of `text` that are asked, without prototype, each with the `columns` asked and nothing else; values stay
 * text. Of a row that is not asked its key alone is looked at.
 *
 * Header names are compared in NFC: accents may come composed or not. A header that lacks one of `columns`, `required`
 * or the keys, has a name twice or one of several lines, is SOURCE_INVALID; so is a line of another length, a quote out
 * of place, more than 200,000 lines or 1,000 columns, a NUL, a carriage return alone, and a last line that does not end (the
 * file was cut). A file cut exactly between two lines cannot be told.
 */
export async function readCsv(text: string, question: CsvQuestion): Promise<CsvFile> {
  const lines = await parseLines(text, question.delimiter);
  const header = lines.shift();
  if (header === undefined) throw new GatewayError('SOURCE_INVALID', 'the file has no header');
  const places = placesOf(header);
  for (const name of question.required) placeOf(places, name);
  const asked = question.columns.map((name): [string, number] => [name, placeOf(places, name)]);
  const isAsked = lineTest(question.only, places);
  return {
    lines: lines.length,
    rows: asked.length === 0 ? [] : lines.filter(isAsked).map((line) => toRow(line, asked)),
  };
}

/** Whether one of the key columns of a line holds a value that is asked. */
function lineTest(
  only: NativeKeys | undefined,
  places: ReadonlyMap<string, number>,
): (line: readonly string[]) => boolean {
  if (only === undefined) return () => true;
  const isNamed = keyTest(only);
  const keys = only.fields.map((name) => placeOf(places, name));
  return (line) => keys.some((place) => isNamed(line[place]));
}

async function parseLines(text: string, delimiter: string): Promise<string[][]> {
  if (text === '') return [];
  if (/\0|\r(?!\n)/.test(text)) {
    throw new GatewayError('SOURCE_INVALID', 'the file holds a NUL or a carriage return alone');
  }
  if (!text.endsWith('\n')) throw new GatewayError('SOURCE_INVALID', 'the last line does not end');
  const lines: string[][] = [];
  try {
    const parser = parse({
      delimiter,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: false,
      relax_quotes: false,
      skip_empty_lines: false,
      skip_records_with_error: false,
    });
    parser.on('data', (line: string[]) => {
      if (lines.push(line) > MOST_LINES || line.length > MOST_COLUMNS) parser.destroy(tooLarge());
    });
    await pipeline(stepsOf(Buffer.from(text)), parser);
    return lines;
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw new GatewayError('SOURCE_INVALID', 'the file is no CSV', {}, { cause });
  }
}

const STEP = 64 * 1024;
/** Of 50 characters each they fill 10 MB: what has more holds no records. */
const MOST_LINES = 200_000;
const MOST_COLUMNS = 1_000;

function tooLarge(): GatewayError {
  return new GatewayError('SOURCE_INVALID', 'the file has too many lines or columns');
}

/** `bytes` in steps, between which the event loop is free: how long a file takes is not the source's choice. */
async function* stepsOf(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += STEP) {
    if (from > 0) await nextTurn();
    yield bytes.subarray(from, from + STEP);
  }
}

function placesOf(header: readonly string[]): ReadonlyMap<string, number> {
  // A quote left open, or lines that end otherwise, make rows part of the header: the list would look empty.
  if (header.some((name) => /\p{Cc}/u.test(name))) {
    throw new GatewayError('SOURCE_INVALID', 'the header has a name of more than one line');
  }
  const places = new Map(header.map((name, place) => [name.normalize('NFC'), place]));
  if (places.size !== header.length) {
    throw new GatewayError('SOURCE_INVALID', 'the header has a column twice');
  }
  return places;
}

function placeOf(places: ReadonlyMap<string, number>, name: string): number {
  const place = places.get(name.normalize('NFC'));
  if (place === undefined) throw new GatewayError('SOURCE_INVALID', `the header has no column \`${name}\``);
  return place;
}

function toRow(line: readonly string[], asked: readonly [string, number][]): NativeRow {
  const row: Record<string, unknown> = Object.create(null);
  for (const [name, place] of asked) row[name] = line[place];
  return row;
}
