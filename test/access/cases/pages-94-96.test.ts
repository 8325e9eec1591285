/** Hostile cases 94 and 96: consents that end between pages, and orders that could tell of what is closed. */

import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import type { Search, World } from '../../../mocks/world.ts';
import { worldOf } from '../../gateway/cut-world.ts';
import { openTestGateway, type TestGateway } from '../../gateway/open-test-gateway.ts';
import { dataOf } from '../../gateway/plain-records.ts';
import { expect, test } from '../../jest.ts';

const OWNERS = ['CZ', 'DE', 'HU', 'IS', 'IT'];

/** The world of these countries with the searches of one of them changed. */
function worldWith(owner: string, change: (searches: readonly Search[]) => readonly Search[]): World {
  const world = worldOf(OWNERS);
  const countries = [...world.countries].map(([code, one]) => {
    const six = one.searches.slice(0, 6);
    return [code, { ...one, searches: code === owner ? change(six) : six }] as const;
  });
  return { ...world, countries: new Map(countries) };
}

const QUERY = `query Q($after: String, $first: Int!) { operation(id: "icarus") { searches {
  records(first: $first, after: $after, orderBy: [{ field: DATE }]) {
    totalCount completeness { answered of missing { country { code } cause } }
    pageInfo { hasNextPage endCursor } nodes { date placeNuts2 provenance { country { code } } } } } } }`;

interface Page {
  readonly totalCount: number;
  readonly completeness: { readonly missing: readonly unknown[] };
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly {
    readonly date: string;
    readonly provenance: { readonly country: { readonly code: string } };
  }[];
}

async function withWorld<T>(
  world: World,
  use: (gateway: TestGateway, mocks: Mocks) => Promise<T>,
): Promise<T> {
  const mocks = await startMocks({ only: OWNERS, world });
  const gateway = openTestGateway(mocks, null, 30_000);
  try {
    return await use(gateway, mocks);
  } finally {
    await gateway.close();
    await mocks.close();
  }
}

async function pageOf(
  gateway: TestGateway,
  first: number,
  after: string | null,
  arrived = '2011-12-16T10:00:00Z',
): Promise<Page> {
  const outcome = await gateway.ask('IS', QUERY, { variables: { first, after }, arrived });
  return (dataOf(outcome) as { operation: { searches: { records: Page } } }).operation.searches.records;
}

/** Every page; of a cursor, which each gateway seals with a key of its own, the length. */
async function walk(
  gateway: TestGateway,
  first: number,
): Promise<readonly (Page & { readonly cursor: number })[]> {
  const pages = [await pageOf(gateway, first, null)];
  for (let last = pages[0]; last?.pageInfo.hasNextPage === true; last = pages.at(-1))
    pages.push(await pageOf(gateway, first, last.pageInfo.endCursor));
  return pages.map((page) => ({
    ...page,
    pageInfo: { ...page.pageInfo, endCursor: null },
    cursor: page.pageInfo.endCursor?.length ?? 0,
  }));
}

test('94 a consent that ends between two pages: the record is on neither of the pages after it', async () => {
  // Intent: walk on with a cursor of yesterday. Trap: what was released on the first page is released on all.
  const world = worldWith('IT', (searches) =>
    searches.map((record, place) => ({
      ...record,
      date: `2011-11-${20 + place}`,
      handling: 'H2',
      addressees: [],
      itemConsents: [{ to: 'IS', from: '2011-12-01', until: '2011-12-15' }],
    })),
  );
  await withWorld(world, async (gateway, mocks) => {
    const before = '2011-12-15T22:59:59Z';
    const after = '2011-12-15T23:00:00Z';
    const isItalian = ({ nodes }: Page): boolean =>
      nodes.some(({ provenance }) => provenance.country.code === 'IT');
    const first = await pageOf(gateway, 1, null, before);
    const { endCursor } = first.pageInfo;
    expect(isItalian(await pageOf(gateway, 500, endCursor, before))).toBe(true);
    for (const mock of mocks.national.values()) mock.forget();
    const rest = await pageOf(gateway, 500, endCursor, after);
    expect(isItalian(rest)).toBe(false);
    const asked = mocks.national.get('IT')?.messages.flatMap((message) => message.asked) ?? [];
    expect(asked.some(({ only }) => only !== undefined)).toBe(false);
    expect(gateway.ledger.entries.at(-1)?.owners).toContainEqual(
      expect.objectContaining({ owner: 'IT', given: 0 }),
    );
  });
});

test('94 an owner that fails where consent alone opens its list is missing to the end of the walk', async () => {
  // Trap: the rules say why the list is missing, nobody remembers that it failed, and what it gives begins in the middle.
  const world = worldOf(OWNERS);
  const countries = [...world.countries].map(([code, one]) => {
    const itemConsents = code === 'IT' ? [{ to: 'IS', from: '2011-12-01' }] : [];
    return [code, { ...one, arrests: one.arrests.map((record) => ({ ...record, itemConsents })) }] as const;
  });
  await withWorld({ ...world, countries: new Map(countries) }, async (gateway, mocks) => {
    const pages = async (breaks: () => void): Promise<readonly Page[]> => {
      const arrests = QUERY.replace('searches', 'arrests');
      const ask = async (first: number, after: string | null): Promise<Page> => {
        const outcome = await gateway.ask('IS', arrests, { variables: { first, after } });
        return (dataOf(outcome) as { operation: { arrests: { records: Page } } }).operation.arrests.records;
      };
      const first = await ask(1, null);
      breaks();
      return [first, await ask(500, first.pageInfo.endCursor)];
    };
    const isItalian = ({ provenance }: Page['nodes'][number]): boolean => provenance.country.code === 'IT';
    const whole = (await pages(() => {})).flatMap(({ nodes }) => nodes);
    expect(whole.some(isItalian)).toBe(true);
    const italy = mocks.national.get('IT');
    italy?.behave({ status: 500 });
    const walked = await pages(() => {
      italy?.behave({});
      italy?.forget();
    });
    expect(walked.flatMap(({ nodes }) => nodes)).toEqual(whole.filter((node) => !isItalian(node)));
    expect(walked[1]?.completeness).toEqual(walked[0]?.completeness);
    expect(italy?.messages).toEqual([]);
  });
});

test('94 the cursor of another requester, and an edited one, ask nobody', async () => {
  // Intent: go on where somebody else stands, or somewhere else. Trap: a place is no right, so any place will do.
  await withWorld(
    worldWith('IT', (searches) => searches),
    async (gateway, mocks) => {
      const { endCursor } = (await pageOf(gateway, 1, null)).pageInfo;
      for (const mock of mocks.national.values()) mock.forget();
      const edited = `${endCursor?.slice(0, -1)}${endCursor?.endsWith('A') ? 'B' : 'A'}`;
      for (const [country, after] of [
        ['DE', endCursor],
        ['IS', edited],
      ] as const) {
        const outcome = await gateway.ask(country, QUERY, { variables: { first: 1, after } });
        expect(outcome).toEqual({ kind: 'refused', code: 'CURSOR_INVALID', what: null, where: null });
        expect(gateway.ledger.entries.at(-1)).toMatchObject({
          outcome: 'refused',
          owners: [{ owner: 'XE', given: 0 }],
        });
      }
      expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
    },
  );
});

test('96 ties in a permitted order are not broken by a closed value', async () => {
  // Intent: learn the order of closed references from records of one day. Trap: the reference is at hand to sort by.
  const sameDay = (searches: readonly Search[]): readonly Search[] =>
    searches.map((record) => ({ ...record, date: '2011-11-22', handling: 'H0', protected: false }));
  const turned = (searches: readonly Search[]): readonly Search[] =>
    sameDay(searches).map((record, place) => ({
      ...record,
      caseRef: searches.at(-1 - place)?.caseRef ?? '',
    }));
  const [one, other] = [
    await withWorld(worldWith('CZ', sameDay), (gateway) => walk(gateway, 2)),
    await withWorld(worldWith('CZ', turned), (gateway) => walk(gateway, 2)),
  ];
  expect(
    one.flatMap(({ nodes }) => nodes).filter(({ date }) => date === '2011-11-22').length,
  ).toBeGreaterThan(5);
  expect(other).toEqual(one);
});

test('96 an order does not mirror hidden records, whatever stands between and before the others', async () => {
  // Intent: see gaps where records are withheld. Trap: places are counted over all records, or pages cut before the release.
  const hide = (record: Search, place: number): Search => ({
    ...record,
    handle: `${record.handle}-hidden-${place}`,
    caseRef: `${record.caseRef}-9${place}`,
    handling: 'H3',
  });
  const open = (searches: readonly Search[]): readonly Search[] =>
    searches.map((record) => ({ ...record, handling: 'H0', protected: false }));
  const mixed = (searches: readonly Search[]): readonly Search[] =>
    open(searches).flatMap((record, place) => [hide(record, place), record, hide(record, place + 50)]);
  const [one, other] = [
    await withWorld(worldWith('DE', open), (gateway) => walk(gateway, 3)),
    await withWorld(worldWith('DE', mixed), (gateway) => walk(gateway, 3)),
  ];
  expect(
    one.flatMap(({ nodes }) => nodes).filter(({ provenance }) => provenance.country.code === 'DE').length,
  ).toBe(6);
  expect(other).toEqual(one);
});
