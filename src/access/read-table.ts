import { CsvError, parse } from 'csv-parse/sync';
import { quoteValue } from './quote-value.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/** A row under the columns asked for. The words in the cells are untrusted, as they stand in the file, not trimmed. */
export interface TableRow<Column extends string> {
  /** Line of the file on which the row ends; the header is row 1. */
  readonly row: number;
  readonly cells: Readonly<Record<Column, string>>;
}

interface Line {
  readonly row: number;
  readonly words: readonly string[];
}

/**
 * Reads CSV text with a header. A byte order mark, blank lines and any line ending are tolerated; further columns are ignored.
 *
 * Throws the code of `source`, with file, row and remedy, on a missing or repeated column, a row of another length than
 * the header, and quotes that do not close. Pure: `text` has been loaded by the caller and is untrusted.
 */
export function readTable<const Column extends string>(
  source: TableSource,
  text: string,
  columns: readonly Column[],
): readonly TableRow<Column>[] {
  const [header, ...lines] = parseCsv(source, text);
  const titles = header?.words ?? [];
  const places = columns.map((column) => [column, placeOf(source, titles, column)] as const);
  return lines.map(({ row, words }) => {
    if (words.length !== titles.length) {
      const problem = `${words.length} cells under a header of ${titles.length}`;
      throw rowError(source, row, problem, 'write one cell for each column, in quotes if it holds a comma');
    }
    // The keys are our own column names, never words of the file.
    const cells = Object.fromEntries(places.map(([column, place]) => [column, words[place] ?? '']));
    return { row, cells: cells as Record<Column, string> };
  });
}

function placeOf(source: TableSource, titles: readonly string[], column: string): number {
  const place = titles.indexOf(column);
  if (place === -1) {
    throw rowError(source, 1, `missing column ${quoteValue(column)}`, 'add it to the header and to each row');
  }
  if (titles.lastIndexOf(column) !== place) {
    throw rowError(source, 1, `column ${quoteValue(column)} stands there twice`, 'keep one of them');
  }
  return place;
}

function parseCsv(source: TableSource, text: string): readonly Line[] {
  const lines: Line[] = [];
  try {
    parse(text, {
      bom: true,
      skip_empty_lines: true,
      relax_column_count: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      on_record: (words: string[], { lines: row }) => {
        lines.push({ row, words });
      },
    });
    return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) {
      throw error;
    }
    // The parser counts on to the end of the file; a maintainer looks for the row after the last one that was right.
    const row = (lines.at(-1)?.row ?? 0) + 1;
    throw rowError(
      source,
      row,
      'quotes that do not fit',
      'close each quote, and double one inside a quoted cell',
    );
  }
}
