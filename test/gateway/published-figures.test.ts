/** Published figures come from the protected table, whoever asks and however; what it does not show is shown by nothing. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { loadKnownFigures } from '../../src/cli/load-known-figures.ts';
import { askFigures } from '../../src/gateway/ask-figures.ts';
import { buildTable } from '../../src/statistics/build-table.ts';
import type { ExactFigures } from '../../src/statistics/exact-figures.ts';
import { DIMENSION_OF } from '../../src/statistics/measures.ts';
import type { ProtectedTable } from '../../src/statistics/protected-table.ts';
import { openSolver } from '../../src/statistics/solver.ts';
import { DEFAULT_RULES } from '../../src/statistics/table-rules.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { icarusFigures } from '../statistics/icarus-figures.ts';
import { OutsiderAttack, type Shown, unknownOf } from '../statistics/outsider-attack.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf } from './plain-records.ts';

const DATE = '2011-12-16';
const PRESS = loadKnownFigures('icarus');

let mocks: Mocks;
let figures: ExactFigures;
let table: ProtectedTable;
let asking: TestGateway;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks();
  asking = openTestGateway(mocks, DATE, 30_000);
  figures = await askFigures(asking.gateway, 'icarus', DATE);
  table = await buildTable(
    { figures, known: PRESS, rules: DEFAULT_RULES, earlier: [], digest: 'test', seed: 'test' },
    await openSolver(),
  );
  gateway = openTestGateway(mocks, DATE, 30_000, {}, 60_000, [table]);
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});
afterAll(async () => {
  await asking.close();
  await gateway.close();
  await mocks.close();
});

const CELLS = 'cells { country { code } deviceType forensicStatus published }';

/** Every statistical thing there is to ask, each by every way. */
const EVERYTHING = `{ operation(id: "icarus") {
  ${Object.entries(DIMENSION_OF)
    .map(
      ([of, by]) => `${of}_total: breakdown(of: ${of}, by: []) { ${CELLS} }
        ${of}_cells: breakdown(of: ${of}, by: [${by}]) { reportingDate method isComplete ${CELLS} }
        ${of}_again: breakdown(of: ${of}, by: ${by}) { ${CELLS} }`,
    )
    .join('\n')}
  arrests { count { published other: published } } suspects { count { published } } searches { count { published } }
  forensicExams { count { published } }
  participations { country { code } arrests { count { published } } suspects { count { published } } searches { count { published } } }
} }`;

interface Cell {
  readonly country: { readonly code: string } | null;
  readonly deviceType: string | null;
  readonly forensicStatus: string | null;
  readonly published: number | null;
}
type Counted = { readonly count: { readonly published: number | null } };

/** What a caller gets, by measure and code, each figure as often as it was asked. */
function seenIn(data: unknown): readonly Shown[] {
  const operation = (data as { readonly operation: Record<string, never> }).operation;
  const cells = Object.entries(operation).flatMap(([key, value]): Shown[] => {
    const [, measure = ''] = /^([A-Z_]+)_(total|cells|again)$/.exec(key) ?? [];
    if (measure === '') return [];
    return (value as { readonly cells: readonly Cell[] }).cells.map((cell) => ({
      measure,
      code: cell.country?.code ?? cell.deviceType ?? cell.forensicStatus,
      published: cell.published,
    }));
  });
  const lists = ['arrests', 'suspects', 'searches', 'forensicExams'];
  const measureOf = (list: string): string =>
    list === 'forensicExams' ? 'FORENSIC_EXAMS' : list.toUpperCase();
  const countOf = (of: unknown, list: string): number | null =>
    (of as Record<string, Counted>)[list]?.count.published ?? null;
  const totals = lists.map((list) => ({
    measure: measureOf(list),
    code: null,
    published: countOf(operation, list),
  }));
  const participations = operation.participations as unknown as readonly {
    readonly country: { readonly code: string };
  }[];
  const single = participations.flatMap((one) =>
    lists
      .slice(0, 3)
      .map((list) => ({ measure: measureOf(list), code: one.country.code, published: countOf(one, list) })),
  );
  return [...cells, ...totals, ...single];
}

test('what the countries report of themselves is the fixture, counts of closed records and all', () => {
  const expected = icarusFigures();
  const { SEIZED_ITEMS: items, FORENSIC_EXAMS: exams, SEIZED_DATA_TB: volumes, ...counts } = figures.reported;
  const {
    SEIZED_ITEMS: allItems,
    FORENSIC_EXAMS: allExams,
    SEIZED_DATA_TB: allVolumes,
    ...allCounts
  } = expected.reported;
  expect(counts).toEqual(allCounts);
  const sum = (all: Readonly<Record<string, Readonly<Record<string, number>>>>): number =>
    Object.values(all).reduce(
      (total, parts) => Object.values(parts).reduce((one, part) => one + part, total),
      0,
    );
  expect([sum(items), sum(exams)]).toEqual([sum(allItems), sum(allExams)]);
  expect(sum(volumes)).toBeCloseTo(sum(allVolumes), 6);
  expect([figures.absent, figures.published]).toEqual([[], { ARRESTS: 112, SUSPECTS: 269 }]);
});

test('each country is asked in its own name, and finds it in the evidence', async () => {
  await askFigures(asking.gateway, 'icarus', DATE);
  const own = asking.ledger.entries.filter(({ requester }) => requester?.subject === 'concordat statistics');
  for (const entry of own) {
    const others = entry.owners
      .map(({ owner }) => owner)
      .filter((owner) => owner !== 'XE' && owner !== entry.requester?.country);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ outcome: 'answered', purpose: 'COORDINATION_STATISTICS' });
  }
  expect(new Set(own.map(({ requester }) => requester?.country))).toEqual(
    new Set([...figures.countries, 'XE']),
  );
});

describe('a strategic partner that asks everything in every way', () => {
  test('gets of each figure the same by every way, and nobody is asked but Europol', async () => {
    const outcome = await gateway.ask('RS', EVERYTHING, { purpose: 'COORDINATION_STATISTICS' });
    const seen = Map.groupBy(seenIn(dataOf(outcome)), ({ measure, code }) => `${measure} ${code}`);
    for (const [place, all] of seen)
      expect([place, new Set(all.map(({ published }) => published)).size]).toEqual([place, 1]);
    expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
    expect([...seen.values()].flat().filter(({ published }) => published !== null).length).toBeGreaterThan(
      50,
    );
  });

  test('cannot narrow any small figure to fewer than five values, with the press beside it', async () => {
    const outcome = await gateway.ask('RS', EVERYTHING, { purpose: 'COORDINATION_STATISTICS' });
    const shown = seenIn(dataOf(outcome)).filter(({ measure }) => measure !== 'SEIZED_DATA_TB');
    const attack = await OutsiderAttack.open({
      date: DATE,
      figures: [...new Map(shown.map((one) => [`${one.measure} ${one.code}`, one])).values()],
      press: [
        ...PRESS,
        { measure: 'ARRESTS', code: null, value: 112 },
        { measure: 'SUSPECTS', code: null, value: 269 },
      ],
    });
    const { ARRESTS, SUSPECTS, SEARCHES } = figures.reported;
    const named = new Set(PRESS.map(({ measure, code }) => `${measure} ${code}`));
    const small = Object.entries({ ARRESTS, SUSPECTS, SEARCHES }).flatMap(([measure, all]) =>
      Object.entries(all).flatMap(([country, parts]) =>
        (parts[country] ?? 0) < 5 && !named.has(`${measure} ${country}`)
          ? [unknownOf(DATE, measure, country)]
          : [],
      ),
    );
    expect(small.length).toBeGreaterThan(30);
    expect(attack.narrowed(small, 5)).toEqual([]);
  });

  test('cannot tell why a figure is held back: one code, without a reason', async () => {
    const outcome = await gateway.ask('RS', EVERYTHING, { purpose: 'COORDINATION_STATISTICS' });
    const { errors } = outcome as never as {
      readonly errors: readonly { readonly extensions: { readonly code: string } }[];
    };
    const held = errors.filter(({ extensions }) => extensions.code === 'SUPPRESSED');
    expect(held.length).toBeGreaterThan(0);
    for (const { extensions } of held) expect(extensions).not.toHaveProperty('reason');
    expect(new Set(errors.map(({ extensions }) => extensions.code))).toEqual(new Set(['SUPPRESSED']));
  });

  test('gets the same when no country can be reached: what is published does not hang on what is there now', async () => {
    const ask = async (all: Mocks): Promise<string> => {
      const one = openTestGateway(all, DATE, 30_000, {}, 60_000, [table]);
      const outcome = await one.ask('RS', EVERYTHING, { purpose: 'COORDINATION_STATISTICS' });
      await one.close();
      return JSON.stringify({ ...outcome, receipt: 0 });
    };
    const other = { ...mocks, national: new Map<string, never>() };
    expect(await ask(other)).toBe(await ask(mocks));
  });
});

test('who may see the exact count gets the published one from the table all the same', async () => {
  const outcome = await gateway.ask(
    'DK',
    '{ operation(id: "icarus") { participation(country: "AT") { arrests { count { exact published } } } } }',
  );
  expect(outcome).toMatchObject({
    data: { operation: { participation: { arrests: { count: { exact: 2, published: null } } } } },
    errors: [{ extensions: { code: 'SUPPRESSED', countries: ['AT'] } }],
  });
});

test('what is published of each country is in the evidence', async () => {
  await gateway.ask(
    'RS',
    '{ operation(id: "icarus") { breakdown(of: ARRESTS, by: [COUNTRY]) { cells { published } } } }',
    {
      purpose: 'COORDINATION_STATISTICS',
    },
  );
  const owners = gateway.ledger.entries.at(-1)?.owners ?? [];
  // The table was asked, and not the country: nothing was closed either.
  expect(owners.find(({ owner }) => owner === 'DE')).toMatchObject({ status: 'NOT_ASKED', denials: [] });
  const given = new Map(owners.map((one) => [one.owner, one.given]));
  expect([given.get('DE'), given.get('DK'), given.get('AT') ?? 0]).toEqual([1, 1, 0]);
});

describe('STATISTICS_NOT_RELEASABLE', () => {
  const refused = async (country: string, field: string, on = gateway): Promise<unknown> => {
    const outcome = await on.ask(country, `{ operation(id: "icarus") { ${field} } }`, {
      purpose: 'COORDINATION_STATISTICS',
    });
    return (
      outcome as never as { readonly errors: readonly { readonly extensions: { readonly code: string } }[] }
    ).errors.map(({ extensions }) => extensions.code);
  };
  test.each([
    'breakdown(of: ARRESTS, by: [DEVICE_TYPE]) { cells { published } }',
    'breakdown(of: SEIZED_ITEMS, by: [COUNTRY]) { cells { published } }',
    'breakdown(of: ARRESTS, by: [COUNTRY, COUNTRY]) { cells { published } }',
    'seizures { count { published } }',
    'participation(country: "DE") { forensicExams { count { published } } }',
  ])('of what no table protects: %s', async (field) => {
    expect(await refused('RS', field)).toEqual(['STATISTICS_NOT_RELEASABLE']);
  });
  test('of an operation without a table, and before its reporting date', async () => {
    const field = 'breakdown(of: ARRESTS, by: []) { cells { published } }';
    expect(await refused('RS', field, asking)).toEqual(['STATISTICS_NOT_RELEASABLE']);
    const early = openTestGateway(mocks, '2011-12-15', 30_000, {}, 60_000, [table]);
    expect(await refused('RS', field, early)).toEqual(['STATISTICS_NOT_RELEASABLE']);
    await early.close();
  });
});

test('who may have no statistics is denied the frame, and every figure', async () => {
  const outcome = await gateway.ask(
    'RS',
    '{ operation(id: "icarus") { breakdown(of: ARRESTS, by: []) { cells { published } } arrests { count { published } } } }',
    { purpose: null },
  );
  expect(outcome).toMatchObject({ data: { operation: { breakdown: null, arrests: null } } });
  expect(JSON.stringify(outcome)).not.toContain('SUPPRESSED');
});

test('a country that fails is absent, with its cause; the table waits for it', async () => {
  mocks.national.get('MT')?.behave({ status: 500 } as never);
  const found = await askFigures(asking.gateway, 'icarus', DATE);
  mocks.national.get('MT')?.behave({});
  expect(found.absent.map(({ country, cause }) => `${country} ${cause}`)).toEqual(
    Array(6).fill(expect.stringMatching(/^MT SOURCE_/)),
  );
  const order = {
    figures: found,
    known: PRESS,
    rules: DEFAULT_RULES,
    earlier: [],
    digest: 'test',
    seed: 'test',
  };
  await expect(buildTable(order, await openSolver())).rejects.toThrow(/not complete: MT ARRESTS \(SOURCE_/);
});
