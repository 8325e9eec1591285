/** A page that is not what was asked is not believed: the list is read whole, and the caller is given the same as of an honest system. */

import type { MockSystem } from '../../mocks/mock-system.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf } from './plain-records.ts';
import { thousandsOf } from './thousands.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['AT', 'LU'], world: thousandsOf(60) });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
afterEach(() => {
  for (const mock of mocks.national.values()) mock.behave({});
});

type Row = Readonly<Record<string, unknown>>;

/** A system's own words, and where its rows stand in an answer. */
interface System {
  readonly handle: string;
  readonly handling: string;
  readonly status: string;
  readonly released: unknown;
  readonly date: string;
  readonly isPage: (message: string) => boolean;
  readonly change: (body: string, change: (rows: readonly Row[]) => readonly Row[]) => string;
  readonly count: (body: string, change: (count: number) => number) => string;
}

const SYSTEMS: Readonly<Record<string, System>> = {
  AT: {
    handle: 'satz_id',
    handling: 'handhabungscode',
    status: 'status',
    released: 40,
    date: 'zeitpunkt',
    isPage: (message) => message.includes('$orderby='),
    change: (body, change) => {
      const answer = JSON.parse(body);
      return JSON.stringify({ ...answer, value: change(answer.value) });
    },
    count: (body, change) =>
      body.replace(/"@odata.count":(\d+)/, (_, count) => `"@odata.count":${change(Number(count))}`),
  },
  LU: {
    handle: 'fiche_id',
    handling: 'code_traitement',
    status: 'etat',
    released: 'libere',
    date: 'date',
    isPage: (message) => message.includes('"arrestations_tri"'),
    change: (body, change) => {
      const answer = JSON.parse(body);
      const { arrestations } = answer.data.operation;
      arrestations.fiches = change(arrestations.fiches);
      return JSON.stringify(answer);
    },
    count: (body, change) =>
      body.replaceAll(/"(trouvees\w*)":(\d+)/g, (_, name, count) => `"${name}":${change(Number(count))}`),
  },
};

const PAGE =
  'totalCount nodes { caseRef date status } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

interface Answer {
  readonly page: { readonly pageInfo: { readonly endCursor: string } };
  /** Messages that asked rows. */
  readonly messages: readonly string[];
  readonly overshared: number | undefined;
}

async function ask(owner: string, after: string | null, selection = PAGE): Promise<Answer> {
  const mock = mockOf(owner);
  mock.forget();
  const query = `query Q($after: String) { operation(id: "icarus") { participation(country: "${owner}") { arrests {
    records(first: 5, after: $after, orderBy: [{ field: DATE, direction: ASC }],
      where: { status: { in: [IN_CUSTODY, CHARGED, RELEASED_UNDER_INVESTIGATION] } }) { ${selection} } } } } }`;
  type Data = { operation: { participation: { arrests: { records: Answer['page'] } } } };
  const outcome = await gateway.ask('SE', query, { variables: after === null ? {} : { after } });
  return {
    page: dataOf<Data>(outcome).operation.participation.arrests.records,
    messages: mock.messages.map(({ path, body }) => `${decodeURIComponent(path)} ${body}`),
    overshared: gateway.ledger.entries.at(-1)?.owners.find((one) => one.owner === owner)?.overshared,
  };
}

function mockOf(owner: string): MockSystem {
  const mock = mocks.national.get(owner);
  if (mock === undefined) throw new Error(`no mock of ${owner}`);
  return mock;
}

/** Lies in the rows of a page, and how many records that should not have come are told of. */
const LIES: readonly (readonly [
  name: string,
  lie: (rows: readonly Row[], system: System) => readonly Row[],
  overshared: number,
])[] = [
  ['a record that does not go', (rows, { handling }) => rows.with(1, { ...rows[1], [handling]: 'H3' }), 1],
  [
    'one that does not fit',
    (rows, { status, released }) => rows.with(2, { ...rows[2], [status]: released }),
    0,
  ],
  ['two out of order', (rows) => rows.with(0, rows.at(-1) ?? {}).with(-1, rows[0] ?? {}), 0],
  ['one twice', (rows) => rows.with(1, rows[0] ?? {}), 0],
  ['one without a handle', (rows, { handle }) => rows.with(1, { ...rows[1], [handle]: '' }), 0],
  ['one whose key cannot be read', (rows, { date }) => rows.with(-1, { ...rows.at(-1), [date]: 'soon' }), 0],
  ['more than were asked', (rows, { handle }) => [...rows, { ...rows.at(-1), [handle]: 'Z' }], 1],
];

for (const [owner, system] of Object.entries(SYSTEMS)) {
  describe(`a page of ${owner} that holds`, () => {
    for (const [name, lie, overshared] of LIES) {
      test(`${name} is not believed`, async () => {
        const { pageInfo } = (await ask(owner, null)).page;
        for (const after of [null, pageInfo.endCursor]) {
          const honest = await ask(owner, after);
          expect(honest.overshared).toBe(0);
          expect(honest.messages.filter(isRows)).toHaveLength(1);
          mockOf(owner).behave({
            alter: (body) => (isPageNow(owner) ? system.change(body, (rows) => lie(rows, system)) : body),
          });
          const { page, messages, overshared: told } = await ask(owner, after);
          mockOf(owner).behave({});
          expect(page).toEqual(honest.page);
          expect(told).toBe(overshared);
          // The second asks for the whole list, and for no page.
          expect(messages.filter(isRows).map((message) => system.isPage(message))).toEqual([true, false]);
        }
      });
    }

    test('a record of before its place is not believed', async () => {
      const first: Row[] = [];
      mockOf(owner).behave({
        alter: (body) =>
          isPageNow(owner) ? system.change(body, (rows) => first.splice(0, 99, ...rows) && rows) : body,
      });
      const { pageInfo } = (await ask(owner, null)).page;
      mockOf(owner).behave({});
      const honest = await ask(owner, pageInfo.endCursor);
      mockOf(owner).behave({
        alter: (body) =>
          isPageNow(owner) ? system.change(body, (rows) => [first[2] ?? {}, ...rows.slice(1)]) : body,
      });
      const { page, messages } = await ask(owner, pageInfo.endCursor);
      expect(page).toEqual(honest.page);
      expect(messages.filter(isRows)).toHaveLength(2);
    });

    test('numbers that its records contradict is not believed', async () => {
      const honest = await ask(owner, null);
      for (const change of [() => 3, () => -1, () => 2 ** 31 - 1] as const) {
        mockOf(owner).behave({ alter: (body) => system.count(body, change) });
        const { page, messages } = await ask(owner, null);
        expect(page).toEqual(honest.page);
        expect(messages.filter(isRows)).toHaveLength(2);
      }
    });

    test('more than a page, and is asked by nobody: totals are asked where they are shown, and not else', async () => {
      const { page } = await ask(owner, null);
      const counts = async (selection: string, after: string | null = null): Promise<boolean> =>
        (await ask(owner, after, selection)).messages.some((message) =>
          /\$count=true|trouvees/.test(message),
        );
      const { endCursor } = page.pageInfo;
      expect(await counts('nodes { date } pageInfo { hasNextPage endCursor }')).toBe(false);
      expect(await counts('nodes { date } pageInfo { hasNextPage endCursor }', endCursor)).toBe(false);
      expect(await counts('pageInfo { hasPreviousPage }')).toBe(false);
      expect(await counts('pageInfo { hasPreviousPage }', endCursor)).toBe(true);
      expect(await counts('totalCount')).toBe(true);
    });
  });

  test(`a number that no list of ${owner} has does not cost the other countries theirs`, async () => {
    const query = `{ operation(id: "icarus") { arrests { records(first: 5, where: { countries: { in: [AT, LU] } }) { totalCount } } } }`;
    const honest = await gateway.ask('SE', query);
    expect(honest).toMatchObject({ kind: 'answered', errors: [] });
    mockOf(owner).behave({ alter: (body) => system.count(body, () => 2 ** 31 - 1) });
    expect(dataOf(await gateway.ask('SE', query))).toEqual(dataOf(honest));
  });

  function isPageNow(of: string): boolean {
    const last = mockOf(of).messages.at(-1);
    return last !== undefined && system.isPage(`${decodeURIComponent(last.path)} ${last.body}`);
  }
}

/** Not one that only asks for a number, or whether a record lacks a consent. */
function isRows(message: string): boolean {
  return !message.includes('$top=0') && !message.includes('$top=1 ') && !message.includes('$top=1&');
}
