import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { serveSwitzerland } from '../../../mocks/ch/mock.ts';
import { type MockSystem, startMock } from '../../../mocks/mock-system.ts';
import { serveMalta } from '../../../mocks/mt/mock.ts';
import type { NationalWorld } from '../../../mocks/world.ts';
import { switzerland } from '../../../src/countries/ch/country.ts';
import { openDeadline } from '../../../src/countries/connection/deadline.ts';
import { openConnection } from '../../../src/countries/connection/open-connection.ts';
import type { Country } from '../../../src/countries/country.ts';
import { malta } from '../../../src/countries/mt/country.ts';
import type { NativeListRequest } from '../../../src/countries/protocols/native-request.ts';
import type { NativeHttpRequest, Send } from '../../../src/countries/protocols/protocol.ts';
import { rememberSend } from '../../../src/countries/protocols/remember-send.ts';
import { describe, expect, test } from '../../jest.ts';
import { worldOfSearches } from '../ask-rows.ts';

const GET: NativeHttpRequest = { method: 'GET', path: '/a', headers: { accept: 'text/csv', x: '1' } };

/** Every message gets its own number as an answer, with the status told. */
async function withCounter<T>(
  talk: (send: Send, mock: MockSystem) => Promise<T>,
  statusOf: (message: number) => number = () => 200,
): Promise<T> {
  let messages = 0;
  const mock = await startMock('XX', new Date(0), () => {
    messages += 1;
    return { status: statusOf(messages), type: 'text/plain', body: String(messages), asked: [] };
  });
  const connection = openConnection('XX', { url: mock.url, timeoutMs: 5_000 });
  try {
    return await connection.within(openDeadline(30_000), (send) => talk(send, mock));
  } finally {
    await connection.close();
    await mock.close();
  }
}

async function bodiesOf(send: Send, ...requests: readonly NativeHttpRequest[]): Promise<string[]> {
  const bodies: string[] = [];
  for (const request of requests) bodies.push(Buffer.from((await send(request)).body).toString());
  return bodies;
}

describe('what is remembered', () => {
  test('the same GET is sent once, one after the other and at once', async () => {
    await withCounter(async (send, mock) => {
      const remembered = rememberSend(send);
      const answers = await Promise.all([remembered(GET), remembered(GET)]);
      expect(answers[0]).toBe(answers[1]);
      const sameHeaders = { ...GET, headers: { X: '1', Accept: 'text/csv' } };
      expect(await bodiesOf(remembered, GET, sameHeaders)).toEqual(['1', '1']);
      expect(mock.messages).toHaveLength(1);
    });
  });

  test('another path, other headers, and a message with a body are sent each', async () => {
    await withCounter(async (send) => {
      const post: NativeHttpRequest = { method: 'POST', path: '/a', body: 'x' };
      const requests = [GET, { ...GET, path: '/b' }, { ...GET, headers: { accept: 'text/xml' } }, post, post];
      expect(await bodiesOf(rememberSend(send), ...requests, GET)).toEqual(['1', '2', '3', '4', '5', '1']);
    });
  });

  test('nothing beyond a query: the next one asks again', async () => {
    await withCounter(async (send) => {
      expect(await bodiesOf(rememberSend(send), GET, GET)).toEqual(['1', '1']);
      expect(await bodiesOf(rememberSend(send), GET, GET)).toEqual(['2', '2']);
    });
  });

  test.each([500, 404, 302, 204])('not an answer with status %i', async (status) => {
    await withCounter(
      async (send) => {
        const remembered = rememberSend(send);
        const statuses = [];
        for (let time = 0; time < 3; time++) statuses.push((await remembered(GET)).status);
        expect(statuses).toEqual([status, 200, 200]);
      },
      (message) => (message === 1 ? status : 200),
    );
  });

  test('not a failure', async () => {
    let messages = 0;
    const server = createServer((request, response) => {
      messages += 1;
      // Three times: a message whose connection is lost is sent twice more.
      if (messages <= 3) request.socket.destroy();
      else response.end('text');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const connection = openConnection('XX', { url: `http://127.0.0.1:${port}`, timeoutMs: 5_000 });
    try {
      await connection.within(openDeadline(30_000), async (send) => {
        const remembered = rememberSend(send);
        await expect(remembered(GET)).rejects.toThrow();
        expect(await bodiesOf(remembered, GET, GET)).toEqual(['text', 'text']);
      });
      expect(messages).toBe(4);
    } finally {
      await connection.close();
      server.close();
    }
  });
});

describe('a file that is asked twice in one query is fetched once', () => {
  const cases: [string, Country, (world: NationalWorld) => Promise<MockSystem>, number][] = [
    ['CSV: the file of the list', malta, serveMalta, 1],
    ['XML: the index and ten cantons', switzerland, serveSwitzerland, 11],
  ];
  test.each(cases)('%s', async (_, country, serve, files) => {
    const world = worldOfSearches(country.code, [{}, {}, {}]);
    const mock = await serve(world);
    const connection = openConnection(country.code, { url: mock.url, timeoutMs: 5_000 });
    const { handle, handling } = country.marking;
    const facts: NativeListRequest = {
      list: 'searches',
      native: country.lists.searches.native,
      fields: [handle, handling],
      count: true,
    };
    const rows: NativeListRequest = {
      ...facts,
      count: false,
      only: { fields: [handle], values: ['H000002'] },
    };
    try {
      const given = await connection.within(openDeadline(30_000), async (send) => {
        const remembered = rememberSend(send);
        const askFor = (list: NativeListRequest) =>
          country.protocol.ask({ operation: 'icarus', overview: [], lists: [list] }, remembered);
        return [await askFor(facts), await askFor(rows)].map((answer) => answer.lists.get('searches')?.rows);
      });
      expect(given.map((list) => list?.map((row) => row[handle]))).toEqual([
        ['H000001', 'H000002', 'H000003'],
        ['H000002'],
      ]);
      expect(mock.messages).toHaveLength(files);
    } finally {
      await connection.close();
      await mock.close();
    }
  });
});
