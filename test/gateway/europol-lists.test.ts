/** Lists that Europol keeps: packages and operations are walked page by page, and say what of them is missing. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf } from './plain-records.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'DE'], world: worldOf(['DK', 'DE']) });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterEach(() => mocks.europol.behave({}));
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const COMPLETENESS = 'completeness { answered of missing { country { code } cause } }';
const PAGE_INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

interface Connection {
  readonly totalCount: number;
  readonly completeness: unknown;
  readonly edges: readonly {
    readonly cursor: string;
    readonly node: { readonly id: string | null; readonly disseminatedOn: string };
  }[];
  readonly nodes: readonly { readonly id: string | null; readonly disseminatedOn: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

async function packages(
  country: string,
  first: number,
  after: string | null,
  fields = 'id disseminatedOn',
): Promise<Connection> {
  const outcome = await gateway.ask(
    country,
    `query Q($after: String) { operation(id: "icarus") { intelligencePackages(first: ${first}, after: $after) {
       totalCount ${COMPLETENESS} ${PAGE_INFO} edges { cursor node { ${fields} } } nodes { ${fields} } } } }`,
    { variables: after === null ? {} : { after } },
  );
  const { operation } = dataOf(outcome) as { operation: { intelligencePackages: Connection } };
  return operation.intelligencePackages;
}

for (const [country, fields] of [
  ['DK', 'id disseminatedOn'],
  ['DE', 'id disseminatedOn'],
  ['DE', 'disseminatedOn'],
] as const) {
  test(`walking the packages gives ${country} each that is its to have exactly once, asked for { ${fields} }`, async () => {
    const whole = await packages(country, 500, null, fields);
    expect(whole.nodes.length).toBe(whole.totalCount);
    expect(whole.totalCount).toBeGreaterThan(4);
    const walked: unknown[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const page: Connection = await packages(country, 3, after, fields);
      expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
      expect([page.edges[0]?.cursor, page.edges.at(-1)?.cursor]).toEqual([
        page.pageInfo.startCursor,
        page.pageInfo.endCursor,
      ]);
      expect(page).toMatchObject({
        totalCount: whole.totalCount,
        completeness: { answered: 2, of: 2, missing: [] },
        pageInfo: { hasPreviousPage: after !== null },
      });
      walked.push(...page.nodes);
      after = page.pageInfo.endCursor;
      more = page.pageInfo.hasNextPage;
    }
    expect(walked).toEqual(whole.nodes);
  });
}

test('a cursor of the packages is none of another requester, and none of another list', async () => {
  const { pageInfo } = await packages('DK', 2, null);
  const asked = (query: string, country = 'DK') =>
    gateway.ask(country, query, { variables: { after: pageInfo.endCursor } });
  const ofPackages =
    'query Q($after: String) { operation(id: "icarus") { intelligencePackages(after: $after) { totalCount } } }';
  expect(await asked(ofPackages, 'DE')).toMatchObject({ kind: 'refused', code: 'CURSOR_INVALID' });
  expect(
    await asked(
      'query Q($after: String) { operation(id: "icarus") { arrests { records(after: $after) { totalCount } } } }',
    ),
  ).toMatchObject({ kind: 'refused', code: 'CURSOR_INVALID' });
  mocks.europol.forget();
  expect(await asked('query Q($after: String) { operations(after: $after) { totalCount } }')).toMatchObject({
    kind: 'refused',
    code: 'CURSOR_INVALID',
  });
  expect(mocks.europol.messages).toEqual([]);
});

test('packages that could not be read: nobody can say whose, so every provider is PARTIAL', async () => {
  mocks.europol.behave({ alter: (body) => body.replace('"entry":"EP-00001"', '"entry":1') });
  const { completeness, totalCount } = await packages('DK', 500, null);
  expect(totalCount).toBeGreaterThan(0);
  expect(completeness).toEqual({
    answered: 0,
    of: 2,
    missing: ['DE', 'DK'].map((code) => ({ country: { code }, cause: 'PARTIAL' })),
  });
});

/** Europol with these operations, all of them as `icarus` is. */
function publish(ids: readonly unknown[]): void {
  mocks.europol.behave({
    alter: (body) => body.replace('"operationIds":["icarus"]', `"operationIds":${JSON.stringify(ids)}`),
  });
}

async function operations(args: string): Promise<Connection> {
  const outcome = await gateway.ask(
    'DK',
    `{ operations(${args}) { totalCount ${COMPLETENESS} ${PAGE_INFO} edges { cursor node { id } } nodes { id } } }`,
  );
  return (dataOf(outcome) as { operations: Connection }).operations;
}

test('operations are a connection: pages by id, cursors, and what Europol sent that is no id', async () => {
  publish(['icarus', 'zeta', 'alpha', 'No Slug']);
  const first = await operations('first: 2');
  expect(first).toMatchObject({
    totalCount: 3,
    completeness: { answered: 0, of: 1, missing: [{ country: { code: 'XE' }, cause: 'PARTIAL' }] },
    pageInfo: { hasNextPage: true, hasPreviousPage: false },
  });
  // Europol's mock knows `icarus` alone: an operation that is listed and is not there has no place in the list.
  expect(first.nodes).toEqual([{ id: 'icarus' }]);
  expect(first.edges).toEqual([{ cursor: first.pageInfo.endCursor, node: { id: 'icarus' } }]);
  const second = await operations(`first: 2, after: "${first.pageInfo.endCursor}"`);
  expect(second).toMatchObject({
    totalCount: 3,
    nodes: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: true },
  });
});

test('a query over listed operations costs as many times as operations stand on the page, before a country is asked', async () => {
  publish(['icarus', ...Array.from({ length: 8 }, (_, index) => `zeta-${index}`)]);
  const list = (first: number): string =>
    `{ operation(id: "icarus") { codeName } operations(first: ${first}) { nodes { participations { arrests { records(first: 500) { nodes { caseRef } } } } } } }`;
  mocks.europol.forget();
  for (const mock of mocks.national.values()) mock.forget();
  expect(await gateway.ask('DK', list(9))).toMatchObject({
    kind: 'refused',
    code: 'QUERY_TOO_COSTLY',
    where: 'Query.operations',
  });
  expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
  expect(dataOf(await gateway.ask('DK', list(1)))).toMatchObject({ operation: { codeName: 'Icarus' } });
});
