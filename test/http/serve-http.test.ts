import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { claimsOf, KID, openTestDoor, PUBLIC_JWK, sign, type TestDoor } from './open-test-door.ts';

const NAME = '{ operation(id: "icarus") { codeName } }';
const CASES =
  '{ operation(id: "icarus") { codeName participations { suspects { records { nodes { caseRef } } } } } }';

let mocks: Mocks;
let door: TestDoor;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'NO'] });
  door = await openTestDoor(mocks);
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});

const b64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);

describe('hostile cases 46 to 51: a token that is not good is refused, and nobody says why', () => {
  const cases: readonly (readonly [string, () => Promise<string> | string])[] = [
    ['46 alg none', () => `${b64({ alg: 'none', typ: 'at+jwt' })}.${b64(claimsOf('DE'))}.`],
    [
      '46 HS256 keyed with the public key',
      async () => {
        const { createHmac } = await import('node:crypto');
        const signed = `${b64({ alg: 'HS256', typ: 'at+jwt', kid: KID })}.${b64(claimsOf('DE'))}`;
        return `${signed}.${createHmac('sha256', JSON.stringify(PUBLIC_JWK)).update(signed).digest('base64url')}`;
      },
    ],
    ['47 kid is a path', () => sign(claimsOf('DE'), { kid: '../../etc/passwd' })],
    ['47 kid is __proto__', () => sign(claimsOf('DE'), { kid: '__proto__' })],
    ['47 kid of 10 kB', () => sign(claimsOf('DE'), { kid: 'k'.repeat(10_000) })],
    ['48 jku in the header', () => sign(claimsOf('DE'), { jku: 'http://127.0.0.1:1/jwks' })],
    ['48 own jwk in the header', () => sign(claimsOf('DE'), { jwk: PUBLIC_JWK })],
    ['49 an ID token', () => sign(claimsOf('DE'), { typ: 'JWT' })],
    ['49 another audience', () => sign({ ...claimsOf('DE'), aud: 'other' })],
    ['50 exp as text', () => sign({ ...claimsOf('DE'), exp: `${now + 60}` as never })],
    ['50 exp as 1e99', () => sign({ ...claimsOf('DE'), exp: 1e99 })],
    [
      '50 exp absent',
      () => sign(Object.fromEntries(Object.entries(claimsOf('DE')).filter(([name]) => name !== 'exp'))),
    ],
    ['50 expired just now', () => sign({ ...claimsOf('DE'), iat: now - 60, exp: now })],
    ['50 good for more than an hour', () => sign({ ...claimsOf('DE'), exp: now + 7_200 })],
    ['50 not before tomorrow', () => sign({ ...claimsOf('DE'), nbf: now + 86_400 })],
    ['51 country in lower case', () => sign({ ...claimsOf('DE'), country: 'de' })],
    ['51 country in full-width letters', () => sign({ ...claimsOf('DE'), country: 'ＤＥ' })],
    ['51 country with a zero-width space', () => sign({ ...claimsOf('DE'), country: 'DE\u200b' })],
    ['51 country as a list', () => sign({ ...claimsOf('DE'), country: ['RS', 'DE'] })],
    ['51 purposes as one text', () => sign({ ...claimsOf('DE'), purposes: 'OPERATIONAL_ANALYSIS' })],
    ['another role', () => sign({ ...claimsOf('DE'), role: 'admin' })],
    ['a changed signature', async () => `${(await sign(claimsOf('DE'))).slice(0, -4)}AAAA`],
    ['no token at all', () => ''],
  ];
  for (const [name, make] of cases) {
    test(name, async () => {
      const response = await door.post(NAME, {}, await make());
      expect(response.status).toBe(401);
      expect(await response.json()).toEqual({
        errors: [{ message: 'a valid token is needed', extensions: { code: 'UNAUTHENTICATED' } }],
      });
      expect(mocks.europol.messages).toEqual([]);
      expect(door.test.ledger.entries.at(-1)).toMatchObject({
        outcome: 'invalid',
        code: 'UNAUTHENTICATED',
        requester: null,
      });
    });
  }
  test('a good token is answered: the cases above fail for what they say', async () => {
    expect(await (await door.post(NAME)).json()).toMatchObject({
      data: { operation: { codeName: 'Icarus' } },
    });
  });
});

describe('a purpose', () => {
  const two = { ...claimsOf('DE'), purposes: ['OPERATIONAL_ANALYSIS', 'CROSS_CHECK'] };
  for (const [name, claims, headers] of [
    ['that the token does not name', claimsOf('DE'), { 'x-purpose': 'FACILITATE_EXCHANGE' }],
    ['given twice', claimsOf('DE'), { 'x-purpose': 'OPERATIONAL_ANALYSIS, OPERATIONAL_ANALYSIS' }],
    ['not chosen of two', two, {}],
    ['on no list', { ...claimsOf('DE'), purposes: ['CURIOSITY'] }, {}],
    ['without a justification', { ...claimsOf('DE'), justification: undefined }, {}],
  ] as const) {
    test(`${name} is missing: everything above PUBLIC is denied, PUBLIC is given, no country is asked`, async () => {
      const response = await door.post(CASES, headers, await sign(claims));
      const answer = (await response.json()) as {
        data: unknown;
        errors: { extensions: { reason: string } }[];
      };
      expect(answer.data).toEqual({ operation: { codeName: 'Icarus', participations: null } });
      expect(answer.errors.map(({ extensions }) => extensions.reason)).toEqual([
        'PURPOSE_MISSING_OR_UNKNOWN',
      ]);
      expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
    });
  }
  test('chosen of two by the header holds', async () => {
    const response = await door.post(
      '{ viewer { purpose country { code } role } }',
      { 'x-purpose': 'CROSS_CHECK' },
      await sign(two),
    );
    expect(await response.json()).toMatchObject({
      data: { viewer: { purpose: 'CROSS_CHECK', country: { code: 'DE' }, role: 'ANALYST' } },
    });
  });
  test('a justification of 501 characters is refused', async () => {
    const response = await door.post(NAME, { 'x-justification': 'x'.repeat(501) });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'JUSTIFICATION_INVALID' } }],
    });
  });
});

describe('the door', () => {
  const send = async (init: RequestInit, path = '/graphql'): Promise<Response> =>
    fetch(`${door.url}${path}`, {
      ...init,
      headers: {
        authorization: `Bearer ${await sign(claimsOf('DE'))}`,
        ...(init.headers as Record<string, string>),
      },
    });
  const json = { 'content-type': 'application/json' };

  test('a query that does not validate gets 400, no hint of the schema, and an entry', async () => {
    const response = await door.post('{ operation(id: "icarus") { codeNam } }');
    expect(response.status).toBe(400);
    expect(JSON.stringify(await response.json())).not.toMatch(/did you mean|codeName/i);
    expect(door.test.ledger.entries.at(-1)).toMatchObject({
      outcome: 'invalid',
      code: 'GRAPHQL_VALIDATION_FAILED',
    });
  });
  test('23 several requests in one array are refused', async () => {
    const response = await send({
      method: 'POST',
      headers: json,
      body: JSON.stringify([{ query: NAME }, { query: NAME }]),
    });
    expect(response.status).toBe(400);
  });
  test('23 of several queries in one document none is guessed', async () => {
    const response = await door.post(`query A ${NAME} query B ${NAME}`);
    expect(response.status).toBe(400);
  });
  test('24, 118 a persisted query is no oracle: it is not supported', async () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a'.repeat(64) } };
    const response = await send({ method: 'POST', headers: json, body: JSON.stringify({ extensions }) });
    expect(await response.json()).toMatchObject({
      errors: [{ extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } }],
    });
  });
  test('39, 40 GET keeps the same rules, and simple content types are refused', async () => {
    const path = `/graphql?query=${encodeURIComponent(NAME)}`;
    expect((await send({}, path)).status).toBe(400);
    expect((await fetch(`${door.url}${path}`)).status).toBe(401);
    expect((await send({ headers: { 'apollo-require-preflight': 'yes' } }, path)).status).toBe(200);
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ]) {
      const response = await send({
        method: 'POST',
        headers: { 'content-type': type },
        body: JSON.stringify({ query: NAME }),
      });
      expect(response.status).toBe(415);
    }
  });
  test('broken JSON and a body of 2 MB are refused with a code and without their text', async () => {
    const broken = await send({ method: 'POST', headers: json, body: '{"query": secret' });
    expect([broken.status, await broken.text()]).toEqual([400, expect.not.stringContaining('secret')]);
    expect(
      (await send({ method: 'POST', headers: json, body: `{"query":"${'x'.repeat(2_000_000)}"}` })).status,
    ).toBe(413);
  });
  test('117 a bad Host header is refused early: nothing is sent, and the evidence has it', async () => {
    // Of more than ten requests of nobody in a second only the number is written.
    await sleep(2_100);
    const before = door.test.ledger.entries.length;
    // Everything else about the request is good: it would be answered.
    const [token, body] = [await sign(claimsOf('DE')), JSON.stringify({ query: CASES })];
    const answer = await new Promise<string>((resolve) => {
      const { hostname, port } = new URL(door.url);
      const socket = connect(Number(port), hostname, () => {
        socket.write(
          `POST /graphql HTTP/1.1\r\nHost: a b/<x>\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`,
        );
      });
      let text = '';
      socket.on('data', (chunk) => {
        text += String(chunk);
      });
      socket.on('close', () => resolve(text));
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).not.toMatch(/Icarus|MOCK-/);
    const systems = [...mocks.national.values(), mocks.europol, mocks.interpol];
    expect(systems.flatMap(({ messages }) => messages)).toEqual([]);
    expect(door.test.ledger.entries.slice(before)).toMatchObject([
      { outcome: 'invalid', code: 'BAD_USER_INPUT', requester: null, operations: [], owners: [] },
    ]);
  });
  test('an address at which nothing is says so with a code, and where to send a query', async () => {
    for (const [path, init] of [
      ['/', {}],
      ['/graphiql', { method: 'POST', headers: json, body: JSON.stringify({ query: NAME }) }],
    ] as const) {
      const response = await send(init, path);
      expect([response.status, await response.json()]).toEqual([
        404,
        {
          errors: [
            {
              message: 'nothing is at this address: send POST /graphql',
              extensions: { code: 'BAD_USER_INPUT' },
            },
          ],
        },
      ]);
    }
  });
  test('health is answered without a token', async () => {
    expect((await fetch(`${door.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${door.url}/health/ready`)).status).toBe(200);
  });
  test('115 introspection shows the public schema and nothing of the executing one', async () => {
    const text = await (await door.post('{ __schema { types { name fields { name } } } }')).text();
    expect(text).toContain('Participation');
    expect(text).not.toMatch(/"_k"|_invalid|_status|interpolReferences|PackageMarking|StatusCell/);
  });
  test('20 @defer is refused', async () => {
    const response = await door.post('{ operation(id: "icarus") { ... @defer { codeName } } }');
    expect(response.status).toBe(400);
  });
  test('x-denials: extensions takes expected denials out of errors, and leaves failures', async () => {
    const token = await sign(claimsOf('RS'));
    const answer = (await (await door.post(CASES, { 'x-denials': 'extensions' }, token)).json()) as {
      errors?: unknown;
      extensions: { denials: { extensions: { code: string } }[] };
    };
    expect(answer.errors).toBeUndefined();
    expect(answer.extensions.denials.map(({ extensions }) => extensions.code)).toEqual(['ACCESS_DENIED']);
    mocks.national.get('DK')?.behave({ status: 500 });
    const failing = await (await door.post(CASES, { 'x-denials': 'extensions' })).json();
    mocks.national.get('DK')?.behave({});
    expect(failing).toMatchObject({ errors: [{ extensions: { code: 'SOURCE_UNAVAILABLE' } }] });
  });
});
