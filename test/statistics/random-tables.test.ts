import fc from 'fast-check';
import { GatewayError } from '../../src/errors.ts';
import { buildTable, type TableOrder } from '../../src/statistics/build-table.ts';
import type { KnownFigure } from '../../src/statistics/exact-figures.ts';
import type { ProtectedTable } from '../../src/statistics/protected-table.ts';
import { openSolver } from '../../src/statistics/solver.ts';
import { DEFAULT_RULES } from '../../src/statistics/table-rules.ts';
import { describe, expect, test } from '../jest.ts';
import { OutsiderAttack, unknownOf } from './outsider-attack.ts';
import { type Counts, smallFigures } from './small-figures.ts';
import { toSight } from './to-sight.ts';

/** Zeros and small counts as often as others. */
const COUNT = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 4 }),
  fc.integer({ min: 5, max: 15 }),
  fc.integer({ min: 16, max: 90 }),
);

const LINKED = ['ARRESTED_OR_SUSPECTED', 'ARRESTS', 'SUSPECTS'] as const;
const GROUPS = [LINKED, ['SEARCHES'] as const];

/** Orders of tables with up to `most` countries. What the press names is true. */
function orders(most: number, modes: readonly TableOrder['rules']['mode'][]): fc.Arbitrary<TableOrder> {
  return fc
    .record({
      rows: fc.array(fc.tuple(COUNT, COUNT, COUNT), { minLength: 1, maxLength: most, size: 'max' }),
      named: fc.subarray(['ARRESTS', 'SUSPECTS'] as const),
      press: fc.array(fc.tuple(fc.constantFrom(...LINKED), fc.nat(most - 1)), { maxLength: 3 }),
      threshold: fc.integer({ min: 3, max: 10 }),
      mode: fc.constantFrom(...modes),
      digest: fc.string({ minLength: 4, maxLength: 4 }),
    })
    .map(({ rows, named, press, threshold, mode, digest }): TableOrder => {
      const counts: Counts = Object.fromEntries(rows.map((row, index) => [`C${index}`, row]));
      const total = {
        ARRESTS: sum(rows.map(([arrests]) => arrests)),
        SUSPECTS: sum(rows.map((row) => row[1])),
      };
      const known = press.flatMap(([measure, index]): KnownFigure[] => {
        const row = rows[index];
        if (row === undefined) return [];
        const value = { ARRESTED_OR_SUSPECTED: row[0] + row[1], ARRESTS: row[0], SUSPECTS: row[1] }[measure];
        return [{ measure, code: `C${index}`, value, source: 'press' }];
      });
      const published = Object.fromEntries(named.map((measure) => [measure, total[measure]]));
      return {
        figures: smallFigures(counts, { published }),
        known,
        // To multiples of 5, a figure of 0 can hide no more than 5 values.
        rules: { ...DEFAULT_RULES, threshold: mode === 'ROUND' ? Math.min(threshold, 5) : threshold, mode },
        earlier: [],
        digest,
        seed: digest,
      };
    });
}

const sum = (values: readonly number[]): number => values.reduce((left, right) => left + right, 0);

const solver = await openSolver();

/** Null: refused, by the one code there is. */
async function releasedBy(order: TableOrder): Promise<ProtectedTable | null> {
  try {
    return await buildTable(order, solver, withinRounds(60));
  } catch (error) {
    expect(error).toBeInstanceOf(GatewayError);
    expect((error as GatewayError).code).toBe('STATISTICS_NOT_RELEASABLE');
    return null;
  }
}

/** Stops a choice that comes to no end. */
function withinRounds(most: number): (line: string) => void {
  let rounds = 0;
  return (line) => {
    if (line.endsWith('choosing again')) rounds += 1;
    if (rounds > most) throw new Error(`still choosing after ${most} rounds`);
  };
}

/** What it is before protection, by unknown of the outsider. */
function truthOf({ figures: { date, reported } }: TableOrder): ReadonlyMap<string, number> {
  const by = (measure: 'ARRESTS' | 'SUSPECTS' | 'SEARCHES', code: string) =>
    reported[measure][code]?.[code] ?? 0;
  const codes = Object.keys(reported.ARRESTS);
  const parts = codes.flatMap((code) => {
    const [arrests, suspects] = [by('ARRESTS', code), by('SUSPECTS', code)];
    const own = {
      ARRESTED_OR_SUSPECTED: arrests + suspects,
      ARRESTS: arrests,
      SUSPECTS: suspects,
      SEARCHES: by('SEARCHES', code),
    };
    return Object.entries(own).map(([measure, value]) => ({ measure, code, value }));
  });
  const totals = [...LINKED, 'SEARCHES'].map((measure) => {
    return {
      measure,
      code: null,
      value: sum(parts.filter((one) => one.measure === measure).map(({ value }) => value)),
    };
  });
  return new Map(
    [...parts, ...totals].map(({ measure, code, value }) => [unknownOf(date, measure, code), value]),
  );
}

/** The outsider's view of a table in which, of the counts by country, those in `hidden` are held back. */
function attackOn(
  { figures, known, rules }: TableOrder,
  hidden: ReadonlySet<string>,
): Promise<OutsiderAttack> {
  const shown = [...truthOf({ figures } as TableOrder)].map(([unknown, value]) => {
    const [measure = '', code = null] = (unknown.split('@')[0] ?? '').split(' ');
    return { measure, code, published: hidden.has(unknown) ? null : value };
  });
  const table = { date: figures.date, rules, absent: figures.absent, figures: shown };
  return OutsiderAttack.open(toSight(table as unknown as ProtectedTable, figures, known));
}

describe('random tables of linked measures', () => {
  test('are refused, or leave each suppressed or small figure as many values as the threshold, twice the same', async () => {
    const seen = { SUPPRESS: 0, ROUND: 0, refused: 0, suppressed: 0 };
    await fc.assert(
      fc.asyncProperty(orders(40, ['SUPPRESS', 'SUPPRESS', 'ROUND']), async (order) => {
        const { figures, known, rules } = order;
        const table = await releasedBy(order);
        if (table === null) {
          seen.refused += 1;
          return;
        }
        seen[rules.mode] += 1;
        if (figures.countries.length <= 12) expect(await releasedBy(order)).toEqual(table);
        const truth = truthOf(order);
        const attack = await OutsiderAttack.open(toSight(table, figures, known));
        const hidden = attack.unknowns().filter((unknown) => {
          return rules.mode === 'SUPPRESS' || (truth.get(unknown) ?? rules.threshold) < rules.threshold;
        });
        seen.suppressed += hidden.length;
        expect(attack.narrowed(hidden, rules.threshold)).toEqual([]);
      }),
      { seed: 51, numRuns: 16, endOnFailure: true },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  test('are refused only where no choice protects them', async () => {
    const seen = { refused: 0, released: 0 };
    await fc.assert(
      fc.asyncProperty(orders(5, ['SUPPRESS']), async (order) => {
        const released = await releasedBy(order);
        const isProtectable = await canBeProtected(order);
        seen[released === null ? 'refused' : 'released'] += 1;
        expect(released !== null).toBe(isProtectable);
      }),
      { seed: 52, numRuns: 40, endOnFailure: true },
    );
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
  });

  test('hold back as few figures as any choice that protects them', async () => {
    let tried = 0;
    await fc.assert(
      fc.asyncProperty(orders(4, ['SUPPRESS']), async (order) => {
        const table = await releasedBy(order);
        if (table === null) return;
        for (const group of GROUPS) tried += await tryFewer(order, table, group);
      }),
      { seed: 53, numRuns: 70, endOnFailure: true },
    );
    expect(tried).toBeGreaterThan(10);
  });
});

function unprotectedIn(order: TableOrder, attack: OutsiderAttack, hidden: Iterable<string>): boolean {
  for (const unknown of hidden) if (attack.narrowed([unknown], order.rules.threshold).length > 0) return true;
  return false;
}

/** What the press knows of itself, without reasoning. */
function pressOf({ figures, known }: TableOrder): ReadonlySet<string> {
  const { ARRESTS, SUSPECTS } = figures.published;
  const both = ARRESTS !== undefined && SUSPECTS !== undefined ? ['ARRESTED_OR_SUSPECTED'] : [];
  return new Set([
    ...known.map(({ measure, code }) => unknownOf(figures.date, measure, code)),
    ...[...Object.keys(figures.published), ...both].map((measure) => unknownOf(figures.date, measure, null)),
  ]);
}

/**
 * Whether any choice at all protects the table: who holds back less lets an outsider know more. So a figure that is
 * narrowed when all are held back is narrowed by every choice, and must be shown; until none is left that is narrowed.
 */
async function canBeProtected(order: TableOrder): Promise<boolean> {
  const truth = truthOf(order);
  const press = pressOf(order);
  let hidden = new Set([...truth.keys()].filter((unknown) => !press.has(unknown)));
  for (;;) {
    const attack = await attackOn(order, hidden);
    const narrowed = [...hidden].filter((one) => attack.narrowed([one], order.rules.threshold).length > 0);
    if (narrowed.some((one) => (truth.get(one) ?? 0) < order.rules.threshold)) return false;
    if (narrowed.length === 0) return true;
    hidden = new Set([...hidden].filter((one) => !narrowed.includes(one)));
  }
}

/** Attacks every choice of figures of `group` that holds back fewer than `table` does; returns how many there were to attack. */
async function tryFewer(order: TableOrder, table: ProtectedTable, group: readonly string[]): Promise<number> {
  const { date } = table;
  const truth = [...truthOf(order)].filter(([unknown]) => group.includes(unknown.split(/[ @]/)[0] ?? ''));
  const press = pressOf(order);
  const open = truth.filter(([unknown]) => !press.has(unknown));
  const small = open.filter(([, value]) => value < order.rules.threshold).map(([unknown]) => unknown);
  const others = open.map(([unknown]) => unknown).filter((unknown) => !small.includes(unknown));
  const chosen = table.figures.filter(({ measure, code, published }) => {
    return (
      published === null &&
      group.includes(measure) &&
      open.some(([one]) => one === unknownOf(date, measure, code))
    );
  });
  let attacked = 0;
  for (let choice = 0; choice < 2 ** others.length; choice += 1) {
    const hidden = new Set([...small, ...others.filter((_, index) => (choice >> index) % 2 === 1)]);
    if (hidden.size >= chosen.length || isGivenAway(hidden, group, truth)) continue;
    attacked += 1;
    expect([...hidden, unprotectedIn(order, await attackOn(order, hidden), hidden)]).toEqual([
      ...hidden,
      true,
    ]);
  }
  return attacked;
}

/** Alone in a row or a column of figures that add up: there is no need to attack it. */
function isGivenAway(
  hidden: ReadonlySet<string>,
  group: readonly string[],
  truth: readonly (readonly [string, number])[],
): boolean {
  const lines = new Map<string, number>();
  for (const [unknown] of truth) {
    if (!hidden.has(unknown)) continue;
    const [measure = '', code = ''] = (unknown.split('@')[0] ?? '').split(' ');
    for (const line of [measure, ...(group.length > 1 ? [`in ${code}`] : [])])
      lines.set(line, (lines.get(line) ?? 0) + 1);
  }
  return [...lines.values()].includes(1);
}
