/** The header `x-deadline-ms`, and a client that hangs up, as the door sees them. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { type RawSystem, serveRaw, untilClosed } from '../countries/connection/serve-raw.ts';
import { openTestGateway } from '../gateway/open-test-gateway.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from './open-test-door.ts';

const DEADLINE_MS = 30_000;
const QUERY = '{ operation(id: "icarus") { codeName searches { count { exact } } } }';

let mocks: Mocks;
let denmark: RawSystem;
let door: TestDoor;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DE', 'DK'] });
  denmark = await serveRaw(() => {});
  const national = new Map(mocks.national);
  const mock = national.get('DK');
  if (mock !== undefined) national.set('DK', { ...mock, url: denmark.url });
  door = await openTestDoor(
    mocks,
    openTestGateway({ ...mocks, national }, '2011-12-16', 20_000, {}, DEADLINE_MS),
  );
});
afterEach(() => {
  mocks.europol.behave({});
  mocks.europol.forget();
});
afterAll(async () => {
  await door.close();
  await denmark.close();
  await mocks.close();
});

const lastEntry = () => door.test.ledger.entries.at(-1);

describe('x-deadline-ms', () => {
  test('shortens how long a query may take', async () => {
    mocks.europol.behave({ hangs: true });
    const response = await door.post(QUERY, { 'x-deadline-ms': '300' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      data: { operation: null },
      errors: [{ extensions: { code: 'SOURCE_TIMEOUT', countries: ['XE'] } }],
    });
  });

  for (const value of [
    '0',
    '-1',
    '+5',
    '1.5',
    '1e3',
    '0x10',
    '007',
    ' ',
    '',
    'soon',
    '5 000',
    '1000, 1000',
    String(DEADLINE_MS + 1),
    '9'.repeat(30),
    '٣',
  ]) {
    test(`\`${value}\` is refused by name, with the remedy, before anything is asked`, async () => {
      // Latin-1 bytes, as Node takes them.
      const header = Buffer.from(value, 'utf8').toString('latin1');
      const response = await door.post(QUERY, { 'x-deadline-ms': header });
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({
        errors: [
          {
            message: 'the query cannot be answered as it is asked',
            extensions: {
              code: 'BAD_USER_INPUT',
              what: `write one whole number of milliseconds from 1 to ${DEADLINE_MS}, or leave it out`,
              where: 'x-deadline-ms',
            },
          },
        ],
      });
      expect(mocks.europol.messages).toEqual([]);
      expect(lastEntry()).toMatchObject({
        outcome: 'invalid',
        code: 'BAD_USER_INPUT',
        requester: { country: 'DE', subject: 'analyst-1' },
      });
    });
  }

  for (const value of ['1', String(DEADLINE_MS)]) {
    test(`\`${value}\` is taken`, async () => {
      const response = await door.post('{ viewer { country { code } } }', { 'x-deadline-ms': value });
      expect(await response.json()).toMatchObject({ data: { viewer: { country: { code: 'DE' } } } });
    });
  }

  test('repeated is refused, though both say the same', async () => {
    expect(await talk(['x-deadline-ms: 1000', 'x-deadline-ms: 1000'])).toMatch(/^HTTP\/1\.1 400 /);
    expect(lastEntry()).toMatchObject({ outcome: 'invalid', code: 'BAD_USER_INPUT' });
  });

  test('is not looked at without a good token', async () => {
    const response = await door.post(QUERY, { 'x-deadline-ms': '0' }, 'no-token');
    expect(response.status).toBe(401);
  });
});

describe('a client that hangs up', () => {
  for (const [how, hangUp] of [
    ['by closing', 'end'],
    ['by a reset', 'resetAndDestroy'],
  ] as const) {
    test(`${how} stops the national calls, and the evidence has its entry`, async () => {
      const before = door.test.ledger.entries.length;
      const socketsBefore = denmark.sockets.length;
      const { socket } = await send([]);
      while (denmark.sockets.length === socketsBefore || denmark.messages.length === 0)
        await new Promise((go) => setTimeout(go, 5));
      const national = denmark.sockets.at(-1);
      if (national === undefined) throw new Error('Denmark was not asked');
      socket[hangUp]();
      await untilClosed(national);
      while (door.test.ledger.entries.length === before) await new Promise((go) => setTimeout(go, 5));
      expect(lastEntry()).toMatchObject({ outcome: 'failed', code: 'CALLER_GONE', operations: ['icarus'] });
      const asked = lastEntry()?.owners.find(({ owner }) => owner === 'DK');
      expect(asked).toMatchObject({
        status: 'TIMEOUT',
        given: 0,
        document: expect.stringContaining('searches'),
      });
    });
  }

  test('after its answer has nothing to stop: the entry says answered', async () => {
    const text = await talk([], '{ viewer { country { code } } }');
    expect(text).toMatch(/^HTTP\/1\.1 200 /);
    expect(lastEntry()).toMatchObject({ outcome: 'answered' });
  });
});

/** Sends one request with these headers beside the usual ones. */
async function send(headers: readonly string[], query = QUERY) {
  const { hostname, port } = new URL(door.url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  await once(socket, 'connect');
  const body = JSON.stringify({ query });
  const head = [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    `authorization: Bearer ${await sign(claimsOf('DE'))}`,
    `content-length: ${Buffer.byteLength(body)}`,
    ...headers,
  ];
  socket.write([...head, '', body].join('\r\n'));
  return { socket };
}

/** What comes to such a request, until the server closes. */
async function talk(headers: readonly string[], query = QUERY): Promise<string> {
  const { socket } = await send([...headers, 'connection: close'], query);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return text;
}
