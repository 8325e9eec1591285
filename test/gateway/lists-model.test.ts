/**
 * Filter, order, pages and failures over random data, against a plain model in memory: what stands after the last record
 * given, of the owners who have answered so far.
 */

import * as fc from 'fast-check';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld, type World } from '../../mocks/world.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import {
  dataOf,
  inPlainOrder,
  LISTS,
  type List,
  type PlainKey,
  type PlainRecord,
  RECORDS,
  selectionOf,
  shownOf,
} from './plain-records.ts';
import type { PlainCaller } from './plain-rights.ts';

/** GraphQL, OData, REST in parts, SOAP, CSV, REST by page. */
const OWNERS = ['AT', 'CZ', 'DE', 'DK', 'HU', 'PL'];
const CALLERS: readonly PlainCaller[] = ['DK', 'HU'].map((country) => ({
  country,
  date: '2011-12-16',
  purpose: 'OPERATIONAL_ANALYSIS',
}));

/** A day of the week of an action day, a region, a list of countries: what the model can read at once. */
interface Filter {
  readonly text: string;
  readonly fits: (owner: string, record: PlainRecord) => boolean;
}

const DAYS: Partial<Readonly<Record<List, string>>> = {
  arrests: 'date',
  suspects: 'identifiedOn',
  searches: 'date',
  forensicExams: 'openedOn',
};

function filters(list: List): fc.Arbitrary<Filter> {
  const countries = fc.subarray(OWNERS, { minLength: 1 }).map(
    (codes): Filter => ({
      text: `countries: { in: ${JSON.stringify(codes)} }`,
      fits: (owner) => codes.includes(owner),
    }),
  );
  const day = DAYS[list];
  const days = fc.integer({ min: 1, max: 28 }).map((number): Filter => {
    const from = `2011-11-${String(number).padStart(2, '0')}`;
    return { text: `${day}: { from: "${from}" }`, fits: (_, record) => String(record[String(day)]) >= from };
  });
  const one = day === undefined ? countries : fc.oneof(countries, days);
  return fc.oneof(
    fc.constant({ text: '', fits: () => true }),
    one,
    one.map(({ text, fits }): Filter => ({ text: `not: { ${text} }`, fits: (...all) => !fits(...all) })),
    fc.tuple(countries, one).map(
      ([left, right]): Filter => ({
        text: `or: [{ ${left.text} }, { ${right.text} }]`,
        fits: (...all) => left.fits(...all) || right.fits(...all),
      }),
    ),
  );
}

function orders(list: List): fc.Arbitrary<readonly PlainKey[]> {
  const key = fc.record({ field: fc.constantFrom(...RECORDS[list].fields), isDescending: fc.boolean() });
  return fc.uniqueArray(key, { maxLength: 2, selector: ({ field }) => field });
}

/** Whose system fails from one page on, and with which page it answers again. */
const FAULTS = fc.array(fc.record({ owner: fc.constantFrom(...OWNERS), from: fc.nat(3), to: fc.nat(4) }), {
  maxLength: 2,
});

const WALK = fc.constantFrom(...LISTS).chain((list) =>
  fc.record({
    list: fc.constant(list),
    caller: fc.constantFrom(...CALLERS),
    filter: filters(list),
    order: orders(list),
    first: fc.integer({ min: 1, max: 30 }),
    faults: FAULTS,
  }),
);

/** Few records of each list, as they were made, the order of each turned round. */
function smallWorld(): World {
  const world = makeWorld();
  const countries = OWNERS.map((code) => {
    const one = world.countries.get(code);
    const lists = LISTS.map((list) => [list, (one?.[list] ?? []).slice(0, 9).toReversed()]);
    return [code, { ...one, ...Object.fromEntries(lists) }] as const;
  });
  return { ...world, countries: new Map(countries as never) };
}

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: OWNERS, world: smallWorld() });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

interface Page {
  readonly nodes: readonly unknown[];
  readonly totalCount: number;
  readonly completeness: unknown;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

type Walk = typeof WALK extends fc.Arbitrary<infer One> ? One : never;

async function ask({ caller, filter, list, order, first }: Walk, after: string | null): Promise<Page> {
  const orderBy = order.map(({ field, isDescending }) => {
    const word = field.replaceAll(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
    return `{ field: ${word}, direction: ${isDescending ? 'DESC' : 'ASC'} }`;
  });
  const where = filter.text === '' ? '' : `where: { ${filter.text} }, `;
  const query = `query Q($after: String) { operation(id: "icarus") { ${list} {
    records(${where}first: ${first}, after: $after, orderBy: [${orderBy.join(', ')}]) {
      totalCount completeness { answered of missing { country { code } cause } }
      pageInfo { hasNextPage endCursor } nodes ${selectionOf(list)} } } } }`;
  const outcome = await gateway.ask(caller.country, query, { variables: after === null ? {} : { after } });
  const { operation } = dataOf(outcome) as { operation: Record<List, { records: Page }> };
  return operation[list].records;
}

test('every page of any list, filter, order and failure is what the model says', async () => {
  await fc.assert(
    fc.asyncProperty(WALK, async (walk) => {
      const { caller, filter, list, order, first, faults } = walk;
      const asked = OWNERS.filter((owner) => mayFit(owner, walk));
      const missing = new Set<string>();
      let given: readonly unknown[] = [];
      let after: string | null = null;
      for (let number = 0; number < 4; number += 1) {
        for (const mock of mocks.national.values()) mock.behave({});
        for (const { owner, from, to } of faults) {
          if (number < from || number >= to) continue;
          mocks.national.get(owner)?.behave({ status: 500 });
          if (asked.includes(owner)) missing.add(owner);
        }
        if (asked.length > 0 && asked.every((owner) => missing.has(owner))) return;
        const page: Page = await ask(walk, after);
        const left = asked.filter((owner) => !missing.has(owner));
        const all = inPlainOrder(caller, mocks.world, OWNERS, list, order)
          .filter(({ owner, record }) => filter.fits(owner, record))
          .map(({ owner, record }) => ({ owner, shown: shownOf(caller, owner, list, record), record }));
        const place = all.findIndex(({ shown }) => JSON.stringify(shown) === JSON.stringify(given.at(-1)));
        const rest = all.slice(place + 1).filter(({ owner }) => left.includes(owner));
        expect(page).toEqual({
          nodes: rest.slice(0, first).map(({ shown }) => shown),
          totalCount: all.filter(({ owner }) => left.includes(owner)).length,
          completeness: {
            answered: left.length,
            of: asked.length,
            missing: [...missing].sort().map((code) => ({ country: { code }, cause: 'UNAVAILABLE' })),
          },
          pageInfo: {
            hasNextPage: rest.length > first,
            endCursor: rest.length > 0 ? expect.any(String) : null,
          },
        });
        given = page.nodes;
        after = page.pageInfo.endCursor;
        if (!page.pageInfo.hasNextPage) return;
      }
    }),
    { numRuns: 80, seed: 2011 },
  );
});

/** Can any record of `owner` fit, as far as the countries of the filter say? Tried with days that fit and that do not. */
function mayFit(owner: string, { filter, list }: Walk): boolean {
  return ['2011-01-01', '2011-12-31'].some((day) =>
    filter.fits(owner, { [DAYS[list] ?? '']: day } as unknown as PlainRecord),
  );
}
