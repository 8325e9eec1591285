import type { BoardAnswer } from './ask-board.ts';

/** The four published totals beside the sums of what the countries themselves answered. */
export function toTotalsTable({ data: { operation } }: BoardAnswer): string {
  const { publishedTotals: published, participations } = operation;
  const countries = participations ?? [];
  const sum = (list: 'arrests' | 'suspects'): number =>
    countries.reduce((total, one) => total + (one[list].count.exact ?? 0), 0);
  const answered = countries.filter(({ source }) => source.status === 'ANSWERED').length;
  const withResults = countries.filter(
    (one) => (one.arrests.count.exact ?? 0) + (one.suspects.count.exact ?? 0) > 0,
  );
  const rows: [string, number, number][] = [
    ['countries', published.countries, answered],
    ['countries with results', published.countriesWithResults, withResults.length],
    ['arrests', published.arrests, sum('arrests')],
    ['further suspects', published.furtherSuspects, sum('suspects')],
  ];
  return [
    `${''.padEnd(24)}published  summed`,
    ...rows.map(
      ([name, left, right]) => `${name.padEnd(24)}${String(left).padStart(9)}  ${String(right).padStart(6)}`,
    ),
  ].join('\n');
}
