/** No log, no disclosure: whatever a request is, its entry is written before its answer leaves, or the answer does not leave. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { worldOf } from '../gateway/cut-world.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from './open-test-door.ts';

let mocks: Mocks;
let door: TestDoor;
let token: string;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE', 'NO']), only: ['DE', 'NO'] });
  door = await openTestDoor(mocks);
  token = await sign(claimsOf('DE'));
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});

/** Sends a body as it is. */
const send = (body: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${door.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body,
  });
const query = (text: string): string => JSON.stringify({ query: text });

/** Every way a request can end. */
const WAYS: readonly (readonly [what: string, status: number, outcome: string, () => Promise<Response>])[] = [
  [
    'an answer',
    200,
    'answered',
    () => send(query('{ operation(id: "icarus") { codeName suspects { records { nodes { caseRef } } } } }')),
  ],
  ['an answer about the schema', 200, 'answered', () => send(query('{ __schema { queryType { name } } }'))],
  [
    'a refusal',
    400,
    'refused',
    () => send(query('{ operation(id: "icarus") { suspects { records(first: 501) { totalCount } } } }')),
  ],
  ['no syntax', 400, 'invalid', () => send(query('{ operation('))],
  ['no field of the schema', 400, 'invalid', () => send(query('{ nothing }'))],
  [
    'no query of the name',
    400,
    'refused',
    () => send(JSON.stringify({ query: 'query A { viewer { purpose } }', operationName: 'B' })),
  ],
  ['no query', 400, 'invalid', () => send('{}')],
  ['an array', 400, 'invalid', () => send('[]')],
  ['no JSON', 400, 'invalid', () => send('{"query":')],
  [
    'another content type',
    415,
    'invalid',
    () => send('query=x', { 'content-type': 'application/x-www-form-urlencoded' }),
  ],
  [
    'a text too costly to read',
    400,
    'invalid',
    () => send(query(`{ ${'viewer { purpose } '.repeat(3_000)} }`)),
  ],
  [
    'a deadline that is none',
    400,
    'invalid',
    () => send(query('{ viewer { purpose } }'), { 'x-deadline-ms': 'soon' }),
  ],
  ['no token', 401, 'invalid', () => send(query('{ viewer { purpose } }'), { authorization: '' })],
  [
    'a justification that is none',
    400,
    'invalid',
    () => send(query('{ viewer { purpose } }'), { 'x-justification': ' ' }),
  ],
];

describe('an entry, and one only, is written for', () => {
  for (const [what, status, outcome, ask] of WAYS) {
    test(what, async () => {
      const before = door.test.ledger.entries.length;
      const response = await ask();
      expect([response.status, (await response.text()).length > 0]).toEqual([status, true]);
      expect(door.test.ledger.entries.slice(before)).toMatchObject([{ outcome }]);
    });
  }
});

test('whoever is known when Apollo refuses a request is named in its entry', async () => {
  for (const body of ['{}', '[]', query('{ nothing }')]) {
    await send(body);
    expect(door.test.ledger.entries.at(-1)).toMatchObject({
      outcome: 'invalid',
      requester: { country: 'DE' },
    });
  }
});

describe('where the entry cannot be written, the answer is that, with 503 and nothing else, for', () => {
  for (const [what, , , ask] of WAYS) {
    test(what, async () => {
      const { append } = door.test.ledger;
      Object.assign(door.test.ledger, { append: () => Promise.reject(new Error('no space left')) });
      const response = await ask();
      Object.assign(door.test.ledger, { append });
      const answer = (await response.json()) as { data?: unknown; errors: { extensions: unknown }[] };
      expect([response.status, answer.data]).toEqual([503, undefined]);
      expect(answer.errors.map(({ extensions }) => extensions)).toEqual([
        { code: 'EVIDENCE_LOG_UNAVAILABLE' },
      ]);
      expect(response.headers.get('content-type')).toMatch(/^application\/(graphql-response\+)?json/);
    });
  }
});

test('the receipt of an answer is where its entry stands and the signed head with it', async () => {
  const response = await send(query('{ viewer { purpose } }'));
  const { extensions } = (await response.json()) as { extensions: { receipt: unknown } };
  const size = door.test.ledger.entries.length;
  expect(extensions.receipt).toEqual({ index: size - 1, head: `head of ${size}` });
});

test('while the ledger is down the gateway says that it is not ready, and nobody is asked', async () => {
  Object.assign(door.test.ledger, { canAppend: () => false });
  const ready = await fetch(`${door.url}/health/ready`);
  const response = await send(
    query('{ operation(id: "icarus") { suspects { records { nodes { caseRef } } } } }'),
  );
  Object.assign(door.test.ledger, { canAppend: () => true });
  expect([ready.status, response.status]).toEqual([503, 503]);
  expect([...mocks.national.values(), mocks.europol].flatMap(({ messages }) => messages)).toEqual([]);
  expect((await fetch(`${door.url}/health/ready`)).status).toBe(200);
});
