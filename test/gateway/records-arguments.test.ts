/** `where` over all 26 countries and every protocol, against a plain model of the world; and what is refused as bad input. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import {
  dataOf,
  givenTo,
  LISTS,
  type List,
  type PlainRecord,
  RECORDS,
  selectionOf,
  shownOf,
} from './plain-records.ts';
import { PARTICIPANTS, type PlainCaller } from './plain-rights.ts';

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

const within = (day: unknown, from: string, to: string): boolean => String(day) >= from && String(day) <= to;
const referenceOf = (list: List): 'caseRef' | 'exhibitRef' => RECORDS[list].reference;
const someReferences = (list: List): string[] =>
  ['DK', 'DE', 'NO', 'IT', 'CH'].flatMap((owner) => {
    const records = (mocks.world.countries.get(owner)?.[list] ?? []) as unknown as readonly PlainRecord[];
    return records.slice(0, 3).map((record) => String(record[referenceOf(list)]));
  });

/** Each filter beside what it means. */
const FILTERS: Readonly<
  Record<List, readonly (readonly [where: string, fits: (record: PlainRecord) => boolean])[]>
> = {
  arrests: [
    [
      'status: { in: [CHARGED, IN_CUSTODY] }',
      ({ status }) => status === 'CHARGED' || status === 'IN_CUSTODY',
    ],
    [
      'date: { from: "2011-11-15", to: "2011-11-30" }',
      ({ date }) => within(date, '2011-11-15', '2011-11-30'),
    ],
    ['date: { to: "2011-11-12" }', ({ date }) => String(date) <= '2011-11-12'],
    ['placeNuts2: { beginsWith: ["DK0", "DE"] }', ({ placeNuts2 }) => /^(DK0|DE)/.test(String(placeNuts2))],
    [
      'placeNuts2: { in: ["DK01", "FR10"] }',
      ({ placeNuts2 }) => ['DK01', 'FR10'].includes(String(placeNuts2)),
    ],
    ['offence: { beginsWith: "0302" }', () => true],
    ['offence: { in: ["0302"] }', () => false],
    ['ageBand: { isNull: false }', ({ ageBand }) => ageBand !== null],
    ['handling: { in: [H1, H2, H3] }', ({ handling }) => handling !== 'H0'],
    [
      'status: { in: [CHARGED] }, ageBand: { in: [AGE_18_29] }',
      ({ status, ageBand }) => status === 'CHARGED' && ageBand === 'AGE_18_29',
    ],
    ['not: { status: { in: [CHARGED] } }', ({ status }) => status !== 'CHARGED'],
    [
      'or: [{ status: { in: [CHARGED] } }, { and: [{ date: { from: "2011-12-01" } }, { not: { ageBand: { in: [AGE_60_PLUS] } } }] }]',
      ({ status, date, ageBand }) =>
        status === 'CHARGED' || (String(date) >= '2011-12-01' && ageBand !== 'AGE_60_PLUS'),
    ],
    ['status: { in: [] }', () => false],
    ['date: { from: "2011-12-01", to: "2011-11-01" }', () => false],
  ],
  suspects: [
    [
      'dataSubjectCategory: { in: [CONVICTED] }',
      ({ dataSubjectCategory }) => dataSubjectCategory === 'CONVICTED',
    ],
    [
      'identifiedOn: { from: "2011-10-01", to: "2011-10-31" }',
      ({ identifiedOn }) => within(identifiedOn, '2011-10-01', '2011-10-31'),
    ],
    // Minors have no band; their records are protected, and DK sees its own.
    ['ageBand: { isNull: true }', ({ ageBand }) => ageBand === null],
    [
      'not: { ageBand: { in: [AGE_18_29, AGE_30_44] } }',
      ({ ageBand }) => ageBand !== 'AGE_18_29' && ageBand !== 'AGE_30_44',
    ],
    ['placeNuts2: { beginsWith: "DE" }', ({ placeNuts2 }) => String(placeNuts2).startsWith('DE')],
  ],
  searches: [
    [
      'warrantBasis: { in: [CONSENT, URGENCY] }',
      ({ warrantBasis }) => ['CONSENT', 'URGENCY'].includes(String(warrantBasis)),
    ],
    ['date: { from: "2011-12-09" }', ({ date }) => String(date) >= '2011-12-09'],
    [
      'not: { or: [{ warrantBasis: { in: [COURT_ORDER] } }, { placeNuts2: { beginsWith: ["DE"] } }] }',
      ({ warrantBasis, placeNuts2 }) =>
        warrantBasis !== 'COURT_ORDER' && !String(placeNuts2).startsWith('DE'),
    ],
  ],
  seizures: [
    ['deviceType: { in: [MOBILE_DEVICE] }', ({ deviceType }) => deviceType === 'MOBILE_DEVICE'],
    ['deviceType: { isNull: true }', () => false],
  ],
  forensicExams: [
    ['status: { in: [COMPLETED] }', ({ status }) => status === 'COMPLETED'],
    ['completedOn: { isNull: true }', ({ completedOn }) => completedOn === null],
    [
      'completedOn: { from: "2011-12-10" }',
      ({ completedOn }) => completedOn !== null && String(completedOn) >= '2011-12-10',
    ],
    // What is not completed has no day, fits no interval, and so fits its negation.
    ['not: { completedOn: { to: "2011-12-31" } }', ({ completedOn }) => completedOn === null],
    [
      'openedOn: { to: "2011-11-20" }, deviceType: { in: [COMPUTER, OTHER] }',
      ({ openedOn, deviceType }) =>
        String(openedOn) <= '2011-11-20' && ['COMPUTER', 'OTHER'].includes(String(deviceType)),
    ],
  ],
};

interface Connection {
  readonly totalCount: number;
  readonly nodes: readonly unknown[];
}
interface Answer {
  readonly operation: {
    readonly participations: readonly ({ readonly country: { readonly code: string } } & Readonly<
      Record<string, Readonly<Record<string, Connection | null>>>
    >)[];
  };
}

/** The participations with the connections of every query in `asked`. */
async function mergedParticipations(
  country: string,
  list: string,
  asked: readonly string[],
): Promise<Answer['operation']['participations']> {
  let merged: Answer['operation']['participations'] = [];
  for (const one of asked) {
    const query = `{ operation(id: "icarus") { participations { country { code } ${list} { ${one} } } } }`;
    const { participations } = dataOf<Answer>(await gateway.ask(country, query)).operation;
    merged = participations.map((part, place) => ({
      ...part,
      [list]: { ...merged[place]?.[list], ...part[list] },
    })) as unknown as typeof merged;
  }
  return merged;
}

const sorted = (nodes: readonly unknown[]): string[] => nodes.map((node) => JSON.stringify(node)).sort();

describe('a filter gives the records that fit it, of those that are given, in every country', () => {
  for (const country of ['DK', 'NO', 'DE']) {
    for (const list of LISTS) {
      test(`to ${country}, of ${list}`, async () => {
        const caller: PlainCaller = { country, date: '2011-12-16', purpose: 'OPERATIONAL_ANALYSIS' };
        const filters = [...FILTERS[list]];
        // Where the list opens with PERSONAL, so does the reference; the others are filtered by it one country at a time.
        if (list === 'arrests' || list === 'suspects') {
          const references = someReferences(list);
          filters.push([
            `caseRef: { in: ${JSON.stringify(references)} }`,
            ({ caseRef }) => references.includes(String(caseRef)),
          ]);
        }
        // One after the other: all of them in one query are too costly.
        const first = list === 'seizures' ? 250 : 100;
        const participations = await mergedParticipations(
          country,
          list,
          filters.map(
            ([where], place) =>
              `f${place}: records(first: ${first}, where: { ${where} }) { totalCount nodes ${selectionOf(list)} }`,
          ),
        );
        expect(participations.map(({ country: { code } }) => code)).toEqual(PARTICIPANTS);
        const tally = filters.map(() => 0);
        for (const {
          country: { code: owner },
          [list]: connections,
        } of participations) {
          const given = givenTo(caller, mocks.world, owner, list);
          for (const [place, [where, fits]] of filters.entries()) {
            const expected =
              given?.filter(fits).map((record) => shownOf(caller, owner, list, record)) ?? null;
            const connection = connections?.[`f${place}`] ?? null;
            expect({ owner, where, total: connection?.totalCount ?? null }).toEqual({
              owner,
              where,
              total: expected?.length ?? null,
            });
            expect({ owner, where, nodes: sorted(connection?.nodes ?? []) }).toEqual({
              owner,
              where,
              nodes: sorted(expected ?? []),
            });
            tally[place] = (tally[place] ?? 0) + (expected?.length ?? 0);
          }
        }
        // A filter that nothing ever fits would prove nothing; these are the ones that are meant to give nothing.
        const silent = filters
          .filter(([, fits], place) => tally[place] === 0 && fits.length > 0)
          .map(([where]) => where);
        // To others than their owner go records of H0 with a band; DK and NO have no suspects without one.
        const isOwnerOnly = (where: string): boolean =>
          country !== 'DE' && /^(handling|ageBand: { isNull: true)/.test(where);
        expect(silent.filter((where) => !isOwnerOnly(where))).toEqual([]);
      });
    }
  }
});

test('a reference filters searches, seizures and examinations of one country that opens it', async () => {
  for (const list of ['searches', 'seizures', 'forensicExams'] as const) {
    const references = someReferences(list);
    const filter = `${referenceOf(list)}: { in: ${JSON.stringify(references)} }`;
    const query = `{ operation(id: "icarus") { participation(country: "DE") { ${list} { records(where: { ${filter} }) { nodes { ${referenceOf(list)} } } } } } }`;
    const { participation } = dataOf<{
      operation: { participation: Record<string, { records: Connection }> };
    }>(await gateway.ask('DK', query)).operation;
    const given = givenTo(
      { country: 'DK', date: '2011-12-16', purpose: 'OPERATIONAL_ANALYSIS' },
      mocks.world,
      'DE',
      list,
    );
    const expected = given?.filter((record) => references.includes(String(record[referenceOf(list)]))) ?? [];
    expect(sorted(participation[list]?.records.nodes ?? [])).toEqual(
      sorted(expected.map((record) => ({ [referenceOf(list)]: record[referenceOf(list)] }))),
    );
    expect(expected.length).toBeGreaterThan(0);
  }
});

test('a list across countries gives what its countries give, with the same filter', async () => {
  const where = 'where: { not: { status: { in: [CHARGED] } }, date: { from: "2011-11-20" } }';
  const data = dataOf<{ operation: Record<string, { records: Connection }> & Answer['operation'] }>(
    await gateway.ask(
      'NO',
      `{ operation(id: "icarus") { arrests { records(first: 500, ${where}) { totalCount nodes { caseRef } } }
         participations { country { code } arrests { records(first: 500, ${where}) { totalCount nodes { caseRef } } } } } }`,
    ),
  );
  const own = data.operation.participations.flatMap(({ arrests }) => arrests?.records?.nodes ?? []);
  expect(data.operation.arrests?.records.totalCount).toBe(own.length);
  expect(sorted(data.operation.arrests?.records.nodes ?? [])).toEqual(sorted(own));
  expect(own.length).toBeGreaterThan(10);
});

test('one country asked alone is the only one that is asked', async () => {
  for (const mock of mocks.national.values()) mock.forget();
  const query =
    '{ operation(id: "icarus") { participation(country: "CZ") { id country { code } source { status } role searches { count { exact } records(first: 2) { nodes { date } } } } } }';
  const { participation } = dataOf<{ operation: { participation: Record<string, unknown> } }>(
    await gateway.ask('DK', query),
  ).operation;
  expect(participation).toMatchObject({
    id: 'icarus.CZ',
    country: { code: 'CZ' },
    source: { status: 'ANSWERED' },
    role: 'PARTICIPANT',
  });
  const asked = [...mocks.national.values()]
    .filter(({ messages }) => messages.length > 0)
    .map(({ code }) => code);
  expect(asked).toEqual(['CZ']);
  expect(
    gateway.ledger.entries
      .at(-1)
      ?.owners.filter(({ document }) => document !== null)
      .map(({ owner }) => owner),
  ).toEqual(['CZ', 'XE']);
  for (const none of ['__proto__', 'dk'])
    expect(await gateway.ask('DK', query.replace('CZ', none))).toMatchObject({ code: 'BAD_USER_INPUT' });
  for (const none of ['US', 'XE', 'ZZ']) {
    const nobody = dataOf<{ operation: unknown }>(await gateway.ask('DK', query.replace('CZ', none)));
    expect({ none, ...nobody }).toEqual({ none, operation: { participation: null } });
  }
});

describe('an argument that cannot be read as it is written is refused, with its place, and nothing is asked of a country', () => {
  const deep = (depth: number): string =>
    `${'not: { '.repeat(depth)}status: { in: [CHARGED] }${' }'.repeat(depth)}`;
  const wide = (inputs: number): string => `or: [${'{ status: { in: [CHARGED] } } '.repeat(inputs)}]`;
  const many = (values: number): string =>
    `caseRef: { in: ${JSON.stringify(Array.from({ length: values }, (_, place) => `R-${place}`))} }`;
  const place = 'Arrests.records(where:)';
  for (const [what, args, code, where] of [
    ['first: 0', 'first: 0', 'BAD_USER_INPUT', 'Arrests.records(first:)'],
    ['first: -1', 'first: -1', 'BAD_USER_INPUT', 'Arrests.records(first:)'],
    ['first: 501', 'first: 501', 'BAD_USER_INPUT', 'Arrests.records(first:)'],
    ['first: 2^31', 'first: 2147483648', 'BAD_USER_INPUT', 'Arrests.records'],
    ['first: null', 'first: null', 'BAD_USER_INPUT', 'Arrests.records'],
    ['an input that says nothing', 'where: {}', 'BAD_USER_INPUT', place],
    ['a filter that says nothing', 'where: { status: {} }', 'BAD_USER_INPUT', `${place}.status`],
    ['a filter that is null', 'where: { status: null }', 'BAD_USER_INPUT', `${place}.status`],
    ['values that are null', 'where: { status: { in: null } }', 'BAD_USER_INPUT', `${place}.status.in`],
    ['an empty `or`', 'where: { or: [] }', 'BAD_USER_INPUT', `${place}.or`],
    ['an empty `and` in a `not`', 'where: { not: { and: [] } }', 'BAD_USER_INPUT', `${place}.not.and`],
    [
      'a day that does not exist',
      'where: { date: { from: "2011-02-30" } }',
      'BAD_USER_INPUT',
      `${place}.date.from`,
    ],
    ['a day that is a number', 'where: { date: { to: 20111130 } }', 'BAD_USER_INPUT', `${place}.date.to`],
    ['a day that is an object', 'where: { date: { to: { a: 1 } } }', 'BAD_USER_INPUT', `${place}.date.to`],
    [
      'a reference that is a number',
      'where: { caseRef: { in: [5] } }',
      'BAD_USER_INPUT',
      `${place}.caseRef.in`,
    ],
    ['an empty reference', 'where: { caseRef: { in: [""] } }', 'BAD_USER_INPUT', `${place}.caseRef.in`],
    [
      'a reference of 201 characters',
      `where: { caseRef: { in: ["${'x'.repeat(201)}"] } }`,
      'BAD_USER_INPUT',
      `${place}.caseRef.in`,
    ],
    [
      'a reference with a line end',
      'where: { caseRef: { in: ["a\\nb"] } }',
      'BAD_USER_INPUT',
      `${place}.caseRef.in`,
    ],
    ['a status nobody knows', 'where: { status: { in: [LOST] } }', 'BAD_USER_INPUT', 'Arrests.records'],
    ['a field nobody knows', 'where: { eyes: { in: ["blue"] } }', 'BAD_USER_INPUT', place],
    [
      'the same key twice',
      'orderBy: [{ field: DATE }, { field: DATE, direction: DESC }]',
      'BAD_USER_INPUT',
      'Arrests.records(orderBy:)',
    ],
    ['a key nobody knows', 'orderBy: [{ field: OFFENCE }]', 'BAD_USER_INPUT', 'Arrests.records'],
    ['nine inputs in each other', `where: { ${deep(8)} }`, 'QUERY_TOO_COSTLY', null],
    ['65 inputs', `where: { ${wide(64)} }`, 'QUERY_TOO_COSTLY', null],
    ['1,001 values', `where: { ${many(1001)} }`, 'QUERY_TOO_COSTLY', null],
  ] as const) {
    test(what, async () => {
      for (const mock of mocks.national.values()) mock.forget();
      const outcome = await gateway.ask(
        'DK',
        `{ operation(id: "icarus") { arrests { records(${args}) { totalCount } } } }`,
      );
      expect(outcome).toMatchObject({ kind: 'refused', code, where });
      expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
      expect(gateway.ledger.entries.at(-1)).toMatchObject({ outcome: 'refused', code });
    });
  }

  test('as far as it goes: eight inputs in each other, 64 of them, 1,000 values, no order, null for nothing', async () => {
    for (const args of [
      `where: { ${deep(7)} }`,
      `where: { ${wide(63)} }`,
      `where: { ${many(1000)} }`,
      'orderBy: []',
      'where: null, orderBy: null, after: null',
    ]) {
      const outcome = await gateway.ask(
        'DK',
        `{ operation(id: "icarus") { participation(country: "DK") { arrests { records(${args}) { totalCount } } } } }`,
      );
      expect({ args: args.slice(0, 40), kind: outcome.kind }).toEqual({
        args: args.slice(0, 40),
        kind: 'answered',
      });
    }
  });

  // Trap: a variable that is not given leaves a filter empty, and an empty filter is read as "everything".
  test('a variable that is not given, or null, filters nothing away silently', async () => {
    const query =
      'query Q($refs: [CaseRef!], $first: Int) { operation(id: "icarus") { participation(country: "DK") { arrests { records(first: $first, where: { caseRef: { in: $refs } }) { totalCount } } } } }';
    expect(await gateway.ask('DK', query)).toMatchObject({
      kind: 'refused',
      code: 'BAD_USER_INPUT',
      where: `${place}.caseRef`,
    });
    expect(await gateway.ask('DK', query, { variables: { refs: null } })).toMatchObject({
      kind: 'refused',
      where: `${place}.caseRef.in`,
    });
    expect(await gateway.ask('DK', query, { variables: { refs: ['x'], first: null } })).toMatchObject({
      kind: 'refused',
      code: 'BAD_USER_INPUT',
    });
    expect(await gateway.ask('DK', query, { variables: { refs: ['x'] } })).toMatchObject({
      data: { operation: { participation: { arrests: { records: { totalCount: 0 } } } } },
    });
  });

  test('a variable nested beyond any sense is refused, not a crash', async () => {
    const query =
      'query Q($where: ArrestWhere) { operation(id: "icarus") { arrests { records(where: $where) { totalCount } } } }';
    const where = JSON.parse(
      `${'{"not":'.repeat(50_000)}{"status":{"in":["CHARGED"]}}${'}'.repeat(50_000)}`,
    ) as object;
    expect(await gateway.ask('DK', query, { variables: { where } })).toMatchObject({ kind: 'refused' });
  });
});
