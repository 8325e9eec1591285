/** Hostile cases 11, 14 and 97 for published figures: many small questions tell no more than the one table. */
import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import { withAgreement } from '../../../src/access/with-agreement.ts';
import { buildTable } from '../../../src/statistics/build-table.ts';
import type { EarlierTable } from '../../../src/statistics/link-tables.ts';
import type { ProtectedTable } from '../../../src/statistics/protected-table.ts';
import { openSolver } from '../../../src/statistics/solver.ts';
import { DEFAULT_RULES, type TableRules } from '../../../src/statistics/table-rules.ts';
import { toProblem } from '../../../src/statistics/to-problem.ts';
import { openTestGateway, POLICY } from '../../gateway/open-test-gateway.ts';
import { dataOf } from '../../gateway/plain-records.ts';
import { afterAll, beforeAll, expect, test } from '../../jest.ts';
import { icarusFigures, PRESS } from '../../statistics/icarus-figures.ts';

const FIRST = '2011-12-16';
const SECOND = '2011-12-19';

let mocks: Mocks;
beforeAll(async () => {
  mocks = await startMocks();
});
afterAll(() => mocks.close());

async function release(
  figures: ReturnType<typeof icarusFigures>,
  change: Partial<TableRules> = {},
  earlier: readonly EarlierTable[] = [],
): Promise<EarlierTable> {
  const solver = await openSolver();
  const rules = { ...DEFAULT_RULES, ...change };
  const order = { figures, known: PRESS, rules, earlier, digest: 'test', seed: figures.date };
  return { table: await buildTable(order, solver), problem: toProblem(figures, PRESS, rules, solver) };
}

/** What a strategic partner gets on `date` of `fields` below the operation. */
async function ask<T>(tables: readonly ProtectedTable[], date: string, fields: string): Promise<T> {
  const gateway = openTestGateway(mocks, date, 30_000, {}, 60_000, tables);
  const outcome = await gateway.ask('RS', `{ operation(id: "icarus") { ${fields} } }`, {
    purpose: 'COORDINATION_STATISTICS',
  });
  await gateway.close();
  return dataOf<{ operation: T }>(outcome).operation;
}

const BY_COUNTRY = 'breakdown(of: ARRESTS, by: [COUNTRY]) { cells { country { code } published } }';
interface ByCountry {
  readonly breakdown: {
    readonly cells: readonly {
      readonly country: { readonly code: string };
      readonly published: number | null;
    }[];
  };
}

test('11 no way of asking has a filter, a sub-total or a record: what is counted is chosen by the table', async () => {
  // Intent: count arrests of one status, one region, two countries. Trap: a count takes the filter of a list.
  const { table } = await release(icarusFigures());
  const gateway = openTestGateway(mocks, FIRST, 30_000, {}, 60_000, [table]);
  const outcome = await gateway.ask(
    'RS',
    `{ operation(id: "icarus") { arrests { count { published }
        records(where: { countries: { in: ["DE", "MT"] } }) { totalCount } } } }`,
    { purpose: 'COORDINATION_STATISTICS' },
  );
  await gateway.close();
  expect(JSON.stringify(outcome)).not.toMatch(/"totalCount":\d/);
  expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
});

test('14 the total and all cells but those that are held back leave room for each of these', async () => {
  // Intent: take the shown countries from the total. Trap: one cell alone is held back.
  const { table } = await release(icarusFigures());
  const { breakdown, total } = await ask<ByCountry & { total: ByCountry['breakdown'] }>(
    [table],
    FIRST,
    `${BY_COUNTRY} total: breakdown(of: ARRESTS, by: []) { cells { published } }`,
  );
  const held = breakdown.cells.filter(({ published }) => published === null);
  const shown = breakdown.cells.reduce((sum, { published }) => sum + (published ?? 0), 0);
  expect(held.length).toBeGreaterThan(2);
  expect(Number(total.cells[0]?.published) - shown).toBeGreaterThan(4);
});

test('97 a cell is one number however often and by whatever alias it is asked: there is no noise to average', async () => {
  // Intent: ask a hundred times and take the mean. Trap: fresh noise for each query.
  const { table } = await release(icarusFigures(), { mode: 'ROUND' });
  const aliases = Array.from(
    { length: 50 },
    (_, place) => `a${place}: breakdown(of: ARRESTS, by: [COUNTRY]) { cells { published } }`,
  ).join(' ');
  const answers = [await ask([table], FIRST, aliases), await ask([table], FIRST, aliases)];
  const seen = new Set(
    answers.flatMap((one) => Object.values(one as object).map((of) => JSON.stringify(of))),
  );
  expect(seen.size).toBe(1);
});

test('97 of a report between two reporting dates nothing is seen in the difference', async () => {
  // Intent: subtract the tables. Trap: the second table is right by itself.
  const first = await release(icarusFigures(FIRST), { incomplete: 'SAY' });
  const later = icarusFigures(SECOND);
  // Sweden has searched one more house.
  const more = { ...later.reported, SEARCHES: { ...later.reported.SEARCHES, SE: { SE: 19 } } };
  const figures = { ...later, reported: more };
  const careless = await release(figures);
  const second = await release(figures, {}, [first]);
  const SEARCHES = BY_COUNTRY.replace('ARRESTS', 'SEARCHES');
  const of = async (tables: readonly ProtectedTable[], date: string, code: string) =>
    (await ask<ByCountry>(tables, date, SEARCHES)).breakdown.cells.find(
      ({ country }) => country.code === code,
    )?.published;
  expect(await of([first.table], FIRST, 'SE')).toBe(18);
  expect(await of([careless.table], SECOND, 'SE')).toBe(19);
  const tables = [first.table, second.table];
  expect(await of(tables, SECOND, 'SE')).toBeNull();
  expect(await of(tables, FIRST, 'SE')).toBe(18);
  expect(await of(tables, SECOND, 'DE')).toBe(61);
});

test('14 a sum is held back from who sees the exact figures of all its countries but one or two', async () => {
  // Intent: take 25 exact counts from a published sum. Trap: each of the two is open by itself.
  const { table } = await release(icarusFigures());
  const sums = async (limited: readonly string[]): Promise<unknown> => {
    // What such a country owns may be counted in statistics, and not be seen.
    const policy = limited.reduce(
      (known, country) => withAgreement(known, { country, kind: 'STRATEGIC', from: FIRST, to: null }),
      POLICY,
    );
    const gateway = openTestGateway(mocks, FIRST, 30_000, {}, 60_000, [table], policy);
    const outcome = await gateway.ask(
      'DK',
      '{ operation(id: "icarus") { searches { count { exact published } } arrests { count { published } } } }',
    );
    await gateway.close();
    const { searches, arrests } = dataOf<{ operation: Record<'searches' | 'arrests', { count: object }> }>(
      outcome,
    ).operation;
    return { searches: searches.count, arrests: arrests.count };
  };
  expect(await sums([])).toEqual({ searches: { exact: 355, published: 355 }, arrests: { published: 112 } });
  // The 112 are in the press.
  for (const [limited, exact] of [
    [['CH'], 341],
    [['CH', 'SE'], 323],
  ] as const)
    expect(await sums(limited)).toEqual({
      searches: { exact, published: null },
      arrests: { published: 112 },
    });
  expect(await sums(['CH', 'SE', 'NO'])).toMatchObject({ searches: { exact: 313, published: 355 } });
});
