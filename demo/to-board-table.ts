/** Boards side by side: what each analyst was given, and why not more. */
import type { BoardAnswer } from './ask-board.ts';

export interface Board {
  /** `NO 2011-12-16` */
  readonly title: string;
  readonly answer: BoardAnswer;
}

/** One column a board; rows of figures, then one row for each cause of a null. */
export function toBoardTable(boards: readonly Board[]): string {
  const columns = boards.map(({ answer }) => columnOf(answer));
  const causes = [...new Set(columns.flatMap(({ closed }) => [...closed.keys()]))].sort();
  const rows: string[][] = [
    ['', ...boards.map(({ title }) => title)],
    ['fields given', ...columns.map(({ given }) => String(given))],
    ['references given', ...columns.map(({ references }) => String(references))],
    ['fields not given, by cause:', ...columns.map(() => '')],
    ...causes.map((cause) => [
      `  ${cause}`,
      ...columns.map(({ closed }) => String(closed.get(cause) ?? '-')),
    ]),
  ];
  return align(rows);
}

interface Column {
  readonly given: number;
  readonly references: number;
  readonly closed: ReadonlyMap<string, number>;
}

function columnOf({ data, errors = [] }: BoardAnswer): Column {
  const closed = new Map<string, number>();
  for (const { extensions } of errors) {
    const cause =
      extensions.reason === undefined ? extensions.code : `${extensions.code} ${extensions.reason}`;
    const nulls = extensions.at.indices.reduce((sum, block) => sum + sizeOf(block), 0);
    closed.set(cause, (closed.get(cause) ?? 0) + nulls);
  }
  return { given: count(data, () => true), references: count(data, (key) => key === 'caseRef'), closed };
}

/** How many nulls a row of `at` stands for: an index is one, a run from a to b is b - a + 1. */
function sizeOf(block: readonly (number | readonly [number, number])[]): number {
  return block.reduce<number>((size, one) => size * (typeof one === 'number' ? 1 : one[1] - one[0] + 1), 1);
}

/** Leaves that are not null, under keys that `wanted` takes. */
function count(value: unknown, wanted: (key: string) => boolean, key = ''): number {
  if (value === null || value === undefined) return 0;
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + count(item, wanted, key), 0);
  if (typeof value !== 'object') return wanted(key) ? 1 : 0;
  return Object.entries(value).reduce((sum, [name, item]) => sum + count(item, wanted, name), 0);
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
