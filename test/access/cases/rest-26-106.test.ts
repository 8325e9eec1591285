/** Hostile cases 26, 30, 32 to 34, 39, 41 to 44, 91, 98, 99 and 106, in blocks: intent, trap, three assertions where they apply. */

import { parse } from 'graphql';
import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import { makeWorld, type NationalWorld, type World } from '../../../mocks/world.ts';
import type { QueryOutcome } from '../../../src/gateway/run-query.ts';
import { openTestGateway } from '../../gateway/open-test-gateway.ts';
import { openTestDoor } from '../../http/open-test-door.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { askedOf, type Case, expectNoReferenceOf, openCase, referencesOf, sentTo } from './open-case.ts';

const ROOT = 'operation(id: "icarus")';
const RECORDS = `{ ${ROOT} { participations { id searches { records { nodes { caseRef date } } } } } }`;

let it: Case;
beforeAll(async () => {
  it = await openCase(['DE', 'NO']);
});
afterAll(() => it.close());

describe('26 what is too much is refused before anything is sent', () => {
  // Intent: make the gateway work for ever. Trap: fragments multiply before anybody counts.
  const bomb = ['fragment F0 on Search { caseRef date }'];
  for (let level = 1; level < 14; level++)
    bomb.push(
      `fragment F${level} on Search { ${'x'.repeat(level)}a: date ...F${level - 1} ... { ...F${level - 1} ...F${level - 1} } }`,
    );
  const flood = Array.from({ length: 4_001 }, (_, index) => `a${index}: codeName`).join(' ');
  for (const [name, query] of [
    ['an alias flood', `{ ${ROOT} { ${flood} } }`],
    [
      'fifty-one references',
      `{ ${ROOT} { crossCheck(refs: [${'{ country: "NO", caseRef: "X" } '.repeat(51)}]) { result } } }`,
    ],
  ] as const) {
    test(name, async () => {
      const { outcome, entry } = await it.ask('DE', query);
      expect(outcome).toMatchObject({ kind: 'refused' });
      expect(sentTo(it.mocks)).toEqual([]);
      expect(entry).toMatchObject({ outcome: 'refused', owners: [] });
    });
  }

  test('a fragment bomb costs no more than its fields', async () => {
    const started = performance.now();
    const { outcome } = await it.ask(
      'DE',
      `{ ${ROOT} { participations { searches { records { nodes { ...F13 } } } } } } ${bomb.join(' ')}`,
    );
    expect(['answered', 'refused']).toContain(outcome.kind);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

test('30 no setting turns a rule or a token off', async () => {
  // Intent: find the switch. Trap: a flag for development that reaches production.
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(new URL('../../../src/config-schema.ts', import.meta.url), 'utf8');
  expect(text).not.toMatch(/\b(insecure|disable|skip|bypass|noAuth|allowAll|anonymous|unsafe)/i);
});

describe('32 and 33 a claim in another form opens nothing', () => {
  // Intent: two purposes at once, a country that looks like another. Trap: words are compared after they were bent.
  for (const [country, purpose] of [
    ['CH', 'OPERATIONAL_ANALYSIS CROSS_CHECK'],
    ['CH', 'operational_analysis'],
    ['CH', '["OPERATIONAL_ANALYSIS"]'],
    ['de', 'OPERATIONAL_ANALYSIS'],
    ['D\u0415', 'OPERATIONAL_ANALYSIS'],
    ['DE ', 'OPERATIONAL_ANALYSIS'],
    ['QQ', 'OPERATIONAL_ANALYSIS'],
    ['__proto__', 'OPERATIONAL_ANALYSIS'],
  ] as const) {
    test(`${JSON.stringify(country)} for ${purpose}`, async () => {
      const result = await it.ask(country, RECORDS, { purpose });
      for (const owner of ['DE', 'NO']) expectNoReferenceOf(it.mocks, owner, result);
      expect(result.entry.owners.map(({ given }) => given)).toEqual(result.entry.owners.map(() => 0));
    });
  }
});

describe('34 and 39 no transport keeps a right open', () => {
  // Intent: a stream that outlives an agreement. Trap: rights are judged when it begins and never again.
  test('no subscription, no WebSocket, no event stream, no multipart', async () => {
    const mocks = await startMocks({ only: ['DE'] });
    const door = await openTestDoor(mocks);
    try {
      const subscription = await door.post('subscription { operation(id: "icarus") { id } }');
      expect([subscription.status, await subscription.text()]).toEqual([
        400,
        expect.stringMatching(/GRAPHQL_VALIDATION_FAILED|BAD_USER_INPUT/),
      ]);
      const stream = await door.post(RECORDS, { accept: 'text/event-stream' });
      expect(stream.headers.get('content-type') ?? '').not.toContain('event-stream');
      await stream.text();
      const upgrade = await new Promise<number>((resolve, reject) => {
        void import('node:http').then(({ request }) => {
          const headers = {
            connection: 'Upgrade',
            upgrade: 'websocket',
            'sec-websocket-version': '13',
            'sec-websocket-key': 'MDEyMzQ1Njc4OWFiY2RlZg==',
            'sec-websocket-protocol': 'graphql-transport-ws',
          };
          const sent = request(`${door.url}/graphql`, { headers }, (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          });
          sent.on('upgrade', () => resolve(101));
          sent.on('error', reject);
          sent.end();
        });
      });
      expect(upgrade).not.toBe(101);
      const form = new FormData();
      form.set('operations', JSON.stringify({ query: RECORDS }));
      const upload = await fetch(`${door.url}/graphql`, { method: 'POST', body: form });
      expect(upload.status).toBeGreaterThanOrEqual(400);
      expect(await upload.text()).not.toContain('"data":{');
    } finally {
      await door.close();
      await mocks.close();
    }
  });
});

describe('41 to 44 what a system says of its own stays there', () => {
  test('41 a national error text is in no answer, no evidence and no other system', async () => {
    // Intent: have the error name the record. Trap: messages are passed through.
    it.mocks.national
      .get('NO')
      ?.behave({ alter: () => '{"errors":[{"message":"row MOCK-SECRET-1 is locked"}]}' });
    const { answer, entry } = await it.ask('DE', RECORDS);
    it.mocks.national.get('NO')?.behave({});
    expect(answer).toContain('SOURCE_INVALID');
    expect(answer).not.toContain('MOCK-SECRET-1');
    expect(JSON.stringify(entry)).not.toContain('MOCK-SECRET-1');
    expect(sentTo(it.mocks).join('\n')).not.toContain('MOCK-SECRET-1');
  });

  test('42 an answer that is not explained carries no plan and no document', async () => {
    // Intent: read what others were asked. Trap: a trace in `extensions`.
    const { outcome } = await it.ask('CH', RECORDS);
    expect(Object.keys(outcome).sort()).toEqual([
      'access',
      'data',
      'errors',
      'kind',
      'obligations',
      'path',
      'receipt',
      'withheld',
    ]);
    expect((outcome as { access: unknown }).access).toBeNull();
  });

  test('43 the operator is told no value', async () => {
    // Intent: read values in the log. Trap: errors are logged with what they choked on.
    it.mocks.national
      .get('DE')
      ?.behave({ alter: (body) => body.replaceAll(/20\d\d-\d\d-\d\d/g, 'SECRET-DAY') });
    it.gateway.failures.length = 0;
    const { outcome } = await it.ask('NO', RECORDS);
    it.mocks.national.get('DE')?.behave({});
    expect(outcome.kind).toBe('answered');
    expect(String(it.gateway.failures.map(String))).not.toMatch(/SECRET-DAY|MOCK-/);
  });

  test('44 what was not asked is in no answer', async () => {
    // Intent: have a system send more, under hostile keys. Trap: what comes is spread into what is given.
    const { answer, entry } = await it.ask(
      'CH',
      `{ ${ROOT} { participations { id searches { records { nodes { date } } } } } }`,
    );
    for (const owner of ['DE', 'NO'])
      for (const one of referencesOf(it.mocks, owner)) expect(answer).not.toContain(one);
    expect(askedOf(it.mocks, 'NO')).not.toContain('searches.caseRef');
    expect(entry.owners.find(({ owner }) => owner === 'NO')?.document).not.toMatch(/caseRef/);
  });
});

test('91 a day is of Brussels, and its last minute is of the day', async () => {
  // Intent: ask a minute before an agreement ends, by another zone's clock. Trap: midnight of the server.
  const mocks = await startMocks({ only: ['DE'] });
  const gateway = openTestGateway(mocks, null as never);
  const askAt = async (time: string): Promise<QueryOutcome> =>
    gateway.gateway.run({
      document: parse('{ viewer { accessDate country { agreement { kind } } } }'),
      operationName: null,
      variables: {},
      caller: {
        subject: 'a',
        country: 'GB',
        role: 'analyst',
        tokenId: 't',
        purpose: 'OPERATIONAL_ANALYSIS',
        justification: 'j',
      },
      arrived: new Date(time),
    });
  try {
    const viewer = (accessDate: string, kind: string) => ({
      kind: 'answered',
      data: { viewer: { accessDate, country: { agreement: { kind } } } },
    });
    expect(await askAt('2020-12-31T22:59:59.999Z')).toMatchObject(viewer('2020-12-31', 'EU_MEMBER'));
    expect(await askAt('2020-12-31T23:00:00.000Z')).toMatchObject(
      viewer('2021-01-01', 'INTERNATIONAL_AGREEMENT'),
    );
  } finally {
    await gateway.close();
    await mocks.close();
  }
});

describe('98 and 99 hidden records change neither calls nor the size of an answer', () => {
  // Intent: measure. Trap: a closed record costs a call, a byte, an error.
  const withHidden = (world: World, count: number): World => {
    const countries = [...world.countries].map(([code, one]): [string, NationalWorld] => {
      const hidden = one.searches.slice(0, count).map((record, index) => ({
        ...record,
        handle: `Z${index}`,
        caseRef: `${record.caseRef}-Z${index}`,
        handling: 'H3',
      }));
      return [code, code === 'NO' ? { ...one, searches: [...one.searches, ...hidden] } : one];
    });
    return { ...world, countries: new Map(countries) };
  };
  const seen = async (world: World) => {
    const mocks: Mocks = await startMocks({ world, only: ['DE', 'NO'] });
    const gateway = openTestGateway(mocks);
    try {
      const outcome = await gateway.ask(
        'DE',
        `{ ${ROOT} { participations { id searches { hit records { totalCount nodes { date } } } suspects { records { nodes { interpol { hit } } } } } } }`,
      );
      const calls = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const].map(
        ([code, { messages }]) => `${code} ${messages.length}`,
      );
      const elsewhere = [mocks.national.get('DE'), mocks.europol, mocks.interpol].map((mock) =>
        mock?.messages.map(({ method, path, body }) => [method, path, body]),
      );
      return { answer: JSON.stringify({ ...outcome, receipt: 0 }), calls, elsewhere };
    } finally {
      await gateway.close();
      await mocks.close();
    }
  };

  test('with and without them: the same bytes, the same calls, the same messages to everybody else', async () => {
    expect(await seen(withHidden(makeWorld(), 5))).toEqual(await seen(makeWorld()));
  });
});

describe('106 what opens one record opens no list, no count and no page', () => {
  // Intent: cross-check as a member that takes no part, then walk. Trap: a right over references is a right over lists.
  test('GR, cross-checking, is given the record it names and nothing else', async () => {
    const [reference = ''] = it.mocks.world.countries.get('DE')?.suspects.map(({ caseRef }) => caseRef) ?? [];
    const query = `{ ${ROOT} { crossCheck(refs: [{ country: "DE", caseRef: ${JSON.stringify(reference)} }]) { result suspect { caseRef } }
      suspects { count { exact } records { totalCount nodes { caseRef } } } participations { suspects { records { totalCount } } } } }`;
    const { outcome, answer, entry } = await it.ask('GR', query, { purpose: 'CROSS_CHECK' });
    expect(outcome).toMatchObject({
      kind: 'answered',
      data: {
        operation: {
          crossCheck: [{ result: 'HIT', suspect: { caseRef: reference } }],
          suspects: { count: { exact: null }, records: null },
        },
      },
    });
    const others = referencesOf(it.mocks, 'DE').filter((one) => one !== reference);
    expect(others.filter((one) => answer.includes(one))).toEqual([]);
    expect(askedOf(it.mocks, 'DE')).not.toContain('suspects.count');
    expect(entry.owners.find(({ owner }) => owner === 'DE')?.given).toBe(1);
  });
});
