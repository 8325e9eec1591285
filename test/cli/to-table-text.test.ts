import { toTableText } from '../../src/cli/to-table-text.ts';
import { buildTable, type TableOrder } from '../../src/statistics/build-table.ts';
import type { ExactFigures } from '../../src/statistics/exact-figures.ts';
import { openSolver } from '../../src/statistics/solver.ts';
import { DEFAULT_RULES, type TableRules } from '../../src/statistics/table-rules.ts';
import { toProblem } from '../../src/statistics/to-problem.ts';
import { describe, expect, test } from '../jest.ts';
import { smallFigures, without } from '../statistics/small-figures.ts';

const solver = await openSolver();
const FIGURES = smallFigures({ DE: [20, 30], FR: [3, 40], IT: [2, 40], SE: [9, 60] });

async function textOf(
  figures: ExactFigures,
  rules: Partial<TableRules> = {},
  order: Partial<TableOrder> = {},
): Promise<string> {
  const all = { ...DEFAULT_RULES, ...rules };
  const whole = { figures, known: [], earlier: [], digest: 'x', seed: 'x', ...order, rules: all };
  const table = await buildTable(whole, solver);
  return toTableText({ table, figures, known: [], salt: 'x' });
}

/** From the line that begins with `from` to the next empty one. */
const blockOf = (text: string, from: string): readonly string[] =>
  text
    .slice(text.indexOf(`\n${from}`) + 1)
    .split('\n\n')[0]
    ?.split('\n') ?? [];

describe('the text of a table', () => {
  test('has a column for each measure, as wide as it needs, and x for what is held back', async () => {
    expect(blockOf(await textOf(FIGURES), 'country')).toEqual([
      'country  arrests  suspects  arrested_or_suspected  searches',
      'DE            20        30                     50        50',
      'FR             x         x                     43        50',
      'IT             x         x                     42        50',
      'SE             9        60                     69        50',
      'total         34       170                    204       200',
    ]);
  });

  test('says what an outsider can compute in the same columns, and what it cost', async () => {
    const text = await textOf(FIGURES);
    expect(blockOf(text, 'what an outsider can compute of what is held back')).toEqual([
      'what an outsider can compute of what is held back:',
      'country  arrests  suspects  arrested_or_suspected  searches',
      'FR        0 to 5  38 to 43',
      'IT        0 to 5  37 to 42',
    ]);
    expect(blockOf(text, 'lost:')).toEqual([
      'lost:',
      '  arrests: 2 of 4 cells (2 for their own sake, 0 beside them), 15 % of the count',
      '  suspects: 2 of 4 cells (0 for their own sake, 2 beside them), 47 % of the count',
    ]);
  });

  test('of a table in which nothing is small says that nothing is held back, and nothing lost', async () => {
    const text = await textOf(smallFigures({ DE: [20, 30], FR: [10, 40], IT: [30, 40] }));
    expect(text).toMatch(/\n\nwhat is held back: nothing\n\nlost: nothing$/);
  });

  test('names who is not in it, with the cause, once, and marks what was not reported', async () => {
    const figures = without(without(FIGURES, 'SE', ['SEARCHES', 'ARRESTS']), 'DE', ['SEARCHES']);
    const text = await textOf(figures, { incomplete: 'SAY' });
    expect(text.split('\n').slice(2, 4)).toEqual([
      'not in it: SE (SOURCE_TIMEOUT): searches, arrests',
      'not in it: DE (SOURCE_TIMEOUT): searches',
    ]);
    expect(text).toMatch(/\nSE +- +60 +- +-\n/);
  });

  test('gives volumes in whole terabytes, and no end where nothing limits them', async () => {
    const { SEIZED_DATA_TB: volumes } = FIGURES.reported;
    const SE = { COMPUTER: 4_000.3, OTHER: 11 };
    const DE = { COMPUTER: 12.4, OTHER: 11.4 };
    const reported = { ...FIGURES.reported, SEIZED_DATA_TB: { ...volumes, SE, DE } };
    const text = await textOf({ ...FIGURES, reported });
    expect(text).toContain('\nseized_data_tb: x in all, computer x, other 44\n');
    expect(text).toContain('\nseized_data_tb: 44 or more in all, computer 0 or more\n');
  });

  test('of rounded figures says so, what is known of the small ones, and how far off they are', async () => {
    const text = await textOf(FIGURES, { mode: 'ROUND' });
    expect(text.split('\n')[0]).toBe(
      'small, reporting date 2011-12-16: every figure is a neighbouring multiple of 5',
    );
    expect(text).not.toMatch(/\bx\b(?!$)|held back/m);
    const small = blockOf(text, 'what an outsider can compute of figures that are small');
    expect(small.slice(1).map((line) => line.slice(0, 7).trim())).toEqual(['country', 'FR', 'IT']);
    expect(small.at(-1)).toMatch(/^IT +(0 to 4|1 to 9)$/);
    expect(blockOf(text, 'lost:')[1]).toMatch(
      /^ {2}arrests: 3 of 4 cells are rounded, by [12]\.\d on average$/,
    );
  });

  test('of a later date says what it tells of the earlier table, and of the change', async () => {
    const first = await buildTable(
      { figures: FIGURES, known: [], rules: DEFAULT_RULES, earlier: [], digest: 'x', seed: 'x' },
      solver,
    );
    const { SEARCHES: searches } = FIGURES.reported;
    const reported = { ...FIGURES.reported, SEARCHES: { ...searches, SE: { SE: 52 } } };
    const later = { ...FIGURES, date: '2011-12-17', reported };
    const earlier = [{ table: first, problem: toProblem(FIGURES, [], DEFAULT_RULES, solver) }];
    const block = blockOf(await textOf(later, {}, { earlier }), 'what an outsider can compute');
    expect(block).toContain('of the table of 2011-12-16:');
    expect(block.filter((line) => /^FR +0 to 5 +38 to 43/.test(line))).toHaveLength(2);
    expect(block.at(-1)).toMatch(/^the change of SEARCHES.* since 2011-12-16: -\d+ or more$/);
  });
});
