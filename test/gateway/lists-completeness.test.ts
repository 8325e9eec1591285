/** Lists across countries say whose records they hold: filters by country, countries that fail, pages after a failure. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf } from './plain-records.ts';

const OWNERS = ['BE', 'CZ', 'DE', 'DK', 'FI', 'HU', 'IS', 'SE'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: OWNERS, world: worldOf(OWNERS) });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol]) {
    mock.forget();
    mock.behave({});
  }
});

const COMPLETENESS = 'completeness { answered of missing { country { code } cause } }';

interface Page {
  readonly totalCount: number;
  readonly completeness: {
    readonly answered: number;
    readonly of: number;
    readonly missing: readonly { readonly country: { readonly code: string }; readonly cause: string }[];
  };
  readonly nodes: readonly {
    readonly date: string;
    readonly provenance: { readonly country: { readonly code: string } };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

async function searches(args: string, after: string | null = null, country = 'DK'): Promise<Page> {
  const query = `query Q($after: String) { operation(id: "icarus") { searches {
    records(${args}, after: $after) { totalCount ${COMPLETENESS} pageInfo { hasNextPage endCursor }
      nodes { date provenance { country { code } } } } } } }`;
  const outcome = await gateway.ask(country, query, { variables: after === null ? {} : { after } });
  const { operation } = dataOf(outcome) as { operation: { searches: { records: Page } } };
  return operation.searches.records;
}

const ownersIn = ({ nodes }: Page): readonly string[] => [
  ...new Set(nodes.map(({ provenance }) => provenance.country.code)),
];
const askedOf = (): readonly string[] =>
  [...mocks.national.values()].filter(({ messages }) => messages.length > 0).map(({ code }) => code);

for (const [where, expected] of [
  ['{ countries: { in: ["SE", "BE"] } }', ['BE', 'SE']],
  ['{ not: { countries: { in: ["BE", "CZ", "DE", "DK"] } } }', ['FI', 'HU', 'IS', 'SE']],
  [
    '{ or: [{ countries: { in: ["BE"] } }, { and: [{ countries: { in: ["CZ", "SE"] } }, { countries: { in: ["SE"] } }] }] }',
    ['BE', 'SE'],
  ],
  ['{ countries: { in: ["QQ"] } }', []],
] as const) {
  test(`\`countries\` asks those it names and nobody else: ${where}`, async () => {
    const all = await searches('first: 500');
    for (const mock of mocks.national.values()) mock.forget();
    const page = await searches(`first: 500, where: ${where}`);
    expect(askedOf()).toEqual(expected);
    expect(page.nodes).toEqual(
      all.nodes.filter(({ provenance }) => (expected as readonly string[]).includes(provenance.country.code)),
    );
    expect(page.completeness).toEqual({ answered: expected.length, of: expected.length, missing: [] });
    expect(page.totalCount).toBe(page.nodes.length);
  });
}

test('`countries` beside another filter: a country may be asked for all, for some, or not at all', async () => {
  const all = await searches('first: 500');
  const days = 'date: { from: "2011-11-20" }';
  const page = await searches(
    `first: 500, where: { or: [{ countries: { in: ["BE"] } }, { ${days}, countries: { in: ["DE", "DK"] } }] }`,
  );
  expect(askedOf()).toContain('BE');
  expect(page.nodes).toEqual(
    all.nodes.filter(
      ({ date, provenance: { country } }) =>
        country.code === 'BE' || (['DE', 'DK'].includes(country.code) && date >= '2011-11-20'),
    ),
  );
});

test('a list of one country by `countries` that leaves it out is empty, and the country is not asked', async () => {
  const outcome = await gateway.ask(
    'DK',
    `{ operation(id: "icarus") { participation(country: "DE") { source { status } searches {
       records(where: { countries: { in: ["BE"] } }) { totalCount ${COMPLETENESS} nodes { date } } } } } }`,
  );
  expect(dataOf(outcome)).toMatchObject({
    operation: {
      participation: {
        source: { status: 'NOT_ASKED' },
        searches: {
          records: { totalCount: 0, nodes: [], completeness: { answered: 0, of: 0, missing: [] } },
        },
      },
    },
  });
  expect(askedOf()).toEqual([]);
});

test('`countries` needs the right to filter by provenance, and the filter of a country that is left out needs none', async () => {
  const refused = await gateway.ask(
    'RS',
    '{ operation(id: "icarus") { searches { records(where: { countries: { in: ["DK"] } }) { totalCount } } } }',
  );
  expect(refused).toMatchObject({
    kind: 'refused',
    code: 'FILTER_NOT_PERMITTED',
    where: 'Search.provenance',
  });
  expect(askedOf()).toEqual([]);
});

test('each country that failed or lost rows is named once, with its cause, beside what the others gave', async () => {
  const all = await searches('first: 500', null, 'IS');
  mocks.national.get('BE')?.behave({ status: 500 });
  mocks.national.get('FI')?.behave({ alter: () => 'no envelope' });
  mocks.national.get('DE')?.behave({ alter: (body) => body.replace('"datensatz_id"', '"other"') });
  const page = await searches('first: 500', null, 'IS');
  const missing = [
    ['BE', 'UNAVAILABLE'],
    ['DE', 'PARTIAL'],
    ['FI', 'INVALID'],
  ].map(([code, cause]) => ({ country: { code }, cause }));
  expect(page.completeness).toEqual({ answered: 5, of: 8, missing });
  const of = (code: string, { nodes }: Page): number =>
    nodes.filter(({ provenance: { country } }) => country.code === code).length;
  const others = OWNERS.filter((code) => code !== 'DE');
  expect(others.map((code) => of(code, page))).toEqual(
    others.map((code) => (['BE', 'FI'].includes(code) ? 0 : of(code, all))),
  );
  expect(of('DE', page)).toBeGreaterThan(0);
  expect(of('DE', page)).toBeLessThan(of('DE', all));
});

test('a country whose rules close the list is NOT_PERMITTED there', async () => {
  const outcome = await gateway.ask(
    'IS',
    `{ operation(id: "icarus") { arrests { records { ${COMPLETENESS} totalCount } } } }`,
  );
  const { operation } = dataOf(outcome) as { operation: { arrests: { records: Page } } };
  expect(operation.arrests.records.completeness).toEqual({
    answered: 6,
    of: 8,
    missing: ['CZ', 'HU'].map((code) => ({ country: { code }, cause: 'NOT_PERMITTED' })),
  });
});

test('a country that was missing stays missing, and named, to the end of the walk; a new walk asks it again', async () => {
  const whole = await searches('first: 500, orderBy: [{ field: DATE }]');
  mocks.national.get('DE')?.behave({ status: 500 });
  const first = await searches('first: 5, orderBy: [{ field: DATE }]');
  mocks.national.get('DE')?.behave({});
  const pages = [first];
  for (let page = first; page.pageInfo.hasNextPage; ) {
    for (const mock of mocks.national.values()) mock.forget();
    page = await searches('first: 50, orderBy: [{ field: DATE }]', page.pageInfo.endCursor);
    pages.push(page);
    expect(askedOf()).not.toContain('DE');
  }
  expect(pages.length).toBeGreaterThan(2);
  for (const { completeness } of pages)
    expect(completeness).toEqual({
      answered: 7,
      of: 8,
      missing: [{ country: { code: 'DE' }, cause: 'UNAVAILABLE' }],
    });
  const walked = pages.flatMap(({ nodes }) => nodes);
  expect(walked).toEqual(whole.nodes.filter(({ provenance: { country } }) => country.code !== 'DE'));
  expect(ownersIn(await searches('first: 500'))).toContain('DE');
});

test('a country that fails on a later page is missing from there on', async () => {
  const first = await searches('first: 5');
  mocks.national.get('SE')?.behave({ status: 500 });
  const second = await searches('first: 5', first.pageInfo.endCursor);
  mocks.national.get('SE')?.behave({});
  const third = await searches('first: 500', second.pageInfo.endCursor);
  const causes = [first, second, third].map(({ completeness }) =>
    completeness.missing.map(({ country }) => country.code),
  );
  expect(causes).toEqual([[], ['SE'], ['SE']]);
  expect(ownersIn(third)).not.toContain('SE');
});

test('provenance names what was done to the owner’s own list', async () => {
  const outcome = await gateway.ask(
    'DK',
    `{ operation(id: "icarus") {
       suspects { records(first: 500) { nodes { provenance { country { code } corrections { kind what } } } } }
       searches { records(first: 500) { nodes { provenance { corrections { kind } } } } } } }`,
  );
  const { operation } = dataOf(outcome) as {
    operation: Record<'suspects' | 'searches', { records: { nodes: readonly { provenance: Provenance }[] } }>;
  };
  const kinds = new Map(
    operation.suspects.records.nodes.map(({ provenance: { country, corrections } }) => [
      country.code,
      corrections.map(({ kind }) => kind),
    ]),
  );
  expect(Object.fromEntries(kinds)).toMatchObject({
    BE: [],
    DK: ['ARRESTED_TAKEN_OUT'],
    FI: ['DUPLICATES_JOINED'],
    SE: ['GRADES_SELECTED'],
  });
  const texts = operation.suspects.records.nodes.flatMap(({ provenance }) => provenance.corrections);
  expect(texts.find(({ kind }) => kind === 'GRADES_SELECTED')?.what).toMatch(/misstänkta/);
  expect(operation.searches.records.nodes.flatMap(({ provenance }) => provenance.corrections)).toEqual([]);
});

interface Provenance {
  readonly country: { readonly code: string };
  readonly corrections: readonly { readonly kind: string; readonly what: string }[];
}
