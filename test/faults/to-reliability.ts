/** The table of docs/reliability.md, out of what the cells have shown. */
import type { Failing } from './failing.ts';
import { FAULTS, type Fault } from './faults.ts';
import type { CellResult, Shown } from './run-cell.ts';

export type Cells = readonly (readonly [Failing, CellResult])[];

const BEGIN = '<!-- written by `npm run faults -- --write`: begin -->';
const END = '<!-- end -->';

/** `text` with the table of `cells`, one country each, between its marks. Throws when it has none. */
export function toReliability(text: string, cells: Cells): string {
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error(`no \`${BEGIN}\` and \`${END}\` in the text`);
  return `${before}${BEGIN}\n\n${toTable(cells)}\n\n${END}${after}`;
}

function toTable(cells: Cells): string {
  const head = ['fault', 'what the system does', 'code', 'source', 'missing', 'survived', 'why'];
  const rows = [head, ...FAULTS.map((fault) => toRow(fault, cells))];
  const widths = head.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const rule = widths.map((width) => '-'.repeat(width));
  return rows
    .toSpliced(1, 0, rule)
    .map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`)
    .join('\n');
}

function toRow(fault: Fault, cells: Cells): readonly string[] {
  const own = cells.filter(([failing]) => [...failing.values()].some(({ name }) => name === fault.name));
  const shown = own.flatMap(([, result]) => [...result.shown.values()]);
  const survived = own.filter(([, { faults }]) => faults.length === 0).length;
  return [
    `\`${fault.name}\``,
    `${fault.what}${fault.isToxic ? ' (Toxiproxy)' : ''}`,
    tally(shown, ({ code }) => code),
    tally(shown, ({ status }) => status),
    tally(shown, ({ missing }) => missing),
    `${survived} of ${own.length}`,
    fault.why,
  ];
}

/** Each word that was shown; with the number of countries where there are several. */
function tally(shown: readonly Shown[], wordOf: (one: Shown) => string | null): string {
  const groups = [...Map.groupBy(shown, (one) => wordOf(one) ?? 'nothing')];
  const sorted = groups.sort(([, left], [, right]) => right.length - left.length);
  const isOne = sorted.length === 1;
  return sorted.map(([word, all]) => (isOne ? word : `${word} (${all.length})`)).join(', ');
}
