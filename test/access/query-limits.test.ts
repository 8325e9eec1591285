/** A query that asks for too much is refused, and told the limit; nothing is sent, and the evidence has it. */

import { buildSchema, getIntrospectionQuery, parse } from 'graphql';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { canonicalQuery } from '../../src/access/canonical-query.ts';
import { QUERY_LIMITS } from '../../src/access/query-limits.ts';
import { BOARD } from '../gateway/open-test-gateway.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from '../http/open-test-door.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { sentTo } from './cases/open-case.ts';

let mocks: Mocks;
let door: TestDoor;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DE', 'NO'] });
  door = await openTestDoor(mocks);
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});

interface Body {
  readonly query: string;
  readonly operationName?: string;
  readonly variables?: object;
}

async function post(body: Body | string): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await sign(claimsOf('DE'))}`,
    },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, text: await response.text() };
}

async function expectRefused(
  body: Body | string,
  limit: keyof typeof QUERY_LIMITS,
  where?: string,
): Promise<void> {
  const before = door.test.ledger.entries.length;
  const { status, text } = await post(body);
  const { most, of } = QUERY_LIMITS[limit];
  const extensions = {
    code: 'QUERY_TOO_COSTLY',
    what: `more than ${most} ${of}`,
    ...(where === undefined ? {} : { where }),
  };
  expect(JSON.parse(text)).toEqual({
    errors: [{ message: 'the query asks for too much at once', extensions }],
  });
  expect(status).toBe(400);
  expect(sentTo(mocks)).toEqual([]);
  const written = door.test.ledger.entries.slice(before);
  expect(written).toMatchObject([{ code: 'QUERY_TOO_COSTLY', owners: [], requester: { country: 'DE' } }]);
  expect(written[0]?.outcome).not.toBe('answered');
}

const times = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join(' ');
const inside = (text: string): string => `{ operation(id: "icarus") { ${text} } }`;
const nested = (depth: number): string => `${'{"and":['.repeat(depth)}1${']}'.repeat(depth)}`;

describe('before it is parsed or validated, a query is refused for', () => {
  for (const [what, query, limit, where] of [
    ['its length', `{ viewer { role } } ${'#'.repeat(100_000)}`, 'text', undefined],
    ['5,001 tokens', `{ ${times(4_999, () => 'viewer')} }`, 'tokens', undefined],
    [
      '65 brackets in each other',
      `{ operation(id: ${'['.repeat(63)}${']'.repeat(63)}) { id } }`,
      'brackets',
      undefined,
    ],
    [
      '25 fields in each other',
      `${'{ a '.repeat(25)}${'}'.repeat(25)}`,
      'depth',
      Array(24).fill('a').join('.'),
    ],
    ['1,001 aliases', inside(times(1_001, (n) => `a${n}: codeName`)), 'aliases', 'operation'],
    ['one field 101 times', inside(times(101, () => 'codeName')), 'repeats', 'operation.codeName'],
    [
      'one field 101 times by fragments and in inline fragments',
      `${inside(`... { ...A } ${times(51, () => '... { codeName }')}`)} fragment A on Operation { ${times(50, () => 'codeName')} }`,
      'repeats',
      'operation.codeName',
    ],
    [
      'fragments that double',
      `{ countries { ...F0 } } ${times(30, (n) => `fragment F${n} on Country { a: agreement { ...F${n + 1} } b: agreement { ...F${n + 1} } }`)}`,
      'depth',
      undefined,
    ],
    [
      'a costly query beside the one that is named',
      `query A { viewer { role } } query B ${inside(times(101, () => 'id'))}`,
      'repeats',
      'operation.id',
    ],
    [
      'a costly fragment that nobody spreads',
      `{ viewer { role } } fragment F on Viewer { ${times(101, () => 'role')} }`,
      'repeats',
      'role',
    ],
    [
      'a circle of fragments with a costly field',
      `{ viewer { ...A } } fragment A on Viewer { ...B ${times(101, () => 'role')} } fragment B on Viewer { ...A }`,
      'repeats',
      'role',
    ],
  ] as const) {
    test(what, async () => {
      if (what === 'fragments that double') {
        const { text } = await post({ query });
        expect(text).toMatch(
          /"QUERY_TOO_COSTLY","what":"more than (4000 fields|1000 aliases|24 fields in each other)"/,
        );
        expect(sentTo(mocks)).toEqual([]);
      } else await expectRefused({ query, operationName: 'A' }, limit, where);
    });
  }

  test('4,001 fields, each fragment written out wherever it is spread', async () => {
    const parts = times(50, (n) => `a${n}: viewer { ...F }`);
    const query = `{ ${parts} } fragment F on Viewer { ${times(90, () => '...G')} ${times(90, () => 'role')} } fragment G on Viewer { role }`;
    const { text } = await post({ query });
    expect(text).toContain(`more than ${QUERY_LIMITS.fields.most} fields`);
  });

  test('in the address of a GET too', async () => {
    const query = inside(times(101, () => 'codeName'));
    const response = await fetch(`${door.url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { authorization: `Bearer ${await sign(claimsOf('DE'))}`, 'apollo-require-preflight': 'yes' },
    });
    expect([response.status, await response.text()]).toEqual([
      400,
      expect.stringContaining('QUERY_TOO_COSTLY'),
    ]);
    expect(sentTo(mocks)).toEqual([]);
  });
});

describe('before anybody is asked, a query is refused for', () => {
  const query =
    'query Q($where: ArrestWhere) { operation(id: "icarus") { arrests { records(where: $where) { totalCount } } } }';
  test('5,001 values in variables, whether it uses them or not', async () => {
    await expectRefused(
      { query: '{ viewer { role } }', variables: { x: Array(5_000).fill(1) } },
      'variables',
      'variables',
    );
  });
  test('variables nested so deep that reading them would overflow', async () => {
    // Trap: graphql-js coerces by recursion, and its failure would be told to the caller.
    await expectRefused(
      `{"query":${JSON.stringify(query)},"variables":{"where":${nested(20_000)}}}`,
      'variableDepth',
      'variables',
    );
  });
  test('arguments that are long together', async () => {
    const where = { caseRef: { in: Array(1_000).fill('x'.repeat(100)) } };
    const three = times(3, (n) => `a${n}: records(where: $where, first: ${n + 1}) { totalCount }`);
    await expectRefused(
      { query: query.replace('records(where: $where) { totalCount }', three), variables: { where } },
      'argumentText',
      'Arrests.records',
    );
  });
  test('more records than it may bring, by the size of its pages', async () => {
    await expectRefused(
      {
        query: inside(
          'participations { arrests { records(first: 500) { totalCount nodes { date } } } suspects { records(first: 500) { nodes { ageBand } } } searches { records(first: 500) { nodes { date } } } }',
        ),
      },
      'records',
      'SearchConnection.nodes',
    );
  });
  test('more values than it may bring, also under aliases', async () => {
    const aliases = times(30, (n) => `a${n}: caseRef`);
    await expectRefused(
      { query: inside(`participations { arrests { records(first: 100) { nodes { ${aliases} } } } }`) },
      'values',
      'Arrest.caseRef',
    );
  });
  test('`first` given by a variable counts as what it is', async () => {
    const text =
      'query Q($first: Int!) { operation(id: "icarus") { participations { arrests { records(first: $first) { nodes { caseRef date status ageBand placeNuts2 provenance { system } } } } } } }';
    await expectRefused({ query: text, variables: { first: 500 } }, 'values', 'Arrest.provenance');
    expect((await post({ query: text, variables: { first: 50 } })).status).toBe(200);
  });
  test('introspection that grows', async () => {
    await expectRefused(
      {
        query: `{ ${times(50, (n) => `s${n}: __schema { types { name fields { name type { name fields { name } } } } }`)} }`,
      },
      'values',
      'Query.__schema',
    );
  });
  test('more messages than one country may be sent', async () => {
    const pages = times(21, (n) => `a${n}: records(first: ${n + 1}) { totalCount }`);
    await expectRefused({ query: inside(`arrests { ${pages} }`) }, 'requests', 'Query.operation');
    await expectRefused(
      { query: inside(`participation(country: "DE") { arrests { ${pages} } }`) },
      'requests',
      'Query.operation',
    );
  });
});

describe('a query is answered that is large and no more', () => {
  for (const [what, query] of [
    ['the board', BOARD],
    [
      'introspection as clients ask it',
      getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true, oneOf: true }),
    ],
    [
      '500 of a list of every country',
      inside('participations { suspects { records(first: 500) { totalCount nodes { caseRef ageBand } } } }'),
    ],
    [
      '500 of every list across countries',
      inside(
        'arrests { records(first: 500) { nodes { caseRef date } } } searches { records(first: 500) { nodes { date } } } seizures { records(first: 500) { nodes { itemCount } } }',
      ),
    ],
    ['one field 100 times', inside(times(100, () => 'codeName'))],
    ['900 aliases', inside(times(900, (n) => `a${n}: codeName`))],
  ] as const) {
    test(what, async () => {
      const { status, text } = await post({ query });
      expect([status, JSON.parse(text).data === null]).toEqual([200, false]);
    });
  }
});

test('a wrong value among many is told once, whatever there is beside it', async () => {
  // Trap: every wrong value is described at length, and a hundred thousand of them take seconds.
  const query =
    'query Q($where: ArrestWhere) { operation(id: "icarus") { arrests { records(where: $where) { totalCount } } } }';
  const { status, text } = await post({
    query,
    variables: { where: { status: { in: Array(4_000).fill('x') } } },
  });
  expect([status, JSON.parse(text).errors[0].extensions.code]).toEqual([400, 'BAD_USER_INPUT']);
  expect(text.length).toBeLessThan(1_000);
});

test('introspection asked 800 times is counted by one look through the schema', () => {
  const schema = buildSchema('type Query { a: Int }');
  const typeMap = schema.getTypeMap();
  let looks = 0;
  schema.getTypeMap = () => {
    looks += 1;
    return typeMap;
  };
  const asked = Array.from({ length: 800 }, (_, place) => `a${place}: __schema { types { name } }`);
  const document = parse(`{ ${asked.join(' ')} }`);
  const input = { document, operationName: null, variables: {} };
  const { estimate } = canonicalQuery(schema, new Map(), input);
  expect(estimate.values).toBe(800 * (2 + Object.keys(typeMap).length));
  expect(looks).toBe(1);
});
