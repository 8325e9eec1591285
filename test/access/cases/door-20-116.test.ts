/** Hostile cases 20, 22 to 25, 39, 115, 116 and 118, where HTTP is the point. The door's own tests have the status codes. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { parse } from 'graphql';
import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import { objectTypesOf } from '../../../src/access/access-map.ts';
import { loadSchemaTexts } from '../../../src/cli/load-schema-texts.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from '../../http/open-test-door.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../../jest.ts';
import { expectNoReferenceOf, referencesOf, sentTo } from './open-case.ts';

const SEARCHES =
  '{ operation(id: "icarus") { codeName participations { id searches { records { nodes { caseRef date } } } } } }';

const SCHEMA_TEXTS = loadSchemaTexts();

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

/** Sends `body` for `country`, whatever it is. */
async function send(country: string, body: string, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await sign(claimsOf(country))}`,
      ...headers,
    },
    body,
  });
}

const query = (text: string, more: object = {}): string => JSON.stringify({ query: text, ...more });
const entries = (): number => door.test.ledger.entries.length;

/** Refused before anything is sent; the evidence has an entry that gives nothing. */
async function expectRefused(
  country: string,
  body: string,
  headers: Record<string, string> = {},
): Promise<string> {
  const before = entries();
  const response = await send(country, body, headers);
  const answer = await response.text();
  expect(response.status).toBe(400);
  expect(answer).not.toMatch(/MOCK-|"data":\{/);
  expect(sentTo(mocks)).toEqual([]);
  expect(entries()).toBe(before + 1);
  const entry = door.test.ledger.entries.at(-1);
  expect(entry?.outcome).not.toBe('answered');
  expect(entry?.owners).toEqual([]);
  return answer;
}

describe('20 a part that would come later is refused', () => {
  // Intent: have the late part skip what the first was judged by. Trap: only the first part passes the checks.
  for (const [name, text] of [
    ['@defer', SEARCHES.replace('codeName', 'codeName ... @defer { leadCountry { code } }')],
    ['@stream', SEARCHES.replace('nodes {', 'nodes @stream(initialCount: 1) {')],
  ] as const) {
    for (const accept of ['application/json', 'multipart/mixed;deferSpec=20220824, application/json']) {
      test(`${name}, to a client that accepts ${accept}`, async () => {
        const answer = await expectRefused('DE', query(text), { accept });
        expect(answer).toContain('GRAPHQL_VALIDATION_FAILED');
      });
    }
  }
});

describe('22 introspection is of the public schema and opens nothing', () => {
  test('beside data and inside a fragment', async () => {
    // Intent: have the query taken for introspection, which needs no right. Trap: one `__schema` waves the rest through.
    const text = `query IntrospectionQuery { ...I operation(id: "icarus") { participations { searches { records { nodes {
      __typename caseRef date } } } } } } fragment I on Query { __schema { queryType { name } } __type(name: "Search") { name } }`;
    const response = await send('CH', query(text));
    const answer = await response.text();
    expect(response.status).toBe(200);
    expect(answer).toContain('"__type":{"name":"Search"}');
    const entry = door.test.ledger.entries.at(-1);
    if (entry === undefined) throw new Error('no entry');
    expectNoReferenceOf(mocks, 'NO', { answer, entry });
    expect(referencesOf(mocks, 'DE').some((one) => answer.includes(one))).toBe(true);
    expect(sentTo(mocks).join()).not.toMatch(/__schema|__type\b/);
  });

  for (const [place, text] of [
    ['a field', '{ operation(id: "icarus") { codeNam } }'],
    ['an argument', '{ operation(idd: "icarus", id: "icarus") { codeName } }'],
    ['a type', '{ operation(id: "icarus") { ... on Operatio { codeName } } }'],
    ['a type of a variable', 'query Q($code: CountryCod!) { country(code: $code) { code } }'],
    ['a directive', '{ operation(id: "icarus") @includ(if: true) { codeName } }'],
    ['a fragment', '{ operation(id: "icarus") { ...Fa } } fragment F on Operation { codeName }'],
  ] as const) {
    test(`${place} misspelt gets no suggestion`, async () => {
      expect(await expectRefused('DE', query(text))).not.toMatch(
        /did you mean|Operation\\"\?|CountryCode|codeName/i,
      );
    });
  }

  test('a variable of the wrong type gets none either', async () => {
    const text = 'query Q($first: Int!) { operations(first: $first) { totalCount } }';
    const answer = await expectRefused('DE', query(text, { variables: { first: 'MANY' } }));
    expect(answer).not.toMatch(/did you mean/i);
  });

  test('115 no type or field of the executing schema is in it', async () => {
    const own = objectTypesOf(parse(SCHEMA_TEXTS.operation));
    const contracts = [SCHEMA_TEXTS.national, SCHEMA_TEXTS.hub, SCHEMA_TEXTS.interpol].map((sdl) =>
      objectTypesOf(parse(sdl)),
    );
    const hidden = [...new Set(contracts.flatMap((types) => [...types.keys()]))].filter(
      (name) => !own.has(name),
    );
    expect(hidden).toContain('PackageMarking');
    for (const name of hidden) {
      const response = await send('DE', query(`{ __type(name: "${name}") { name } }`));
      expect(await response.json()).toMatchObject({ data: { __type: null } });
    }
    const answer = (await (
      await send('DE', query('{ __schema { types { name fields { name args { name } } } } }'))
    ).json()) as {
      data: {
        __schema: { types: { name: string; fields: { name: string; args: { name: string }[] }[] | null }[] };
      };
    };
    const types = answer.data.__schema.types.filter(({ name }) => !name.startsWith('__'));
    const fields = types.flatMap(({ fields: all }) => all ?? []);
    expect(
      fields.filter(({ name, args }) => name.startsWith('_') || args.some((one) => one.name === 'keys')),
    ).toEqual([]);
    expect(sentTo(mocks)).toEqual([]);
  });
});

describe('23 one request is one query', () => {
  // Intent: have one judged and another run. Trap: the first of several is judged, the named one is executed.
  test('an array of requests', async () => {
    await expectRefused('DE', JSON.stringify([{ query: SEARCHES }, { query: SEARCHES }]));
  });
  test('no query at all', async () => {
    await expectRefused('DE', '{}');
  });
  test('several queries without a name', async () => {
    await expectRefused('DE', query(`query A ${SEARCHES} query B { countries { code } }`));
  });
  test('several queries, one named that is none of them', async () => {
    await expectRefused(
      'DE',
      query(`query A ${SEARCHES} query B { countries { code } }`, { operationName: 'C' }),
    );
  });
  test('the one that is named is judged and run, not its neighbour', async () => {
    const text = `query Open { countries { code } } query Closed ${SEARCHES}`;
    const open = await (await send('RS', query(text, { operationName: 'Open' }))).text();
    expect(open).toContain('"countries"');
    expect(sentTo(mocks)).toEqual([]);
    const closed = await (await send('RS', query(text, { operationName: 'Closed' }))).text();
    const entry = door.test.ledger.entries.at(-1);
    if (entry === undefined) throw new Error('no entry');
    for (const owner of ['DE', 'NO']) expectNoReferenceOf(mocks, owner, { answer: closed, entry });
  });
});

test('24, 118 a hash finds nothing, known or not: both answers are the same, byte for byte', async () => {
  // Intent: learn from a hash whether somebody else has asked a query. Trap: one store for all callers.
  const { createHash } = await import('node:crypto');
  const hashOf = (text: string) => ({
    extensions: {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(text).digest('hex') },
    },
  });
  await (await send('DE', query(SEARCHES))).text();
  await (await send('DE', query(SEARCHES, hashOf(SEARCHES)))).text();
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
  const answers: [number, string][] = [];
  const before = entries();
  for (const text of [SEARCHES, '{ nobody { asked } }']) {
    const response = await send('RS', JSON.stringify(hashOf(text)));
    answers.push([response.status, await response.text()]);
  }
  expect(answers[0]).toEqual(answers[1]);
  expect(answers[0]?.[1]).toContain('PERSISTED_QUERY_NOT_SUPPORTED');
  expect(sentTo(mocks)).toEqual([]);
  const written = door.test.ledger.entries.slice(before).map(({ time: _, requester, ...entry }) => ({
    ...entry,
    country: requester?.country,
  }));
  expect(written).toMatchObject([
    { country: 'RS', outcome: 'invalid', operations: [], owners: [] },
    { country: 'RS', outcome: 'invalid', operations: [], owners: [] },
  ]);
  expect(written[0]).toEqual(written[1]);
});

for (const variables of [
  '{"__proto__":{"id":"icarus"},"id":"none"}',
  '{"constructor":{"prototype":{"id":"icarus"}},"id":"none"}',
]) {
  test(`25 the variables ${variables} change no object and open nothing`, async () => {
    const text =
      'query Q($id: ID!) { operation(id: $id) { participations { searches { records { nodes { caseRef } } } } } }';
    const response = await send('DE', `{"query":${JSON.stringify(text)},"variables":${variables}}`);
    const answer = await response.text();
    expect([200, 400]).toContain(response.status);
    expect(answer).not.toContain('MOCK-');
    expect(({} as Record<string, unknown>).id).toBeUndefined();
    expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
    expect(door.test.ledger.entries.at(-1)?.owners).toEqual([]);
  });
}

test('39 GET is judged as POST is: the same answer, the same messages, the same evidence', async () => {
  const posted = (await (await send('CH', query(SEARCHES))).json()) as { data: unknown; errors: unknown };
  const sent = sentTo(mocks).sort();
  const written = door.test.ledger.entries.at(-1)?.owners;
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
  const response = await fetch(`${door.url}/graphql?query=${encodeURIComponent(SEARCHES)}`, {
    headers: { authorization: `Bearer ${await sign(claimsOf('CH'))}`, 'apollo-require-preflight': 'yes' },
  });
  const got = (await response.json()) as { data: unknown; errors: unknown };
  expect([got.data, got.errors]).toEqual([posted.data, posted.errors]);
  expect(sentTo(mocks).sort()).toEqual(sent);
  expect(door.test.ledger.entries.at(-1)?.owners).toEqual(written);
});

test('40 a request as a browser sends it unasked is refused and written down', async () => {
  const before = entries();
  const headers = { authorization: `Bearer ${await sign(claimsOf('DE'))}` };
  const response = await fetch(`${door.url}/graphql?query=${encodeURIComponent(SEARCHES)}`, { headers });
  expect([response.status, await response.text()]).toEqual([400, expect.not.stringContaining('MOCK-')]);
  expect(sentTo(mocks)).toEqual([]);
  expect(entries()).toBe(before + 1);
  expect(door.test.ledger.entries.at(-1)).toMatchObject({ outcome: 'invalid', owners: [] });
});

test('116 APOLLO_KEY in the environment switches no report on: nothing leaves this machine, no trace is in the answer', async () => {
  // Trap: Apollo Server adds its reporting plugins by itself when it finds a key.
  const environment = {
    APOLLO_KEY: 'service:concordat:not-a-key',
    APOLLO_GRAPH_REF: 'concordat@current',
    APOLLO_SCHEMA_REPORTING: 'true',
    APOLLO_USAGE_REPORTING_SEND_REPORTS_IMMEDIATELY: 'true',
  };
  const places: string[] = [];
  const onSocket = (message: unknown): void => {
    const { socket } = message as { socket: Socket };
    socket.on('lookup', (_error, _address, _family, host) => places.push(host));
    socket.on('connectionAttempt', (ip) => places.push(ip));
  };
  const before = { ...process.env };
  Object.assign(process.env, environment);
  subscribe('net.client.socket', onSocket);
  try {
    const reporting = await openTestDoor(mocks);
    const response = await reporting.post(SEARCHES, { 'apollo-federation-include-trace': 'ftv1' });
    const answer = (await response.json()) as { extensions: object };
    expect(Object.keys(answer.extensions).sort()).toEqual(['obligations', 'receipt']);
    // A report waits for a timer, or for the close: then it is flushed.
    await reporting.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
  } finally {
    unsubscribe('net.client.socket', onSocket);
    for (const name of Object.keys(environment)) delete process.env[name];
    Object.assign(process.env, before);
  }
  expect(places.length).toBeGreaterThan(0);
  expect(places.filter((place) => place !== '127.0.0.1')).toEqual([]);
});
