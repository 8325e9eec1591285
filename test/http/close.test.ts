/** How the door closes: what is there is answered, what is open is let go. */
import { connect, type Socket } from 'node:net';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from './open-test-door.ts';

/** Far below the 10 to 70 s that an idle connection would hold a close, far above what a close takes. */
const SOON_MS = 3_000;

let mocks: Mocks;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DE'] });
});
afterAll(() => mocks.close());

/** A client that keeps its connection, as browsers and pools do. Gives what it read, and whether it was closed. */
function openClient(door: TestDoor): Promise<{ socket: Socket; read: () => string; closed: Promise<void> }> {
  const { hostname, port } = new URL(door.url);
  let text = '';
  const socket = connect(Number(port), hostname);
  socket.on('data', (chunk) => {
    text += String(chunk);
  });
  socket.on('error', () => {});
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return new Promise((resolve) =>
    socket.once('connect', () => resolve({ socket, read: () => text, closed })),
  );
}

async function requestText(): Promise<string> {
  const body = JSON.stringify({ query: '{ operation(id: "icarus") { codeName } }' });
  const head = [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    'connection: keep-alive',
  ];
  const token = `authorization: Bearer ${await sign(claimsOf('DE'))}`;
  return [...head, token, `content-length: ${Buffer.byteLength(body)}`, '', body].join('\r\n');
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test('a keep-alive client that has its answer does not hold the close', async () => {
  const door = await openTestDoor(mocks);
  const client = await openClient(door);
  client.socket.write(await requestText());
  await until(() => client.read().includes('"Icarus"'));
  const started = Date.now();
  await door.close();
  await client.closed;
  expect(Date.now() - started).toBeLessThan(SOON_MS);
});

test('a client that has connected and said nothing does not hold it either', async () => {
  const door = await openTestDoor(mocks);
  const client = await openClient(door);
  const started = Date.now();
  await door.close();
  await client.closed;
  expect(Date.now() - started).toBeLessThan(SOON_MS);
});

test('a query that is being answered while the door closes is answered, written down, and told to let go', async () => {
  const door = await openTestDoor(mocks);
  const client = await openClient(door);
  mocks.europol.behave({ latencyMs: 200 });
  mocks.europol.forget();
  client.socket.write(await requestText());
  await until(() => mocks.europol.messages.length > 0);
  const started = Date.now();
  await door.close();
  await client.closed;
  mocks.europol.behave({});
  expect(Date.now() - started).toBeLessThan(SOON_MS);
  expect(client.read()).toMatch(/^HTTP\/1\.1 200 /);
  expect(client.read()).toContain('"Icarus"');
  expect(client.read().toLowerCase()).toContain('connection: close');
  expect(door.test.ledger.entries.at(-1)?.outcome).toBe('answered');
});
