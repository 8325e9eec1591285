import type { ExactFigures } from '../../src/statistics/exact-figures.ts';

/** By country: arrests, further suspects, and house searches (of which there are plenty when none are given). */
export type Counts = Readonly<
  Record<string, readonly [arrests: number, suspects: number, searches?: number]>
>;

/** What the countries of `counts` report; of all that they seized and examined, the same each, and nothing small. */
export function smallFigures(counts: Counts, change: Partial<ExactFigures> = {}): ExactFigures {
  const each = (partsOf: (code: string, own: Counts[string]) => Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).map(([code, own]) => [code, partsOf(code, own)]));
  return {
    operation: 'small',
    date: '2011-12-16',
    countries: Object.keys(counts),
    reported: {
      ARRESTS: each((code, [arrests]) => ({ [code]: arrests })),
      SUSPECTS: each((code, [, suspects]) => ({ [code]: suspects })),
      SEARCHES: each((code, [, , searches = 50]) => ({ [code]: searches })),
      SEIZED_ITEMS: each(() => ({ COMPUTER: 40, OTHER: 30 })),
      SEIZED_DATA_TB: each(() => ({ COMPUTER: 12, OTHER: 11 })),
      FORENSIC_EXAMS: each(() => ({ COMPLETED: 30, PENDING: 20 })),
    },
    absent: [],
    published: {},
    ...change,
  };
}

/** The same, but `country` has not reported `measures`. */
export function without(
  figures: ExactFigures,
  country: string,
  measures = Object.keys(figures.reported) as (keyof ExactFigures['reported'])[],
): ExactFigures {
  const reported = Object.entries(figures.reported).map(([measure, all]) => [
    measure,
    Object.fromEntries(
      Object.entries(all).filter(([code]) => code !== country || !measures.some((one) => one === measure)),
    ),
  ]);
  return {
    ...figures,
    reported: Object.fromEntries(reported),
    absent: [
      ...figures.absent,
      ...measures.map((measure) => ({ country, measure, cause: 'SOURCE_TIMEOUT' })),
    ],
  };
}
