import type { KeptTable } from '../statistics/keep-tables.ts';
import { cellId, DIMENSION_OF, MEASURES, type Measure } from '../statistics/measures.ts';
import type { ProtectedTable } from '../statistics/protected-table.ts';
import { ROUNDING_BASE } from '../statistics/table-rules.ts';
import type { IsoDate } from '../terms.ts';
import { toGrid } from './to-grid.ts';
import { type Interval, toIntervals } from './to-intervals.ts';
import { toLossText } from './to-loss-text.ts';

/** A table for its operator: what is published, what an outsider can compute of the rest, and what was lost. */
export function toTableText(kept: KeptTable): string {
  const { operation, date, digest, figures } = kept.table;
  const published = new Map(figures.map((figure) => [figure.id, String(figure.published ?? 'x')]));
  return [
    `${operation}, reporting date ${date}: ${protectionOf(kept.table)}`,
    `figures behind it: SHA-256 ${digest}`,
    ...missingIn(kept.table),
    '',
    ...byCountry(published, '-'),
    '',
    ...others(published),
    '',
    ...attackOn(kept.table),
    '',
    ...toLossText(kept),
  ].join('\n');
}

function protectionOf({ rules }: ProtectedTable): string {
  return rules.mode === 'ROUND'
    ? `every figure is a neighbouring multiple of ${ROUNDING_BASE}`
    : `below ${rules.threshold} held back, and what would tell it: x`;
}

function missingIn({ absent }: ProtectedTable): readonly string[] {
  const all = Map.groupBy(absent, ({ country, cause }) => `${country} (${cause})`);
  return [...all].map(
    ([who, parts]) => `not in it: ${who}: ${parts.map(({ measure }) => measure.toLowerCase()).join(', ')}`,
  );
}

/** What is said of cells, by id. */
type Words = ReadonlyMap<string, string>;

const OF_COUNTRIES = MEASURES.filter((measure) => DIMENSION_OF[measure] === 'COUNTRY');
const OF_OTHERS = MEASURES.filter((measure) => DIMENSION_OF[measure] !== 'COUNTRY');

function byCountry(words: Words, none: string): readonly string[] {
  const row = (code: string | null): readonly string[] => [
    code ?? 'total',
    ...OF_COUNTRIES.map((measure) => words.get(cellId(measure, code)) ?? none),
  ];
  const codes = new Set(OF_COUNTRIES.flatMap((measure) => codesIn(words, measure)));
  const totals = OF_COUNTRIES.some((measure) => words.has(measure)) ? [row(null)] : [];
  return toGrid([
    ['country', ...OF_COUNTRIES.map((measure) => measure.toLowerCase())],
    ...[...codes].sort().map(row),
    ...totals,
  ]);
}

function others(words: Words): readonly string[] {
  return OF_OTHERS.flatMap((measure) => {
    const total = words.has(measure) ? [`${words.get(measure)} in all`] : [];
    const parts = codesIn(words, measure).map(
      (code) => `${code.toLowerCase()} ${words.get(cellId(measure, code))}`,
    );
    const all = [...total, ...parts];
    return all.length === 0 ? [] : [`${measure.toLowerCase()}: ${all.join(', ')}`];
  });
}

function codesIn(words: Words, measure: Measure): readonly string[] {
  return [...words.keys()]
    .filter((id) => id.startsWith(`${measure} `))
    .map((id) => id.slice(measure.length + 1));
}

/** In the form of the table itself; so are earlier tables, of which a new one can tell more. Changes since stand below. */
function attackOn({ audit, rules }: ProtectedTable): readonly string[] {
  const what = rules.mode === 'ROUND' ? 'figures that are small' : 'what is held back';
  if (audit.length === 0) return [`${what}: nothing`];
  const tables = Map.groupBy(toIntervals(audit), ({ name }) => dateOf(name));
  const changes = tables.get(null) ?? [];
  tables.delete(null);
  return [
    `what an outsider can compute of ${what}:`,
    ...[...tables].flatMap(([date, all]) => {
      const cells = new Map(
        all.map((one) => [date ? one.name.slice(date.length + 1) : one.name, toWords(one)]),
      );
      const countries = byCountry(cells, '');
      // The head alone says nothing.
      const lines = [...(countries.length > 1 ? countries : []), ...others(cells)];
      return date ? [`of the table of ${date}:`, ...lines] : lines;
    }),
    ...changes.map((one) => `${one.name}: ${toWords(one)}`),
  ];
}

/** Of the earlier table that a cell is of; empty: of this one; null: it is no cell. */
function dateOf(name: string): IsoDate | null {
  const [, date = '', measure] = /^(?:(\d{4}-\d{2}-\d{2}) )?([A-Z_]+)(?: |$)/.exec(name) ?? [];
  return MEASURES.some((one) => one === measure) ? date : null;
}

function toWords({ low, high }: Interval): string {
  if (low === null) return high === null ? 'anything' : `${high} or less`;
  return high === null ? `${low} or more` : `${low} to ${high}`;
}
