import type { AccessMatrix, MatrixRow } from '../access/access-matrix.ts';
import { listNames } from './list-names.ts';
import { toGivenWords } from './to-given-words.ts';
import { toGroupWords } from './to-group-words.ts';

const WIDTH = 110;

/**
 * A matrix as text: fields that are alike stand together, and below them what is given, and in which columns. Nothing is
 * left out; long titles stand at the end in full.
 */
export function toMatrixText(matrix: AccessMatrix): string {
  const names = listNames();
  const titles = matrix.columns.map((column) => names.shorten(column, 'owners'));
  const blocks = Map.groupBy(matrix.rows, ({ says, given }) => JSON.stringify([toGroupWords(says), given]));
  const text = [...blocks.values()].map((alike) => toBlock(alike, matrix.consents, titles));
  const inFull = names.inFull().map((line) => wrapped('', line.split(', ')));
  return [...text, ...(inFull.length > 0 ? [inFull.join('')] : [])].join('\n');
}

function toBlock(
  alike: readonly MatrixRow[],
  consents: readonly string[],
  titles: readonly string[],
): string {
  const { says = '', given = [] } = alike[0] ?? {};
  const byWords = [...Map.groupBy(titles.keys(), (index) => toGivenWords(given[index] ?? [], consents))];
  return [
    `${toGroupWords(says)}\n`,
    wrapped(
      '  ',
      alike.map(({ coordinate }) => coordinate),
    ),
    ...byWords.map(([words, indexes]) => {
      const named = byWords.length === 1 ? ['all'] : indexes.map((index) => titles[index] ?? '');
      return `    ${words}\n${wrapped('      ', named)}`;
    }),
  ].join('');
}

/** Words parted by commas, over as many lines as they need. */
function wrapped(indent: string, words: readonly string[]): string {
  const lines: string[] = [];
  for (const word of words) {
    const longer = `${lines.at(-1)}, ${word}`;
    if (lines.length > 0 && longer.length <= WIDTH) lines[lines.length - 1] = longer;
    else lines.push(`${indent}${word}`);
  }
  return lines.map((line, index) => `${line}${index < lines.length - 1 ? ',' : ''}\n`).join('');
}
