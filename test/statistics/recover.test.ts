import type { GatewayError } from '../../src/errors.ts';
import { buildTable } from '../../src/statistics/build-table.ts';
import type { ExactFigures } from '../../src/statistics/exact-figures.ts';
import type { EarlierTable } from '../../src/statistics/link-tables.ts';
import { openSolver } from '../../src/statistics/solver.ts';
import { DEFAULT_RULES, type TableRules } from '../../src/statistics/table-rules.ts';
import { toProblem } from '../../src/statistics/to-problem.ts';
import { describe, expect, test } from '../jest.ts';
import { icarusFigures, PRESS } from './icarus-figures.ts';
import { OutsiderAttack, unknownOf } from './outsider-attack.ts';
import { without } from './small-figures.ts';
import { toSight } from './to-sight.ts';

const FIRST = '2011-12-16';
const SECOND = '2012-01-31';

const solver = await openSolver();

/** A table that everybody has seen, and what the press had then. */
interface Released extends EarlierTable {
  readonly figures: ExactFigures;
}

async function release(
  figures: ExactFigures,
  earlier: readonly EarlierTable[] = [],
  change: Partial<TableRules> = {},
): Promise<Released> {
  const rules = { ...DEFAULT_RULES, ...change };
  const table = await buildTable({ figures, known: PRESS, rules, earlier, digest: 'x', seed: 'x' }, solver);
  return { table, figures, problem: toProblem(figures, PRESS, rules, solver) };
}

const sightOf = ({ table, figures }: Released) => toSight(table, figures, PRESS);

/** Unknowns whose exact figure is below the threshold. */
function smallOf({ table, problem }: EarlierTable): string[] {
  return problem.cells
    .filter(({ state, value }) => state !== 'KNOWN' && value < table.rules.threshold)
    .map(({ measure, code }) => unknownOf(table.date, measure, code));
}

describe('an outsider with an integer program of its own', () => {
  test('recovers the arrests of AT, CZ, FI and NO when small cells alone are suppressed', async () => {
    const figures = icarusFigures();
    const { cells } = toProblem(figures, PRESS, DEFAULT_RULES, solver);
    const shown = cells.map(({ measure, code, value, state }) => ({
      measure,
      code,
      published: value < 5 && state === 'OPEN' ? null : value,
    }));
    const attack = await OutsiderAttack.open({
      ...sightOf({
        table: { date: FIRST, rules: DEFAULT_RULES, absent: [] },
        figures,
      } as unknown as Released),
      figures: shown,
    });
    expect(attack.narrowed(attack.unknowns(), 2)).toEqual([
      `ARRESTS AT@${FIRST}: 2 to 2`,
      `ARRESTS CZ@${FIRST}: 3 to 3`,
      `ARRESTS FI@${FIRST}: 3 to 3`,
      `ARRESTS NO@${FIRST}: 4 to 4`,
    ]);
  });

  for (const mode of ['SUPPRESS', 'ROUND'] as const) {
    test(`narrows no small figure of a released table of Icarus to fewer than 5 values: ${mode}`, async () => {
      const released = await release(icarusFigures(), [], { mode });
      const attack = await OutsiderAttack.open(sightOf(released));
      const small = smallOf(released);
      expect(small.length).toBeGreaterThan(30);
      expect(attack.narrowed(mode === 'ROUND' ? small : attack.unknowns(), 5)).toEqual([]);
    });
  }

  test('gains nothing by sub-totals that are added up from the table, and MT by one added up from raw counts', async () => {
    const released = await release(icarusFigures());
    const { figures } = released.table;
    const arrests = figures.filter(({ measure, code }) => measure === 'ARRESTS' && code !== null);
    const asked = [
      ['DE', 'MT'],
      ...arrests.map(({ code }) => allBut(arrests, code)),
      arrests.map(({ code }) => code),
    ];
    const mt = [[1, unknownOf(FIRST, 'ARRESTS', 'MT')]] as const;

    const attack = await OutsiderAttack.open(sightOf(released));
    const before = attack.allowed(mt);
    expect(before.values).toBeGreaterThanOrEqual(5);
    for (const codes of asked) {
      const shown = codes.map((code) => arrests.find((one) => one.code === code)?.published ?? null);
      const answer = shown.reduce((sum, one) => (sum === null || one === null ? null : sum + one), 0);
      if (answer !== null)
        attack.learn(
          codes.map((code) => [1, unknownOf(FIRST, 'ARRESTS', code)] as const),
          answer,
        );
    }
    expect(attack.allowed(mt)).toEqual(before);
    expect(attack.narrowed(attack.unknowns(), 5)).toEqual([]);

    // Trap: a sub-total reckoned from counts, as if it were large enough to be shown.
    for (const codes of [['DE', 'MT'], allBut(arrests, 'MT')]) {
      const fooled = await OutsiderAttack.open(sightOf(released));
      const raw = codes.map((code) => released.figures.reported.ARRESTS[code ?? '']?.[code ?? ''] ?? 0);
      const sum = codes.map((code) => [1, unknownOf(FIRST, 'ARRESTS', code)] as const);
      fooled.learn(
        sum,
        raw.reduce((left, right) => left + right, 0),
      );
      expect(fooled.allowed(mt)).toEqual({ low: 1, high: 1, values: 1 });
    }
  });
});

const allBut = (cells: readonly { readonly code: string | null }[], left: string | null): (string | null)[] =>
  cells.map(({ code }) => code).filter((code) => code !== left);

/** Icarus at the second date, when no press release has named a total. */
const later = (): ExactFigures => ({ ...icarusFigures(SECOND), published: {} });

function withOneMore(figures: ExactFigures, country: string): ExactFigures {
  const { ARRESTS } = figures.reported;
  const own = { [country]: (ARRESTS[country]?.[country] ?? 0) + 1 };
  return { ...figures, reported: { ...figures.reported, ARRESTS: { ...ARRESTS, [country]: own } } };
}

describe('two reporting dates around one report', () => {
  const changed = ['ARRESTS MT', 'ARRESTED_OR_SUSPECTED MT', 'ARRESTS', 'ARRESTED_OR_SUSPECTED'];

  async function attackBoth(
    first: Released,
    second: Released,
    except: readonly string[],
  ): Promise<OutsiderAttack> {
    const attack = await OutsiderAttack.open(sightOf(first), sightOf(second));
    attack.assumeUnchanged(FIRST, SECOND, except);
    return attack;
  }

  const changeOf = (what: string) =>
    [
      [1, `${what}@${SECOND}`],
      [-1, `${what}@${FIRST}`],
    ] as const;

  test('tell of one more arrest in MT, unless the second table is protected with the first', async () => {
    const first = await release(icarusFigures());
    const alone = await attackBoth(first, await release(withOneMore(later(), 'MT')), changed);
    expect(alone.allowed(changeOf('ARRESTS MT'))).toEqual({ low: 1, high: 1, values: 1 });

    const second = await release(withOneMore(later(), 'MT'), [first]);
    const both = await attackBoth(first, second, changed);
    for (const one of changed) expect(both.allowed(changeOf(one)).values).toBeGreaterThanOrEqual(5);
    expect(both.narrowed([...smallOf(first), ...smallOf(second)], 5)).toEqual([]);
  });

  for (const [country, narrowed] of [
    ['CZ', 'ARRESTS CZ'],
    ['MT', 'SEARCHES MT'],
  ] as const) {
    test(`tell what ${country} reported between them, unless the second is protected with the first or refused`, async () => {
      const first = await release({ ...without(icarusFigures(), country), published: {} }, [], {
        incomplete: 'SAY',
      });
      const alone = await attackBoth(first, await release(later()), [...TOTALS]);
      expect(alone.allowed([[1, `${narrowed}@${SECOND}`]]).values).toBe(1);

      const second = await released(later(), [first]);
      if (second === null) return;
      const both = await attackBoth(first, second, [...TOTALS]);
      expect(both.narrowed([...smallOf(first), ...smallOf(second)], 5)).toEqual([]);
    });
  }
});

/** Of those who reported: they change with every report. */
const TOTALS = [
  'ARRESTED_OR_SUSPECTED',
  'ARRESTS',
  'SUSPECTS',
  'SEARCHES',
  'FORENSIC_EXAMS',
  'FORENSIC_EXAMS COMPLETED',
  'FORENSIC_EXAMS IN_PROGRESS',
  'FORENSIC_EXAMS PENDING',
  'SEIZED_ITEMS',
  'SEIZED_ITEMS COMPUTER',
  'SEIZED_ITEMS MOBILE_DEVICE',
  'SEIZED_ITEMS OTHER',
  'SEIZED_ITEMS STORAGE_MEDIUM',
];

/** Null: refused. */
async function released(figures: ExactFigures, earlier: readonly EarlierTable[]): Promise<Released | null> {
  try {
    return await release(figures, earlier);
  } catch (error) {
    expect((error as GatewayError).code).toBe('STATISTICS_NOT_RELEASABLE');
    return null;
  }
}
