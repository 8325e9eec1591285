/** `orderBy`, `first`, `after`: pages give every record once, in the order of the plain model, whoever asks. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld, type World } from '../../mocks/world.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import {
  dataOf,
  inPlainOrder,
  LISTS,
  type List,
  type PlainKey,
  RECORDS,
  selectionOf,
  shownOf,
} from './plain-records.ts';
import type { PlainCaller } from './plain-rights.ts';

/** One of each way to ask: GraphQL, OData, REST in parts, SOAP, HAL, field-list REST; references open and closed to NO. */
const OWNERS = ['AT', 'BE', 'DE', 'DK', 'FI', 'IT', 'NL', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: OWNERS, world: withoutHint(makeWorld()) });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

/** At most 14 records a list, with handles that run against the references: an order by the wrong one shows. */
function withoutHint(world: World): World {
  const countries = [...world.countries].map(([code, one]) => {
    const lists = LISTS.map((list) => {
      const records = (one[list] as readonly { readonly handle: string }[]).slice(0, 14);
      return [list, records.map((record, place) => ({ ...record, handle: records.at(-1 - place)?.handle }))];
    });
    return [code, { ...one, ...Object.fromEntries(lists) }] as const;
  });
  return { ...world, countries: new Map(countries) };
}

const callerOf = (country: string): PlainCaller => ({
  country,
  date: '2011-12-16',
  purpose: 'OPERATIONAL_ANALYSIS',
});
const wordOf = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
const key = (field: string, isDescending = false): PlainKey => ({ field, isDescending });

/** Every order of one key, both ways, the default, and some of two keys. */
function ordersOf(list: List, isReferenceOpen: boolean): readonly (readonly PlainKey[])[] {
  const { fields, reference } = RECORDS[list];
  const [first = '', second = ''] = fields;
  const own = [...fields, ...(isReferenceOpen ? [reference] : [])];
  return [
    [],
    ...own.flatMap((field) => [[key(field)], [key(field, true)]]),
    [key(second, true), key(first)],
    [key(first), key(second, true)],
  ];
}

interface Connection {
  readonly totalCount: number;
  readonly edges: readonly { readonly cursor: string; readonly node: unknown }[];
  readonly nodes: readonly unknown[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** Walks the pages of a list, across countries or of one, and checks what each says of the others. */
async function walk(
  country: string,
  list: List,
  keys: readonly PlainKey[],
  first: number,
  owner: string | null,
): Promise<readonly unknown[]> {
  const order = keys.map(
    ({ field, isDescending }) => `{ field: ${wordOf(field)}${isDescending ? ', direction: DESC' : ''} }`,
  );
  const records = `${list} { records(first: $first, after: $after, orderBy: [${order.join(' ')}]) {
    totalCount edges { cursor node ${selectionOf(list)} } nodes ${selectionOf(list)}
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`;
  const place = owner === null ? records : `participation(country: "${owner}") { ${records} }`;
  const query = `query Q($first: Int!, $after: String) { operation(id: "icarus") { ${place} } }`;
  const seen: unknown[] = [];
  for (let after: string | null = null; ; ) {
    const page = await pageOf(country, query, list, { first, ...(after === null ? {} : { after }) });
    const { totalCount, edges, nodes, pageInfo }: Connection = page;
    expect(edges.map(({ node }) => node)).toEqual(nodes);
    expect(pageInfo).toEqual({
      hasPreviousPage: seen.length > 0,
      hasNextPage: seen.length + nodes.length < totalCount,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    });
    expect(nodes.length).toBe(Math.min(first, totalCount - seen.length));
    seen.push(...nodes);
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) return seen;
  }
}

async function pageOf(
  country: string,
  query: string,
  list: List,
  variables: Record<string, unknown>,
): Promise<Connection> {
  type Lists = Readonly<Record<List, { readonly records: Connection }>>;
  const { operation } = dataOf<{ operation: Lists & { readonly participation?: Lists } }>(
    await gateway.ask(country, query, { variables }),
  );
  return (operation.participation ?? operation)[list].records;
}

describe('pages give every record that is given, once, in every order', () => {
  for (const [country, list, first] of [
    ['DK', 'arrests', 17],
    ['DK', 'suspects', 40],
    ['NO', 'arrests', 16],
    ['NO', 'searches', 40],
    ['NO', 'forensicExams', 50],
    ['NO', 'seizures', 61],
  ] as const) {
    test(`to ${country}: ${list} across countries, ${first} a page`, async () => {
      const caller = callerOf(country);
      for (const keys of ordersOf(list, RECORDS[list].gate === 'PERSONAL')) {
        const expected = inPlainOrder(caller, mocks.world, OWNERS, list, keys).map(({ owner, record }) =>
          shownOf(caller, owner, list, record),
        );
        expect({ keys, nodes: await walk(country, list, keys, first, null) }).toEqual({
          keys,
          nodes: expected,
        });
        expect(expected.length).toBeGreaterThan(first);
      }
    });
  }

  for (const [owner, list, first] of [
    ['DK', 'arrests', 1],
    ['DE', 'searches', 7],
    ['NL', 'forensicExams', 6],
    ['FI', 'seizures', 500],
    ['BE', 'searches', 3],
    // NO may not have its references: they stand by its own handles.
    ['IT', 'searches', 5],
  ] as const) {
    test(`to NO: ${list} of ${owner}, ${first} a page`, async () => {
      const caller = callerOf('NO');
      const keys = [key(RECORDS[list].fields[0], true)];
      for (const order of [[], keys]) {
        const expected = inPlainOrder(caller, mocks.world, [owner], list, order).map(({ record }) =>
          shownOf(caller, owner, list, record),
        );
        expect(await walk('NO', list, order, first, owner)).toEqual(expected);
        expect(expected.length).toBeGreaterThan(0);
      }
    });
  }
});

test('an empty page has no cursor and no neighbour', async () => {
  const query = `{ operation(id: "icarus") { arrests { records(where: { caseRef: { in: ["none"] } }) {
    totalCount edges { cursor } nodes { caseRef } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`;
  const { operation } = dataOf<{ operation: { arrests: { records: unknown } } }>(
    await gateway.ask('DK', query),
  );
  expect(operation.arrests.records).toEqual({
    totalCount: 0,
    edges: [],
    nodes: [],
    pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
  });
});

test('what a page says does not hang on what else is asked of it', async () => {
  const ask = async (selection: string): Promise<Connection> => {
    const query = `{ operation(id: "icarus") { participation(country: "DK") { arrests { records(first: 3) { ${selection} } } } } }`;
    const data = dataOf<{ operation: { participation: { arrests: { records: Connection } } } }>(
      await gateway.ask('DE', query),
    );
    return data.operation.participation.arrests.records;
  };
  const whole = await ask(
    'totalCount edges { cursor node { caseRef } } nodes { caseRef } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }',
  );
  expect(whole.pageInfo.hasNextPage).toBe(true);
  // Trap: without nodes the border is asked for no record, without totalCount for no total.
  for (const part of [
    'edges { cursor }',
    'pageInfo { hasNextPage }',
    'pageInfo { startCursor endCursor }',
    'totalCount',
    'nodes { caseRef }',
    'edges { node { caseRef } }',
  ]) {
    expect({ part, whole }).toMatchObject({ part, whole: await ask(part) });
  }
});

test('the same page has the same cursors, so that two answers can be compared', async () => {
  const query = '{ operation(id: "icarus") { arrests { records(first: 5) { edges { cursor } } } } }';
  expect(await gateway.ask('DK', query)).toMatchObject({ data: dataOf(await gateway.ask('DK', query)) });
});

test('a reference is asked for a cursor where it may be had, and not where only dates are shown', async () => {
  const asked = async (country: string, selection: string): Promise<boolean> => {
    mocks.national.get('IT')?.forget();
    await gateway.ask(
      country,
      `{ operation(id: "icarus") { participation(country: "IT") { searches { records { ${selection} } } } } }`,
    );
    const fields =
      mocks.national.get('IT')?.messages.flatMap((message) => message.asked.flatMap((one) => one.fields)) ??
      [];
    expect(fields).toContain('date');
    return fields.includes('caseRef');
  };
  expect(await asked('DK', 'nodes { date }')).toBe(false);
  expect(await asked('DK', 'nodes { date } pageInfo { endCursor }')).toBe(true);
  // To NO references of Italy are closed.
  expect(await asked('NO', 'nodes { date } pageInfo { endCursor }')).toBe(false);
});
