import type { KeptTable } from '../statistics/keep-tables.ts';
import { DIMENSION_OF, MEASURES, type Measure } from '../statistics/measures.ts';
import type { ProtectedTable } from '../statistics/protected-table.ts';
import { reportedCells } from '../statistics/to-problem.ts';

/** A table for its operator: what is published, what an outsider can compute of the rest, and what was lost. */
export function toTableText(kept: KeptTable): string {
  const { table } = kept;
  const { operation, date, rules, digest, absent } = table;
  const protection =
    rules.mode === 'ROUND' ? 'rounded to multiples of 5' : `below ${rules.threshold} held back`;
  return [
    `${operation}, reporting date ${date}: ${protection}`,
    `figures behind it: SHA-256 ${digest}`,
    ...absent.map(({ country, measure, cause }) => `not in it: ${country} ${measure} (${cause})`),
    '',
    ...byCountry(table),
    '',
    ...others(table),
    '',
    ...intervals(table),
    '',
    ...lossOf(kept),
  ].join('\n');
}

const OF_COUNTRIES = MEASURES.filter((measure) => DIMENSION_OF[measure] === 'COUNTRY');

function byCountry(table: ProtectedTable): readonly string[] {
  const countries = [
    ...new Set(
      table.figures.flatMap(({ measure, code }) =>
        OF_COUNTRIES.includes(measure) && code !== null ? [code] : [],
      ),
    ),
  ].sort();
  const line = (first: string, cells: readonly string[]): string =>
    [first.padEnd(7), ...cells.map((text) => text.padStart(10))].join('');
  const row = (code: string | null): string =>
    line(
      code ?? 'total',
      OF_COUNTRIES.map((measure) => cell(table, measure, code)),
    );
  return [
    line(
      'country',
      OF_COUNTRIES.map((measure) => measure.toLowerCase()),
    ),
    ...countries.map(row),
    row(null),
  ];
}

function others(table: ProtectedTable): readonly string[] {
  return MEASURES.filter((measure) => !OF_COUNTRIES.includes(measure)).map((measure) => {
    const cells = table.figures.filter((figure) => figure.measure === measure && figure.code !== null);
    const parts = cells.map(({ code }) => `${String(code).toLowerCase()} ${cell(table, measure, code)}`);
    return `${measure.toLowerCase()}: ${cell(table, measure, null)} in all; ${parts.join(', ')}`;
  });
}

function cell(table: ProtectedTable, measure: Measure, code: string | null): string {
  const figure = table.figures.find((one) => one.measure === measure && one.code === code);
  return figure === undefined ? '-' : figure.published === null ? 'x' : String(figure.published);
}

/** Several to a line: an outsider's table is long. */
function intervals({ audit }: ProtectedTable): readonly string[] {
  if (audit.length === 0) return ['an outsider can compute nothing: nothing is held back'];
  const words = audit.map(({ name, low, high }) => `${name} ${low} to ${high}`);
  const width = Math.max(...words.map((word) => word.length)) + 2;
  const perLine = Math.max(1, Math.floor(100 / width));
  const lines = Array.from({ length: Math.ceil(words.length / perLine) }, (_, line) =>
    words
      .slice(line * perLine, (line + 1) * perLine)
      .map((word) => word.padEnd(width))
      .join('')
      .trimEnd(),
  );
  return ['what an outsider can compute:', ...lines.map((line) => `  ${line}`)];
}

/** In cells, and in what they count: known to the operator, who has the figures. */
function lossOf({ table, figures, known }: KeptTable): readonly string[] {
  const cells = reportedCells(figures, known, table.rules).filter(({ code }) => code !== null);
  const published = new Map(table.figures.map((figure) => [figure.id, figure.published]));
  const lines = MEASURES.flatMap((measure) => {
    const own = cells.filter((one) => one.measure === measure);
    const lost = own.filter(({ id }) => (published.get(id) ?? null) === null);
    const sum = (all: typeof own): number => all.reduce((total, { value }) => total + value, 0);
    if (lost.length === 0) return [];
    const small = lost.filter(({ isSensitive }) => isSensitive).length;
    const share = sum(own) === 0 ? 0 : Math.round((100 * sum(lost)) / sum(own));
    return [
      `  ${measure.toLowerCase()}: ${lost.length} of ${own.length} cells (${small} small, ${lost.length - small} beside them), ${share} % of the count`,
    ];
  });
  return lines.length === 0 ? ['lost: no cell'] : ['lost:', ...lines];
}
