/** One list of arrests over 26 countries: page by page exactly the 112, or exactly what is the caller's to have. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld, type World } from '../../mocks/world.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf, inPlainOrder, type PlainKey } from './plain-records.ts';

interface Page {
  readonly totalCount: number;
  readonly completeness: unknown;
  readonly nodes: readonly {
    readonly date: string;
    readonly status: string;
    readonly provenance: { readonly country: { readonly code: string } };
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

const QUERY = `query Page($after: String, $first: Int!, $orderBy: [ArrestOrder!]) { operation(id: "icarus") { arrests {
  records(first: $first, after: $after, orderBy: $orderBy) {
    totalCount completeness { answered of missing { country { code } cause } } pageInfo { hasNextPage endCursor }
    nodes { date status provenance { country { code } } } } } } }`;

async function walk(
  gateway: TestGateway,
  country: string,
  first: number,
  keys: readonly PlainKey[],
): Promise<Page['nodes']> {
  const orderBy = keys.map(({ field, isDescending }) => ({
    field: field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase(),
    direction: isDescending ? 'DESC' : 'ASC',
  }));
  const walked: Page['nodes'][number][] = [];
  for (let after: string | null = null; ; ) {
    const variables = { after, first, orderBy };
    const { operation } = dataOf(await gateway.ask(country, QUERY, { variables })) as {
      operation: { arrests: { records: Page } };
    };
    const { nodes, pageInfo, totalCount } = operation.arrests.records;
    walked.push(...nodes);
    expect(pageInfo.hasNextPage).toBe(walked.length < totalCount);
    after = pageInfo.endCursor;
    if (!pageInfo.hasNextPage) return walked;
  }
}

const FIELDS = ['date', 'placeNuts2', 'status', 'ageBand'];
const ORDERS: readonly (readonly PlainKey[])[] = [
  [],
  ...FIELDS.map((field, place) => [{ field, isDescending: place % 2 === 0 }]),
  [
    { field: 'status', isDescending: true },
    { field: 'date', isDescending: false },
  ],
];

/** What the answer shows of the world's records that are given to the country, in order. */
function expected(world: World, country: string, keys: readonly PlainKey[]): unknown {
  const caller = { country, date: '2011-12-16', purpose: 'OPERATIONAL_ANALYSIS' };
  return inPlainOrder(caller, world, [...world.countries.keys()], 'arrests', keys).map(
    ({ owner, record }) => ({
      date: record.date,
      status: record.status,
      provenance: { country: { code: owner } },
    }),
  );
}

/** Every arrest H0 and of no protected person. */
function openWorld(): World {
  const world = makeWorld();
  const countries = [...world.countries].map(([code, one]) => {
    const arrests = one.arrests.map((record) => ({ ...record, handling: 'H0', protected: false }));
    return [code, { ...one, arrests }] as const;
  });
  return { ...world, countries: new Map(countries) };
}

describe('where every arrest is H0', () => {
  let mocks: Mocks;
  let gateway: TestGateway;
  beforeAll(async () => {
    mocks = await startMocks({ world: openWorld() });
    gateway = openTestGateway(mocks, '2011-12-16', 30_000);
  });
  afterAll(async () => {
    await gateway.close();
    await mocks.close();
  });

  for (const keys of ORDERS) {
    const name = keys.map(({ field, isDescending }) => `${field}${isDescending ? ' down' : ''}`).join(', ');
    test(`a walk by ${name || 'country'} gives Denmark exactly the 112, in order`, async () => {
      const walked = await walk(gateway, 'DK', 25, keys);
      expect(walked.length).toBe(112);
      expect(walked).toEqual(expected(mocks.world, 'DK', keys));
    });
  }
});

describe('in the demo’s world', () => {
  let mocks: Mocks;
  let gateway: TestGateway;
  beforeAll(async () => {
    mocks = await startMocks();
    gateway = openTestGateway(mocks, '2011-12-16', 30_000);
  });
  afterAll(async () => {
    await gateway.close();
    await mocks.close();
  });

  test('a walk gives every country exactly its own part', async () => {
    const keys = [{ field: 'date', isDescending: false }];
    const given = new Map<string, number>();
    for (const country of mocks.world.countries.keys()) {
      const walked = await walk(gateway, country, 60, keys).catch(() => null);
      const own = expected(mocks.world, country, keys) as readonly unknown[];
      expect({ country, walked: walked ?? [] }).toEqual({ country, walked: own });
      given.set(country, own.length);
    }
    expect([given.get('DK'), given.get('NO'), given.get('HR')]).toEqual([112, 87, 52]);
  });
});
