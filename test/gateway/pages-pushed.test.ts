/** Each country is asked for no more than the page needs: of one that can sort, one record more than a page shows. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf, inPlainOrder, type PlainKey, type PlainRecord } from './plain-records.ts';
import type { PlainCaller } from './plain-rights.ts';
import { thousandsOf } from './thousands.ts';

// What is asked and answered does not hang on time: a busy machine takes longer over 26,000 records.

/**
 * GraphQL and OData; of Belgium each language is a set of its own. Iceland is one too, but for a record of its own each needs a
 * consent, and then its facts come first.
 */
const SORTING = ['AT', 'BE', 'DK', 'LU', 'PT'];
const CALLER: PlainCaller = { country: 'SE', date: '2011-12-16', purpose: 'OPERATIONAL_ANALYSIS' };

let mocks: Mocks;
let all: TestGateway;
/** Knows only the countries that sort: a walk to the end is short. */
let few: TestGateway;
/** Rows that each system gave, answer by answer. */
const given = new Map<string, number[]>();
beforeAll(async () => {
  mocks = await startMocks({ world: thousandsOf(1_000) });
  all = openTestGateway(mocks, '2011-12-16', 120_000);
  const sorting = new Map([...mocks.national].filter(([code]) => SORTING.includes(code)));
  few = openTestGateway({ ...mocks, national: sorting }, '2011-12-16', 120_000);
});
afterAll(async () => {
  await all.close();
  await few.close();
  await mocks.close();
});
afterEach(() => {
  for (const mock of mocks.national.values()) mock.behave({});
});

interface Asked {
  readonly order: readonly PlainKey[];
  readonly where?: string;
  readonly fits?: (record: PlainRecord) => boolean;
  readonly first: number;
  /** Systems that sort, and not like this. */
  readonly notBy?: readonly string[];
}

/** Forgets what was asked and counts the rows that are given from now on. */
function watch(): void {
  given.clear();
  for (const [code, mock] of mocks.national) {
    mock.forget();
    mock.behave({
      alter: (body) => {
        given.set(code, [...(given.get(code) ?? []), rowsIn(body)]);
        return body;
      },
    });
  }
}

/** Rows in an answer of a system that sorts: each has its handle. */
function rowsIn(body: string): number {
  return body.match(/"(?:post_id|fiche_id|faerslu_id|satz_id|registo_id)":/g)?.length ?? 0;
}

/** Rows that came of the list itself: where one row only is asked, it is asked whether a consent is missing. */
function rowsOf(code: string): number {
  const messages = mocks.national.get(code)?.messages ?? [];
  return (given.get(code) ?? [])
    .filter((_, place) => !messages[place]?.path.includes('$top=1&'))
    .reduce((all, rows) => all + rows, 0);
}

function queryOf({ order, where = '', first }: Asked, selection: string): string {
  const words = order.map(
    ({ field, isDescending }) =>
      `{ field: ${field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}, direction: ${isDescending ? 'DESC' : 'ASC'} }`,
  );
  const orderBy = order.length === 0 ? '' : `orderBy: [${words.join(', ')}]`;
  return `query Q($after: String) { operation(id: "icarus") {
    arrests { records(first: ${first} after: $after ${orderBy} ${where === '' ? '' : `where: ${where}`}) ${selection} } } }`;
}

interface Page {
  readonly nodes: readonly {
    readonly caseRef: string;
    readonly provenance: { readonly country: { code: string } };
  }[];
  readonly totalCount?: number;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage?: boolean;
    readonly endCursor: string;
  };
}

const SHOWN = '{ nodes { caseRef provenance { country { code } } } pageInfo { hasNextPage endCursor } }';

async function pageOf(
  through: TestGateway,
  asked: Asked,
  after: string | null = null,
  selection = SHOWN,
): Promise<Page> {
  const outcome = await through.ask(CALLER.country, queryOf(asked, selection), {
    variables: after === null ? {} : { after },
  });
  const data = dataOf<{ operation: { arrests: { records: Page } } }>(outcome);
  return data.operation.arrests.records;
}

/** Names of the records that the caller is to be given, in order. */
function expectedOf(
  { order, fits = () => true }: Asked,
  owners: readonly string[] = SORTING,
): readonly string[] {
  return inPlainOrder(CALLER, mocks.world, owners, 'arrests', order)
    .filter(({ record }) => fits(record))
    .map(({ owner, record }) => `${owner} ${record.caseRef}`);
}

const namesOf = ({ nodes }: Page): readonly string[] =>
  nodes.map(({ caseRef, provenance }) => `${provenance.country.code} ${caseRef}`);

/** Walks `most` pages at most, and gives their records; of every country that sorts, no more came than a page needs. */
async function walk(
  through: TestGateway,
  asked: Asked,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const names: string[] = [];
  for (let after: string | null = null, pages = 0; pages < most; pages += 1) {
    watch();
    const page: Page = await pageOf(through, asked, after);
    names.push(...namesOf(page));
    for (const code of asked.notBy ?? [])
      expect({ code, sent: orderSentTo(code) }).toEqual({ code, sent: false });
    for (const code of SORTING.filter((one) => asked.notBy?.includes(one) !== true)) {
      const needed = (code === 'BE' ? 2 : 1) * (asked.first + 1);
      expect({ code, rows: Math.max(needed, rowsOf(code)) }).toEqual({ code, rows: needed });
      expect({ code, sent: orderSentTo(code) }).toEqual({ code, sent: true });
      expect({ code, strange: strangeTo(code, names) }).toEqual({ code, strange: [] });
    }
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage) break;
  }
  return names;
}

/** References of other countries' records, all of them given, that a message to `code` holds. */
function strangeTo(code: string, names: readonly string[]): readonly string[] {
  const text = (mocks.national.get(code)?.messages ?? [])
    .map(({ path, body }) => `${decodeURIComponent(path)} ${body}`)
    .join('\n');
  return names.filter((name) => !name.startsWith(code) && text.includes(name.slice(code.length + 1)));
}

/** Was every row asked in an order and up to a number? */
function orderSentTo(code: string): boolean {
  const messages = mocks.national.get(code)?.messages ?? [];
  return (
    messages.length > 0 &&
    messages.every(({ path, body }) =>
      body === ''
        ? path.includes('$top=1&') || (path.includes('$orderby=') && path.includes('$top='))
        : /"\w+_(?:sortering|rodun|tri)":\[.*"\w+_(?:hoejst|mest|limite)":\d|"\w+_(?:hoejst|mest|limite)":\d.*"\w+_(?:sortering|rodun|tri)":\[/.test(
            body,
          ),
    )
  );
}

const key = (field: string, isDescending = false): PlainKey => ({ field, isDescending });

describe('26 countries of 1,000 records: pages are those of the plain model, and few records are asked', () => {
  for (const asked of [
    { order: [], first: 500 },
    { order: [key('date', true), key('placeNuts2')], first: 200 },
  ] as const) {
    test(`${asked.first} a page, in the order of ${JSON.stringify(asked.order)}`, async () => {
      const names = await walk(all, asked, 2);
      expect(names).toEqual(expectedOf(asked, [...mocks.national.keys()]).slice(0, 2 * asked.first));
    });
  }
});

const IN_CUSTODY: Pick<Asked, 'where' | 'fits'> = {
  where: '{ status: { in: [IN_CUSTODY, CHARGED] }, date: { from: "2011-11-10", to: "2011-11-20" } }',
  fits: ({ status, date }) =>
    ['IN_CUSTODY', 'CHARGED'].includes(String(status)) &&
    '2011-11-10' <= String(date) &&
    String(date) <= '2011-11-20',
};

describe('walked to the end, every record of 1,000 comes once, in order', () => {
  for (const asked of [
    { order: [], first: 500 },
    { order: [key('date')], first: 500 },
    { order: [key('placeNuts2', true), key('date', true)], first: 500 },
    { order: [key('caseRef', true)], first: 500 },
    // Bands of Belgium are words of two languages; codes of the others stand in another order than the words they mean.
    { order: [key('ageBand', true), key('date')], first: 500, notBy: ['BE'] },
    { order: [key('status'), key('ageBand')], first: 500, notBy: ['BE', 'DK', 'LU', 'PT'] },
    { order: [key('date', true)], first: 100, ...IN_CUSTODY },
    { order: [], first: 70, ...IN_CUSTODY },
  ] as readonly Asked[]) {
    test(`${asked.first} a page in the order of ${JSON.stringify(asked.order)} ${asked.where ?? ''}`, async () => {
      const expected = expectedOf(asked);
      expect(expected.length).toBeGreaterThan(2 * asked.first);
      expect(await walk(few, asked)).toEqual(expected);
    });
  }
});

test('a system that cannot sort is asked the facts of all, then the keys of what goes, then the rest of what a page shows', async () => {
  watch();
  const query = `{ operation(id: "icarus") { arrests {
    records(first: 7, orderBy: [{ field: DATE, direction: DESC }], where: { status: { in: [CHARGED] } }) {
      nodes { date placeNuts2 ageBand provenance { country { code } } } totalCount } } } }`;
  const data = dataOf<{ operation: { arrests: { records: { nodes: unknown } & Page } } }>(
    await all.ask(CALLER.country, query),
  );
  const order = [key('date', true)];
  const charged = (owners: readonly string[]) =>
    inPlainOrder(CALLER, mocks.world, owners, 'arrests', order).filter(
      ({ record }) => record.status === 'CHARGED',
    );
  const { nodes, totalCount } = data.operation.arrests.records;
  // What no key of the order parts stands by country and handle: the reference is not asked.
  expect(totalCount).toBe(charged([...mocks.national.keys()]).length);
  expect(nodes).toHaveLength(7);
  for (const owner of ['CZ', 'DE', 'NL', 'NO']) {
    const asked = mocks.national.get(owner)?.messages.flatMap((message) => message.asked) ?? [];
    const handlesOf = (field: string): number =>
      new Set(asked.filter(({ fields }) => fields.includes(field)).flatMap(({ only }) => only?.values ?? []))
        .size;
    const going = inPlainOrder(CALLER, mocks.world, [owner], 'arrests', []).length;
    const seen = { keys: handlesOf('status'), shown: handlesOf('placeNuts2'), more: handlesOf('caseRef') };
    expect({ owner, ...seen }).toEqual({ owner, keys: going, shown: 7, more: 0 });
    expect(asked.some(({ fields, only }) => only === undefined && fields.includes('status'))).toBe(false);
    const told = all.ledger.entries.at(-1)?.owners.find((one) => one.owner === owner);
    expect({ owner, withheld: told?.withheld }).toEqual({ owner, withheld: 1_000 - going });
  }
});

test('its own list is asked of its owner page by page too', async () => {
  const records =
    'records(first: 10, orderBy: [{ field: PLACE_NUTS2, direction: DESC }]) { nodes { caseRef } totalCount }';
  for (const owner of ['IS', 'DK']) {
    watch();
    const outcome = await all.ask(
      owner,
      `{ operation(id: "icarus") { participation(country: "${owner}") { arrests { ${records} } } } }`,
    );
    const { operation } = dataOf<{ operation: { participation: { arrests: { records: Page } } } }>(outcome);
    const caller = { ...CALLER, country: owner };
    const expected = inPlainOrder(caller, mocks.world, [owner], 'arrests', [key('placeNuts2', true)]);
    expect(operation.participation.arrests.records).toEqual({
      nodes: expected.slice(0, 10).map(({ record }) => ({ caseRef: record.caseRef })),
      totalCount: 1_000,
    });
    expect(rowsOf(owner)).toBe(11);
  }
});

test('two pages of one list are two parts of the whole list', async () => {
  watch();
  const page = (alias: string, first: number): string =>
    `${alias}: records(first: ${first}) { nodes { caseRef } }`;
  const outcome = await all.ask(
    CALLER.country,
    `{ operation(id: "icarus") { participation(country: "LU") { arrests { ${page('a', 2)} ${page('b', 3)} } } } }`,
  );
  const expected = expectedOf({ order: [], first: 3 }, ['LU']).map((name) => ({
    caseRef: name.slice('LU '.length),
  }));
  const data = dataOf<{ operation: { participation: { arrests: unknown } } }>(outcome);
  expect(data.operation.participation.arrests).toEqual({
    a: { nodes: expected.slice(0, 2) },
    b: { nodes: expected.slice(0, 3) },
  });
  expect(orderSentTo('LU')).toBe(false);
});
