/** Hostile cases 61, 64, 65 and 66: what a national system does below its protocol costs itself, and nobody else. */
import type { ServerResponse } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { type RawSystem, serveRaw, serveSockets, untilClosed } from '../../countries/connection/serve-raw.ts';
import { openTestGateway } from '../../gateway/open-test-gateway.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import { type Case, type CaseResult, openCase, referencesOf, sentTo } from './open-case.ts';

const SEARCHES = `{ operation(id: "icarus") { participations { id source { status }
  searches { records(first: 7) { nodes { caseRef date } } } } } }`;
/** Zeros are as small at any quality. */
const FAST = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };
/** Far beyond what an answer takes, short enough to be waited for. */
const SHORT_MS = 3_000;
/** Where no answer ever comes it is enough that the socket is there by then. */
const SHORTEST_MS = 1_000;

let it: Case;
let healthy: CaseResult;
beforeAll(async () => {
  it = await openCase();
  healthy = await it.ask('CH', SEARCHES);
});
afterAll(() => it.close());

interface Participation {
  readonly id: string;
  readonly source: { readonly status: string };
}
function participationsOf({ outcome }: CaseResult): readonly Participation[] {
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return (outcome.data.operation as { participations: Participation[] }).participations;
}
const others = (result: CaseResult) => participationsOf(result).filter(({ id }) => id !== 'icarus.DK');
const denmark = (result: CaseResult) => participationsOf(result).find(({ id }) => id === 'icarus.DK');

/** Asks as CH, `system` being Denmark's, as often as `times`. */
async function askWith(
  system: Pick<RawSystem, 'url'>,
  use: (ask: () => Promise<CaseResult>) => Promise<void>,
  timeoutMs = 20_000,
): Promise<void> {
  const national = new Map(it.mocks.national);
  const mock = national.get('DK');
  if (mock !== undefined) national.set('DK', { ...mock, url: system.url });
  const gateway = openTestGateway({ ...it.mocks, national }, '2011-12-16', 20_000, { DK: timeoutMs });
  try {
    await use(async () => {
      for (const one of [...it.mocks.national.values(), it.mocks.europol]) one.forget();
      const outcome = await gateway.ask('CH', SEARCHES);
      const entry = gateway.ledger.entries.at(-1);
      if (entry === undefined) throw new Error('no entry was appended');
      return { outcome, answer: JSON.stringify(outcome), entry };
    });
  } finally {
    await gateway.close();
  }
}

/** Denmark alone is missing, by this cause; nothing of what it sent is anywhere; the others are what they were. */
function expectOnlyDenmarkMissing(result: CaseResult, cause: string): void {
  expect(denmark(result)).toMatchObject({ source: { status: cause }, searches: { records: null } });
  expect(others(result)).toEqual(others(healthy));
  expect(result.answer).toContain(`"SOURCE_${cause}"`);
  expect(result.answer + JSON.stringify(result.entry)).not.toMatch(/MOCK-EVIL|metadata/);
  const owner = result.entry.owners.find((one) => one.owner === 'DK');
  expect(owner).toMatchObject({ status: cause, given: 0 });
}

async function expectMissing(system: RawSystem, cause: string, timeoutMs?: number): Promise<void> {
  await askWith(system, async (ask) => expectOnlyDenmarkMissing(await ask(), cause), timeoutMs);
  await system.close();
}

test('61 a redirect is not followed: neither to another country nor to a metadata address', async () => {
  // Trap: a client that follows asks another country, or the metadata of the machine, with our headers.
  const metadata = await serveRaw((response) => void response.end('{"MOCK-EVIL":"metadata"}'));
  const norway = it.mocks.national.get('NO')?.url;
  const hops = [301, 302, 303, 307, 308].flatMap((status) =>
    [`${norway}/graphql`, `${metadata.url}/latest/meta-data/`, '/elsewhere'].map(
      (location) => [status, location] as const,
    ),
  );
  const system = await serveRaw((response, place) => {
    const [status, location] = hops[place] ?? [500, ''];
    response.writeHead(status, { location }).end();
  });
  await it.ask('CH', SEARCHES);
  const toOthers = () =>
    sentTo(it.mocks)
      .filter((line) => !line.startsWith('DK '))
      .sort();
  const usual = toOthers();
  await askWith(system, async (ask) => {
    for (const place of hops.keys()) {
      expectOnlyDenmarkMissing(await ask(), 'UNAVAILABLE');
      expect(toOthers()).toEqual(usual);
      expect(system.messages).toHaveLength(place + 1);
    }
  });
  expect(new Set(system.messages).size).toBe(1);
  expect(metadata.messages).toEqual([]);
  await metadata.close();
  await system.close();
});

describe('64 encodings', () => {
  const encoded =
    (encoding: string, body: Uint8Array) =>
    (response: ServerResponse): void =>
      void response.writeHead(200, { 'content-encoding': encoding }).end(body);

  test('a chain of 50 is not unpacked', async () => {
    // Trap: each layer is unpacked into memory, and each may be a bomb.
    let body: Uint8Array = Buffer.from('{"MOCK-EVIL":1}');
    for (let layer = 0; layer < 50; layer++) body = gzipSync(body);
    await expectMissing(await serveRaw(encoded(Array(50).fill('gzip').join(', '), body)), 'INVALID');
  });

  for (const [encoding, body] of [
    ['gzip', Buffer.concat(Array(256).fill(gzipSync(Buffer.alloc(64 * 1024 * 1024))))],
    ['br', brotliCompressSync(Buffer.alloc(256 * 1024 * 1024), FAST)],
  ] as const) {
    test(`a bomb of ${encoding} stops at the cap, in little memory`, async () => {
      // 16 MB of gzip are more than the cap as they come: a part of them is 8 GB decoded.
      const bomb = body.subarray(0, 8 * 1024 * 1024);
      const before = process.memoryUsage().arrayBuffers;
      let most = before;
      const sampling = setInterval(() => {
        most = Math.max(most, process.memoryUsage().arrayBuffers);
      }, 2);
      await expectMissing(await serveRaw(encoded(encoding, bomb)), 'INVALID');
      clearInterval(sampling);
      expect(most - before).toBeLessThan(80 * 1024 * 1024);
    });
  }
});

describe('65 slow and without end', () => {
  /** Writes `text` every 50 ms until the socket is closed. */
  const drip = (socket: { write: (text: string) => unknown; once: Socket['once'] }, text: string): void => {
    const timer = setInterval(() => socket.write(text), 50);
    socket.once('close', () => clearInterval(timer));
  };

  test('a body byte by byte is TIMEOUT: each byte gains no time, and the socket is closed', async () => {
    // Trap: a limit on silence is never reached.
    const system = await serveSockets((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n');
      drip(socket, ' ');
    });
    await askWith(
      system,
      async (ask) => {
        expectOnlyDenmarkMissing(await ask(), 'TIMEOUT');
        await untilClosed(system.sockets[0]);
      },
      SHORTEST_MS,
    );
    await system.close();
  });

  test('headers without end, slowly: TIMEOUT; fast: INVALID at 16 kB', async () => {
    const slow = await serveSockets((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      drip(socket, 'x-mock-evil: MOCK-EVIL\r\n');
    });
    await expectMissing(slow, 'TIMEOUT', SHORTEST_MS);
    const fast = await serveSockets((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const more = (): void =>
        void socket.write('x-mock-evil: MOCK-EVIL\r\n'.repeat(100), () => socket.destroyed || more());
      more();
    });
    await expectMissing(fast, 'INVALID');
  });

  test('half of a JSON with 200 is INVALID; cut off by the socket it is UNAVAILABLE', async () => {
    const half = '{"data":{"operation":{"ransagninger":[{"MOCK-EVIL":';
    await expectMissing(await serveRaw((response) => void response.end(half)), 'INVALID');
    const cut = await serveRaw((response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(half, () => response.socket?.destroy());
    });
    await expectMissing(cut, 'UNAVAILABLE');
  });
});

describe('66 a late answer', () => {
  /** Denmark's mock behind a proxy that holds back what comes for the first connection. */
  async function serveHeldBack(target: string) {
    const { hostname, port } = new URL(target);
    const clients: Socket[] = [];
    const held: Buffer[] = [];
    const server = createServer((client) => {
      const upstream = connect(Number(port), hostname);
      for (const socket of [client, upstream]) socket.on('error', () => {});
      const isFirst = clients.push(client) === 1;
      client.pipe(upstream);
      if (isFirst) upstream.on('data', (chunk) => held.push(chunk));
      else upstream.pipe(client);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const close = async (): Promise<void> => {
      for (const client of clients) client.destroy();
      await new Promise((resolve) => server.close(resolve));
    };
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, clients, held, close };
  }

  test('after a time-out is given to no later request', async () => {
    // Trap: the connection goes back into the pool, and the next query reads the answer of the one before.
    const proxy = await serveHeldBack(it.mocks.national.get('DK')?.url ?? '');
    await askWith(
      proxy,
      async (ask) => {
        expectOnlyDenmarkMissing(await ask(), 'TIMEOUT');
        const [first] = proxy.clients;
        if (first === undefined) throw new Error('Denmark was not asked');
        await untilClosed(first);
        expect(String(Buffer.concat(proxy.held))).toContain(
          referencesOf(it.mocks, 'DK')[0]?.slice(0, 4) ?? '-',
        );
        for (const late of proxy.held) first.write(late);
        const next = await ask();
        expect(participationsOf(next)).toEqual(participationsOf(healthy));
        expect(proxy.clients.length).toBeGreaterThan(1);
      },
      SHORT_MS,
    );
    await proxy.close();
  });
});
