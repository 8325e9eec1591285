/**
 * A stream of lines that ends with a trailer saying how many there were. The trailer is what tells a whole stream from a
 * cut one: when it is missing, not the last, or does not match, nothing of the stream is believed.
 */
import { GatewayError } from '../../errors.ts';
import { nextTurn } from '../../next-turn.ts';
import { parseJson } from './parse-json.ts';
import { asRow, type NativeRow } from './protocol.ts';

export interface StreamWords {
  /** Key of every line: the name of its list. */
  readonly list: string;
  /** The name that is no list's: the trailer's. */
  readonly trailer: string;
  /** Key of the trailer: how many lines each list has in this stream. */
  readonly lines: string;
}

export interface CountedStream {
  /** By native name: every one that was asked, and no other. */
  readonly rows: ReadonlyMap<string, readonly NativeRow[]>;
  readonly trailer: NativeRow;
}

/**
 * Reads the lines of `text` (the last may lack its line end), each of one of the lists in `names`, and their trailer.
 * Throws SOURCE_INVALID: a line is no JSON object or of another list (no count could hold it; a trailer before the last
 * line is such a one), or the trailer is wrong.
 */
export async function readCountedStream(
  words: StreamWords,
  names: readonly string[],
  text: string,
): Promise<CountedStream> {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const parsed = await readLines(lines);
  const trailer = parsed.pop();
  if (trailer === undefined || trailer[words.list] !== words.trailer) {
    throw new GatewayError('SOURCE_INVALID', 'the last line is no trailer');
  }
  const rows = sortByList(words.list, names, parsed);
  checkLines(words, rows, trailer);
  return { rows, trailer };
}

/** The event loop is free after so many characters of lines, about. */
const STEP = 128 * 1024;

async function readLines(lines: readonly string[]): Promise<NativeRow[]> {
  const rows: NativeRow[] = [];
  let read = 0;
  for (const line of lines) {
    read += line.length;
    if (read > STEP) {
      read = 0;
      await nextTurn();
    }
    rows.push(asRow(await parseJson(line, 'a line'), 'a line'));
  }
  return rows;
}

function sortByList(
  key: string,
  names: readonly string[],
  lines: readonly NativeRow[],
): Map<string, NativeRow[]> {
  const rows = new Map(names.map((name): [string, NativeRow[]] => [name, []]));
  for (const line of lines) {
    const name = line[key];
    const list = typeof name === 'string' ? rows.get(name) : undefined;
    if (list === undefined) {
      throw new GatewayError('SOURCE_INVALID', 'a line belongs to no list that was asked');
    }
    list.push(line);
  }
  return rows;
}

function checkLines(
  words: StreamWords,
  rows: ReadonlyMap<string, readonly NativeRow[]>,
  trailer: NativeRow,
): void {
  const lines = asRow(trailer[words.lines], `\`${words.lines}\` of the trailer`);
  if (Object.keys(lines).some((name) => !rows.has(name))) {
    throw new GatewayError('SOURCE_INVALID', 'the trailer counts a list that was not asked');
  }
  for (const [name, list] of rows) {
    if (lines[name] !== list.length) {
      throw new GatewayError('SOURCE_INVALID', `the trailer does not match the lines of \`${name}\``);
    }
  }
}
