import type { AccessMatrix } from '../access/access-matrix.ts';
import { listNames } from './list-names.ts';
import { toGivenWords } from './to-given-words.ts';

/** A matrix as a table in Markdown: a row for each field, a column for each of the matrix, long titles in full below. */
export function toMatrixMarkdown({ consents, columns, rows }: AccessMatrix): string {
  const names = listNames();
  const titles = columns.map((column) => names.shorten(column, 'owners'));
  const lines = [
    ['Field', 'Category', ...titles],
    [...titles, '', ''].map(() => '---'),
    ...rows.map(({ coordinate, says, given }) => [
      `\`${coordinate}\``,
      says,
      ...given.map((cell) => toGivenWords(cell, consents)),
    ]),
  ];
  const table = lines.map((cells) => `| ${cells.join(' | ')} |`).join('\n');
  const inFull = names.inFull().map((line) => `- ${line}\n`);
  return `${[table, ...(inFull.length > 0 ? [inFull.join('').trimEnd()] : [])].join('\n\n')}\n`;
}
