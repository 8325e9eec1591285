/** Time, places and sockets of a connection. */
import type { ServerResponse } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { openDeadline } from '../../../src/countries/connection/deadline.ts';
import { readText } from '../../../src/countries/protocols/protocol.ts';
import { describe, expect, test } from '../../jest.ts';
import { testsTogether } from '../../tests-together.ts';
import { ask, LONG_MS, whileConnected } from './ask-raw.ts';
import { serveRaw, untilClosed } from './serve-raw.ts';

const GET = { method: 'GET', path: '/records' } as const;

describe('time', () => {
  const waiting = testsTogether();

  waiting(
    'one limit over all messages of a query: a later message has what the first ones left',
    async () => {
      // Each answer takes a second: one fits into the limit, none of the later ones would be late by itself.
      const system = await serveRaw((response) => void setTimeout(1_000).then(() => response.end('well')));
      await whileConnected(
        system,
        async (connection) => {
          const deadline = openDeadline(LONG_MS);
          expect(await ask(connection, GET, deadline)).toBe('well');
          expect(await ask(connection, GET, deadline)).toBe('SOURCE_TIMEOUT');
          expect(await ask(connection, GET, deadline)).toBe('SOURCE_TIMEOUT');
          // The third was not sent: nothing was left. Another query has its own limit.
          expect(system.messages).toHaveLength(2);
          expect(await ask(connection, GET, openDeadline(LONG_MS))).toBe('well');
        },
        1_800,
      );
    },
  );

  waiting('the deadline of the query ends a call before the system’s own limit', async () => {
    const system = await serveRaw(() => {});
    await whileConnected(system, async (connection) => {
      expect(await ask(connection, GET, openDeadline(200))).toBe('SOURCE_TIMEOUT');
    });
    expect(system.messages).toHaveLength(1);
  });

  test('nothing is sent when nothing is left, or when the caller has hung up', async () => {
    const system = await serveRaw((response) => response.end('well'));
    await whileConnected(system, async (connection) => {
      const passed = openDeadline(50, undefined, performance.now() - 50);
      expect(await ask(connection, GET, passed)).toBe('SOURCE_TIMEOUT');
      expect(await ask(connection, GET, openDeadline(LONG_MS, AbortSignal.abort()))).toBe('SOURCE_TIMEOUT');
      const failure = connection.within(passed, (send) => send(GET));
      await expect(failure).rejects.toMatchObject({ facts: { sent: false } });
    });
    expect(system.messages).toEqual([]);
  });

  waiting('a call that waits for a place is TIMEOUT, unsent, when its time ends', async () => {
    const system = await serveRaw(() => {});
    await whileConnected(
      system,
      async (connection) => {
        const inPlace = Array.from({ length: 32 }, () => ask(connection));
        const waiting = Array.from({ length: 8 }, () => ask(connection, GET, openDeadline(100)));
        const codes = await Promise.all([...inPlace, ...waiting]);
        expect(codes).toEqual(Array(40).fill('SOURCE_TIMEOUT'));
        expect(system.messages).toHaveLength(32);
      },
      1_000,
    );
  });
});

test('at most 32 calls are under way at once; the others follow', async () => {
  const held: ServerResponse[] = [];
  const system = await serveRaw((response) => void held.push(response));
  await whileConnected(system, async (connection) => {
    const asked = Array.from({ length: 40 }, () => ask(connection));
    while (held.length < 32) await setTimeout(5);
    await setTimeout(100);
    expect(held).toHaveLength(32);
    let answered = 0;
    while (answered < 40) {
      held.shift()?.end('well');
      answered += 1;
      while (held.length === 0 && answered < 40) await setTimeout(5);
    }
    expect(await Promise.all(asked)).toEqual(Array(40).fill('well'));
    expect(system.sockets.length).toBeLessThanOrEqual(32);
  });
});

describe('sockets', () => {
  test('are kept for the next query', async () => {
    const system = await serveRaw((response) => response.end('well'));
    await whileConnected(system, async (connection) => {
      for (let time = 0; time < 10; time++) expect(await ask(connection)).toBe('well');
      // One may not be free yet when the next message comes.
      expect(system.sockets.length).toBeLessThanOrEqual(2);
    });
  });

  for (const [what, start] of [
    ['before the answer begins', () => {}],
    ['in the midst of it', (response: ServerResponse) => void response.write('late, ')],
  ] as const) {
    test(`a socket whose time ends ${what} is closed, and what comes late is given to nobody`, async () => {
      const held: ServerResponse[] = [];
      const system = await serveRaw((response, place) => {
        if (place > 0) response.end('my own');
        else {
          held.push(response);
          start(response);
        }
      });
      await whileConnected(system, async (connection) => {
        expect(await ask(connection, GET, openDeadline(300))).toBe('SOURCE_TIMEOUT');
        await untilClosed(system.sockets[0]);
        held[0]?.end('of the query before');
        expect(await ask(connection)).toBe('my own');
        expect(system.sockets).toHaveLength(2);
      });
    });
  }

  test('a message that is under way when its call has failed is broken off', async () => {
    const held: ServerResponse[] = [];
    const system = await serveRaw((response) => {
      held.push(response);
      if (held.length === 2) response.writeHead(500).end();
    });
    await whileConnected(system, async (connection) => {
      const failure = connection.within(openDeadline(LONG_MS), (send) =>
        Promise.all([GET, GET].map(async (request) => readText(await send(request)))),
      );
      await expect(failure).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      const closed = untilClosed(held[0]?.socket ?? undefined).then(() => 'closed');
      const late = setTimeout(5_000, 'open', { ref: false });
      expect(await Promise.race([closed, late])).toBe('closed');
    });
  });

  test('nothing is sent any more when its call has failed, whatever else it would have asked', async () => {
    const system = await serveRaw((response, place) => response.writeHead(place === 0 ? 500 : 200).end());
    let rest: Promise<unknown> = Promise.resolve();
    await whileConnected(system, async (connection) => {
      const failure = connection.within(openDeadline(LONG_MS), async (send) => {
        rest = setTimeout(50)
          .then(() => send(GET))
          .catch(() => 'refused');
        return readText(await send(GET));
      });
      await expect(failure).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
      expect(await rest).toBe('refused');
      expect(system.messages).toHaveLength(1);
    });
  });

  test('a message that still waits for a socket when its call ends is never sent', async () => {
    const held: ServerResponse[] = [];
    const system = await serveRaw((response) => void held.push(response));
    await whileConnected(system, async (connection) => {
      const many = Array.from({ length: 32 }, () => GET);
      const first = connection.within(openDeadline(LONG_MS), (send) => Promise.all(many.map(send)));
      while (held.length < 32) await setTimeout(5);
      expect(await ask(connection, { method: 'GET', path: '/late' }, openDeadline(100))).toBe(
        'SOURCE_TIMEOUT',
      );
      for (const response of held) response.end('well');
      await first;
      const next = ask(connection, { method: 'GET', path: '/next' });
      while (held.length < 33) await setTimeout(5);
      held[32]?.end('well');
      expect(await next).toBe('well');
      expect(system.messages.slice(32)).toEqual(['GET /next']);
      expect(system.sockets).toHaveLength(32);
    });
  });

  for (const [what, status, headers, code] of [
    ['of a system that is not well', 503, { 'retry-after': '3600' }, 'SOURCE_UNAVAILABLE'],
    ['that is encoded as nobody asked', 200, { 'content-encoding': 'zstd' }, 'SOURCE_INVALID'],
  ] as const) {
    test(`a body ${what} is not waited for: its socket is closed`, async () => {
      const system = await serveRaw((response) => void response.writeHead(status, headers).write('a part'));
      await whileConnected(system, async (connection) => {
        expect(await ask(connection)).toBe(code);
        const closed = untilClosed(system.sockets[0]).then(() => 'closed');
        const late = setTimeout(5_000, 'open', { ref: false });
        expect(await Promise.race([closed, late])).toBe('closed');
      });
    });
  }

  test('an answer that is announced (103) is waited for', async () => {
    const system = await serveRaw((response) => {
      // What is said of an announcement is not said of the answer.
      response.writeEarlyHints({ link: '</records>; rel=preload', 'content-encoding': 'zstd' });
      response.end('well');
    });
    await whileConnected(system, async (connection) => expect(await ask(connection)).toBe('well'));
  });

  test('a client that hangs up closes the socket at once', async () => {
    const hangUp = new AbortController();
    const system = await serveRaw(() => hangUp.abort());
    await whileConnected(system, async (connection) => {
      expect(await ask(connection, GET, openDeadline(LONG_MS, hangUp.signal))).toBe('SOURCE_TIMEOUT');
      await untilClosed(system.sockets[0]);
      expect(system.sockets.map(({ destroyed }) => destroyed)).toEqual([true]);
    });
  });
});
