/** A data-protection officer reads what was given of its country's data, and nothing else; nobody else reads anything. */

import { readFileSync } from 'node:fs';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { QUERY_LIMITS } from '../../src/access/query-limits.ts';
import type { Caller } from '../../src/gateway/caller.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import type { DisclosureSearch, Ledger, LedgerEntry, OwnerEntry } from '../../src/ledger/ledger.ts';
import { referencesOf, sentTo } from '../access/cases/open-case.ts';
import { claimsOf, openTestDoor, sign } from '../http/open-test-door.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { dataOf } from './plain-records.ts';

const COUNTRIES = ['DE', 'FR', 'NO'];
const OFFICER: Partial<Caller> = {
  role: 'dpo',
  subject: 'officer-1',
  tokenId: 'of-officer',
  justification: null,
};
const DENIED = {
  code: 'ACCESS_DENIED',
  coordinate: 'Query.disclosures',
  reason: 'NOT_DATA_PROTECTION_OFFICER',
  legalBasis: 'Directive (EU) 2016/680 Art. 25; Regulation (EU) 2016/794 Art. 40',
};

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(COUNTRIES), only: COUNTRIES });
});
beforeEach(async () => {
  await gateway?.close();
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

type Node = Readonly<Record<string, unknown>>;
interface Page {
  readonly nodes: readonly Node[];
  readonly edges: readonly { readonly cursor: string; readonly node: Node }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

const ALL = `index time requester { country subject tokenId } purpose justification accessDate outcome code operations
  document status coordinates given withheld overshared joins { country references } denials { coordinate reason }
  obligations { obligation records }`;
const PAGE_INFO = 'pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';
const DAY = 'from: "2011-12-16", to: "2011-12-16"';
const SUSPECTS =
  '{ operation(id: "icarus") { suspects { records(first: 3) { nodes { caseRef ageBand } } } } }';

const query = (owner: string, args = DAY, fields = `nodes { ${ALL} }`): string =>
  `{ disclosures(owner: "${owner}", ${args}) { ${fields} } }`;

function read(
  country: string,
  text: string,
  { as = {}, ...options }: Parameters<TestGateway['ask']>[2] = {},
): Promise<QueryOutcome> {
  return gateway.ask(country, text, { purpose: null, as: { ...OFFICER, ...as }, ...options });
}

async function pageOf(country: string, args = DAY, fields = `nodes { ${ALL} }`): Promise<Page> {
  return (dataOf(await read(country, query(country, args, fields))) as { disclosures: Page }).disclosures;
}

const last = (): LedgerEntry => gateway.ledger.entries.at(-1) as LedgerEntry;
const partOf = (entry: LedgerEntry | undefined, owner: string): OwnerEntry | undefined =>
  entry?.owners.find((one) => one.owner === owner);

/** What the ledger is asked is counted, and answered by `answer`, or as it would. */
function watch(answer?: Ledger['disclosures']): DisclosureSearch[] {
  const searches: DisclosureSearch[] = [];
  const { disclosures } = gateway.ledger;
  Object.assign(gateway.ledger, {
    disclosures: (search: DisclosureSearch) => {
      searches.push(search);
      return (answer ?? disclosures)(search);
    },
  });
  return searches;
}

/** An entry of `owners`, of each one field given. */
function entryOf(time: string, owners: readonly string[], change: Partial<OwnerEntry> = {}): LedgerEntry {
  return {
    time,
    requester: { country: 'CH', subject: 'analyst-9', tokenId: 'token-9' },
    purpose: 'CROSS_CHECK',
    justification: 'file 9',
    accessDate: '2011-12-16',
    outcome: 'answered',
    code: null,
    requests: 1,
    policy: null,
    operations: ['icarus'],
    query: null,
    action: null,
    owners: owners.map((owner) => ({
      owner,
      document: `{ of${owner} }`,
      arguments: [],
      status: 'ANSWERED',
      coordinates: [`Arrest.of${owner}`],
      given: 1,
      references: [`${owner}-1`],
      withheld: 0,
      overshared: 0,
      joins: [],
      denials: [],
      obligations: [],
      ...change,
    })),
  };
}

describe('the officer of a country reads', () => {
  test('what was given of its data: who asked, why, what was sent, and what came of it', async () => {
    await gateway.ask('FR', SUSPECTS);
    const own = partOf(last(), 'DE');
    const { nodes } = await pageOf('DE');
    expect(nodes).toEqual([
      {
        index: '0',
        time: '2011-12-16T10:00:00.000Z',
        requester: { country: 'FR', subject: 'analyst-1', tokenId: 'test' },
        purpose: 'OPERATIONAL_ANALYSIS',
        justification: 'test',
        accessDate: '2011-12-16',
        outcome: 'ANSWERED',
        code: null,
        operations: ['icarus'],
        document: own?.document,
        status: 'ANSWERED',
        coordinates: ['Suspect.caseRef', 'Suspect.ageBand'],
        given: 3,
        withheld: own?.withheld,
        overshared: 0,
        joins: [],
        denials: [],
        obligations: own?.obligations,
      },
    ]);
    expect(own?.document).toContain('suspects');
  });

  test('what was denied, with its reason, and long lists in place', async () => {
    const denials = Array.from({ length: 40 }, (_, place) => ({
      coordinate: `Suspect.field${place}`,
      reason: 'REQUESTER_AGREEMENT_CEILING',
    }));
    const coordinates = denials.map(({ coordinate }) => coordinate);
    const joins = COUNTRIES.flatMap((owner) => Array(20).fill({ owner, references: 2 }));
    const obligations = Array(20).fill({ obligation: 'NO_JUDICIAL_USE', records: 3 });
    await gateway.ledger.append({
      ...entryOf('2011-12-16T09:00:00.000Z', ['DE'], { denials, coordinates, joins, obligations }),
      operations: coordinates,
    });
    const [node] = (await pageOf('DE')).nodes;
    expect(node).toMatchObject({ denials, coordinates, obligations, operations: coordinates });
    expect(node?.joins).toEqual(joins.map(({ owner, references }) => ({ country: owner, references })));
  });

  test('requests of nobody who was identified, refused and failed ones', async () => {
    const time = '2011-12-16T09:00:00.000Z';
    await gateway.ledger.append({ ...entryOf(time, ['DE']), requester: null, outcome: 'invalid', code: 'X' });
    await gateway.ledger.append({ ...entryOf(time, ['DE']), outcome: 'refused', code: 'CURSOR_INVALID' });
    await gateway.ledger.append({ ...entryOf(time, ['DE']), outcome: 'failed', code: 'CALLER_GONE' });
    expect((await pageOf('DE')).nodes).toMatchObject([
      { requester: null, outcome: 'INVALID' },
      { outcome: 'REFUSED', code: 'CURSOR_INVALID' },
      { outcome: 'FAILED', code: 'CALLER_GONE' },
    ]);
  });

  test('never a word of another owner: of any node, whoever else is in its entry', async () => {
    // Trap: an entry holds the parts of all its owners side by side.
    const owners = ['DE', 'FR', 'NO', 'XE', 'XO'];
    for (const one of [owners, ['FR', 'NO'], owners.toReversed()])
      await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', one));
    await gateway.ask('FR', SUSPECTS);
    for (const owner of owners) {
      const { nodes } = await pageOf(owner);
      expect(nodes.slice(0, 2)).toMatchObject(Array(2).fill({ document: `{ of${owner} }` }));
      const others = owners.filter((other) => other !== owner);
      const text = nodes.map((node) => JSON.stringify(node)).join('\n');
      expect(others.filter((other) => text.includes(`of${other}`))).toEqual([]);
      expect(
        COUNTRIES.flatMap((one) => referencesOf(mocks, one)).filter((one) => text.includes(one)),
      ).toEqual([]);
    }
  });

  test('a part of another owner fails the query, should the ledger ever give one', async () => {
    await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['FR']));
    const { disclosures } = gateway.ledger;
    watch((search) => disclosures({ ...search, owner: 'FR' }));
    expect(await read('DE', query('DE'))).toMatchObject({ kind: 'failed', code: 'INTERNAL' });
  });

  test('the same, whatever other countries hold', async () => {
    const ask = async (world: Mocks['world']): Promise<unknown> => {
      const others = await startMocks({ world, only: COUNTRIES });
      const other = openTestGateway(others, '2011-12-16', 20_000);
      try {
        await other.ask('DE', SUSPECTS.replace('first: 3', 'first: 500'));
        await other.ask('CH', SUSPECTS.replace('first: 3', 'first: 500'));
        const options = { purpose: null, as: OFFICER };
        const outcome = await other.ask('DE', query('DE'), options);
        return { ...outcome, receipt: 0 };
      } finally {
        await other.close();
        await others.close();
      }
    };
    const world = worldOf(COUNTRIES);
    const fewer = new Map(
      [...world.countries].map(([code, one]) => [
        code,
        code === 'DE' ? one : { ...one, suspects: one.suspects.slice(0, 1) },
      ]),
    );
    expect(await ask({ ...world, countries: fewer })).toEqual(await ask(world));
  });

  test('without a purpose, and without anybody being asked', async () => {
    await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE']));
    expect((await pageOf('DE')).nodes).toHaveLength(1);
    expect(sentTo(mocks)).toEqual([]);
    expect(last()).toMatchObject({ purpose: null, justification: null, outcome: 'answered' });
  });

  test('beside data, which the rules decide on as ever', async () => {
    await gateway.ask('FR', SUSPECTS);
    const beside = `{ operation(id: "icarus") { participation(country: "FR") { suspects { records(first: 2) { nodes { caseRef } } } } }
      disclosures(owner: "DE", ${DAY}) { nodes { index } } }`;
    const closed = await read('DE', beside);
    expect(closed).toMatchObject({
      kind: 'answered',
      data: {
        operation: { participation: null },
        disclosures: { nodes: [{ index: '0' }] },
      },
      errors: [{ extensions: { reason: 'PURPOSE_MISSING_OR_UNKNOWN', countries: ['XE'] } }],
    });
    const open = await read('DE', beside, { purpose: 'OPERATIONAL_ANALYSIS' });
    expect(dataOf(open)).toMatchObject({
      operation: { participation: { suspects: { records: { nodes: [{}, {}] } } } },
    });
    expect(last().owners.map(({ owner, given }) => [owner, given])).toEqual([
      ['DE', 2],
      ['FR', 2],
      ['XE', 0],
    ]);
  });
});

describe('days are days in Brussels, both included', () => {
  for (const [what, days, times] of [
    ['in winter', ['2011-12-16', '2011-12-16'], ['2011-12-15T23:00:00.000Z', '2011-12-16T22:59:59.999Z']],
    ['in summer', ['2011-07-01', '2011-07-02'], ['2011-06-30T22:00:00.000Z', '2011-07-02T21:59:59.999Z']],
    // A day of 25 hours.
    [
      'when clocks go back',
      ['2011-10-30', '2011-10-30'],
      ['2011-10-29T22:00:00.000Z', '2011-10-30T22:59:59.999Z'],
    ],
  ] as const) {
    test(what, async () => {
      const [first, end] = times;
      const at = (time: string, by: number): string => new Date(Date.parse(time) + by).toISOString();
      for (const time of [at(first, -1), first, end, at(end, 1)])
        await gateway.ledger.append(entryOf(time, ['DE']));
      const { nodes } = await pageOf('DE', `from: "${days[0]}", to: "${days[1]}"`);
      expect(nodes.map(({ time }) => time)).toEqual(times);
    });
  }

  test('to the ends of the calendar', async () => {
    await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE']));
    expect((await pageOf('DE', 'from: "0000-01-01", to: "9999-12-31"')).nodes).toHaveLength(1);
  });
});

describe('whoever is not the officer of that country', () => {
  for (const [what, country, as] of [
    ['its analyst', 'DE', { role: 'analyst' }],
    ['the officer of another country', 'FR', {}],
    ['an officer of Europol', 'XE', {}],
  ] as const) {
    test(`is denied, with nothing read, whether there is anything or not: ${what}`, async () => {
      const searches = watch();
      const ask = () => read(country, query('DE'), { as, purpose: 'OPERATIONAL_ANALYSIS' });
      const empty = await ask();
      await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE']));
      const filled = await ask();
      expect(empty).toMatchObject({
        kind: 'answered',
        data: { disclosures: null },
        errors: [{ path: ['disclosures'], extensions: { ...DENIED, countries: ['DE'] } }],
      });
      expect({ ...filled, receipt: 0 }).toEqual({ ...empty, receipt: 0 });
      expect(searches).toEqual([]);
      expect(sentTo(mocks)).toEqual([]);
      expect(last().owners).toMatchObject([
        {
          owner: 'DE',
          status: 'NOT_PERMITTED',
          given: 0,
          coordinates: [],
          references: [],
          denials: [{ coordinate: DENIED.coordinate, reason: DENIED.reason }],
        },
      ]);
    });
  }

  test('is denied that alone: beside it, what is its own is given', async () => {
    await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE', 'FR']));
    const outcome = await read(
      'FR',
      `{ own: ${query('FR').slice(1, -1)} other: ${query('DE').slice(1, -1)} }`,
    );
    expect(outcome).toMatchObject({
      data: { own: { nodes: [{ document: '{ ofFR }' }] }, other: null },
      errors: [{ path: ['other'], extensions: DENIED }],
    });
    expect(last().owners.map(({ owner, status, given }) => [owner, status, given])).toEqual([
      ['DE', 'NOT_PERMITTED', 0],
      ['FR', 'ANSWERED', 1],
    ]);
  });
});

describe('reading is an entry', () => {
  test('that names the owner, what was asked and how much was given; and is not in its own answer', async () => {
    for (let count = 0; count < 3; count += 1)
      await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE', 'FR']));
    const { nodes } = await pageOf(
      'DE',
      `${DAY}, first: 2`,
      'nodes { index requester { subject } } edges { node { given } }',
    );
    expect(nodes).toHaveLength(2);
    expect(last()).toMatchObject({
      outcome: 'answered',
      operations: [],
      query: {
        text: '{ disclosures_1: disclosures(owner: $1, from: "2011-12-16", to: "2011-12-16", first: 2) { nodes { index requester { subject } } edges { node { given } } } }',
      },
      requester: { country: 'DE', subject: 'officer-1', tokenId: 'of-officer' },
    });
    expect(last().owners).toEqual([
      {
        owner: 'DE',
        document: null,
        arguments: [],
        status: 'ANSWERED',
        coordinates: ['Disclosure.index', 'DisclosureRequester.subject', 'Disclosure.given'],
        given: 2,
        references: ['0', '1'],
        withheld: 0,
        overshared: 0,
        joins: [],
        denials: [],
        obligations: [],
      },
    ]);
    const after = await pageOf('DE');
    expect(after.nodes.map(({ index }) => index)).toEqual(['0', '1', '2', '3']);
    expect(after.nodes.at(-1)).toMatchObject({
      requester: { subject: 'officer-1' },
      given: 2,
      document: null,
    });
  });

  // Trap: a cursor, and whether there are more, tell that something is there without a word of it.
  for (const [fields, coordinates] of [
    ['edges { cursor }', ['DisclosureEdge.cursor']],
    ['pageInfo { hasNextPage endCursor }', ['PageInfo.hasNextPage', 'PageInfo.endCursor']],
    ['nodes { __typename }', ['Query.disclosures']],
  ] as const) {
    test(`that counts what is told of a page without its disclosures: { ${fields} }`, async () => {
      for (let count = 0; count < 3; count += 1)
        await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE']));
      await pageOf('DE', `${DAY}, first: 2`, fields);
      expect(partOf(last(), 'DE')).toMatchObject({
        status: 'ANSWERED',
        given: 2,
        references: ['0', '1'],
        coordinates,
      });
    });
  }

  test('beside what the same query has of the owner: both are counted, and a failed system stays one', async () => {
    await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE']));
    mocks.national.get('DE')?.behave({ status: 400 });
    await read('DE', `{ ${SUSPECTS.slice(1, -1)} ${query('DE', DAY, 'nodes { index }').slice(1, -1)} }`, {
      purpose: 'OPERATIONAL_ANALYSIS',
    });
    mocks.national.get('DE')?.behave({});
    expect(partOf(last(), 'DE')).toMatchObject({
      status: 'UNAVAILABLE',
      given: 1,
      coordinates: ['Disclosure.index'],
    });
  });
});

describe('pages', () => {
  const page = (after: string | null): Promise<Page> =>
    pageOf(
      'DE',
      `from: "2011-12-01", to: "2011-12-15", first: 2${after === null ? '' : `, after: "${after}"`}`,
      `nodes { index } edges { cursor node { index } } ${PAGE_INFO}`,
    );
  const fill = async (count: number): Promise<void> => {
    for (let place = 0; place < count; place += 1)
      await gateway.ledger.append(
        entryOf('2011-12-14T09:00:00.000Z', place % 2 === 0 ? ['DE', 'FR'] : ['FR']),
      );
  };

  test('walked give each disclosure once, in the order of the log', async () => {
    await fill(9);
    const [first, second] = [await page(null), await page((await page(null)).pageInfo.endCursor)];
    const third = await page(second.pageInfo.endCursor);
    expect([first, second, third].map(({ nodes }) => nodes.map(({ index }) => index))).toEqual([
      ['0', '2'],
      ['4', '6'],
      ['8'],
    ]);
    expect(
      [first, second, third].map(({ pageInfo }) => [pageInfo.hasPreviousPage, pageInfo.hasNextPage]),
    ).toEqual([
      [false, true],
      [true, true],
      [true, false],
    ]);
    for (const { nodes, edges, pageInfo } of [first, second, third]) {
      expect(edges.map(({ node }) => node)).toEqual(nodes);
      expect([edges[0]?.cursor, edges.at(-1)?.cursor]).toEqual([pageInfo.startCursor, pageInfo.endCursor]);
    }
  });

  test('that are empty have no cursor', async () => {
    expect(await page(null)).toEqual({
      nodes: [],
      edges: [],
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });

  test('know no cursor of another officer, country, owner, span or list', async () => {
    await fill(5);
    const cursor = String((await page(null)).pageInfo.endCursor);
    const span = 'from: "2011-12-01", to: "2011-12-15"';
    const asked = (country: string, text: string, as: Partial<Caller> = {}): Promise<QueryOutcome> =>
      read(country, text, { as });
    const behind = (owner: string, days = span): string =>
      query(owner, `${days}, after: "${cursor}"`, 'nodes { index }');
    expect(await asked('DE', behind('DE'))).toMatchObject({ kind: 'answered' });
    const searches = watch();
    for (const refused of [
      asked('DE', behind('DE'), { subject: 'officer-2' }),
      asked('FR', behind('FR')),
      asked('FR', behind('DE')),
      asked('DE', behind('FR')),
      asked('DE', behind('DE', 'from: "2011-12-02", to: "2011-12-15"')),
      asked('DE', behind('DE', 'from: "2011-12-01", to: "2011-12-16"')),
      asked('DE', `{ operations(after: "${cursor}") { totalCount } }`),
      asked('DE', query('DE', `${span}, after: "x"`)),
    ])
      expect(await refused).toMatchObject({ kind: 'refused', code: 'CURSOR_INVALID' });
    expect(searches).toEqual([]);
    expect(sentTo(mocks)).toEqual([]);
  });
});

describe('what cannot be read is refused, and nothing is read', () => {
  for (const [what, owner, args, where] of [
    ['`from` after `to`', 'DE', 'from: "2011-12-17", to: "2011-12-16"', 'from:'],
    ['a day that does not exist', 'DE', 'from: "2011-02-30", to: "2011-12-16"', 'from:'],
    ['a moment for a day', 'DE', 'from: "2011-12-16", to: "2011-12-16T10:00:00Z"', 'to:'],
    ['a number for a day', 'DE', 'from: 20111216, to: "2011-12-16"', 'from:'],
    ['an object for a day', 'DE', 'from: "2011-12-16", to: { day: 16 }', 'to:'],
    ['an owner that is no code', 'de', DAY, 'owner:'],
    ['a longer owner', 'DE FR', DAY, 'owner:'],
    ['a page of none', 'DE', `${DAY}, first: 0`, 'first:'],
    ['a page of 501', 'DE', `${DAY}, first: 501`, 'first:'],
  ] as const) {
    test(what, async () => {
      const searches = watch();
      expect(await read('DE', query(owner, args))).toMatchObject({
        kind: 'refused',
        code: 'BAD_USER_INPUT',
        where: `Query.disclosures(${where})`,
      });
      expect(searches).toEqual([]);
      expect(last()).toMatchObject({ outcome: 'refused', code: 'BAD_USER_INPUT', owners: [], query: null });
    });
  }
});

// Trap: the entry of a refusal would make a part of an owner that does not exist.
test('an owner that nobody is is refused, and makes no part of its own', async () => {
  const searches = watch();
  expect(await read('DE', query('QQ'))).toMatchObject({
    kind: 'refused',
    code: 'BAD_USER_INPUT',
    where: 'Query.disclosures(owner:)',
  });
  expect(last()).toMatchObject({ outcome: 'refused', owners: [] });
  // Whoever has an agreement and no data here is somebody.
  expect(await read('RS', query('RS'))).toMatchObject({ data: { disclosures: { nodes: [] } } });
  expect(searches).toHaveLength(1);
});

describe('what it costs', () => {
  test('a whole page of all there is is within the limits, by nodes and by edges', async () => {
    await gateway.ledger.append(entryOf('2011-12-16T09:00:00.000Z', ['DE']));
    for (const fields of [`nodes { ${ALL} } ${PAGE_INFO}`, `edges { cursor node { ${ALL} } }`])
      expect(await read('DE', query('DE', `${DAY}, first: 500`, fields))).toMatchObject({ kind: 'answered' });
  });

  test('aliases count: a second such page, and the third page at all', async () => {
    const searches = watch();
    const twice = `{ a: ${query('DE', `${DAY}, first: 500`).slice(1, -1)} b: ${query('DE', `${DAY}, first: 499`).slice(1, -1)} }`;
    expect(await read('DE', twice)).toMatchObject({ kind: 'refused', code: 'QUERY_TOO_COSTLY' });
    const pages = [498, 499, 500].map(
      (first) => `p${first}: ${query('DE', `${DAY}, first: ${first}`, PAGE_INFO).slice(1, -1)}`,
    );
    expect(await read('DE', `{ ${pages.join(' ')} }`)).toMatchObject({
      kind: 'refused',
      code: 'QUERY_TOO_COSTLY',
      what: `more than ${QUERY_LIMITS.disclosures.most} disclosures`,
      where: 'Query.disclosures',
    });
    expect(searches).toEqual([]);
  });

  test('one page under two names is read once', async () => {
    const searches = watch();
    await read('DE', `{ a: ${query('DE').slice(1, -1)} b: ${query('DE').slice(1, -1)} }`);
    expect(searches).toEqual([
      {
        owner: 'DE',
        from: Date.parse('2011-12-15T23:00:00Z'),
        before: Date.parse('2011-12-16T23:00:00Z'),
        after: -1,
        most: 51,
      },
    ]);
  });
});

test('when the log cannot be read, nothing is given and nobody is asked: EVIDENCE_LOG_UNAVAILABLE, with status 503', async () => {
  const door = await openTestDoor(mocks, openTestGateway(mocks));
  gateway = door.test;
  try {
    watch(async () => {
      throw new Error('a disk');
    });
    const token = await sign({ ...claimsOf('DE'), role: 'dpo' });
    const text = `{ operation(id: "icarus") { codeName } ${query('DE').slice(1, -1)} }`;
    const response = await door.post(text, {}, token);
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: 'EVIDENCE_LOG_UNAVAILABLE' } }] },
    ]);
    expect(sentTo(mocks)).toEqual([]);
    expect(last()).toMatchObject({ outcome: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE', owners: [] });
    expect(gateway.failures).toMatchObject([{ cause: { message: 'a disk' } }]);
  } finally {
    await door.close();
    gateway = openTestGateway(mocks);
  }
});

// Trap: a search that hangs would hold its caller, and who waits behind it, for as long as it likes.
test('a log that takes too long to read fails the query at its deadline, and nobody is asked', async () => {
  watch(() => new Promise(() => {}));
  const text = `{ operation(id: "icarus") { codeName } ${query('DE').slice(1, -1)} }`;
  const since = performance.now();
  const outcome = await read('DE', text, { deadlineMs: 300 });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE' });
  expect(performance.now() - since).toBeLessThan(5_000);
  expect(sentTo(mocks)).toEqual([]);
  expect(last()).toMatchObject({ outcome: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE', owners: [] });
});

test('the query of the README is answered over HTTP', async () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const [, text = ''] = /```graphql\n(\{\n {2}disclosures[\s\S]*?)```/.exec(readme) ?? [];
  const door = await openTestDoor(mocks, openTestGateway(mocks));
  try {
    await door.post(SUSPECTS);
    const response = await door.post(
      text,
      {},
      await sign({ ...claimsOf('DE'), role: 'dpo', purposes: ['OFFICE'] }),
    );
    const { errors, data } = (await response.json()) as { errors?: unknown; data: { disclosures: Page } };
    expect([response.status, errors]).toEqual([200, undefined]);
    expect(data.disclosures.pageInfo).toMatchObject({ hasNextPage: false });
  } finally {
    await door.close();
  }
});
