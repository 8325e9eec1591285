import type { ServerResponse } from 'node:http';
import { retryAfterMsOf } from '../../../src/countries/connection/retry-after-ms-of.ts';
import { describe, expect, test } from '../../jest.ts';
import { testsTogether } from '../../tests-together.ts';
import { ask, LONG_MS, whileConnected } from './ask-raw.ts';
import { serveRaw, serveSockets } from './serve-raw.ts';

const waiting = testsTogether();

const reset = (response: ServerResponse): void => void response.socket?.resetAndDestroy();
const close = (response: ServerResponse): void => void response.socket?.destroy();
const cut = (response: ServerResponse): void => {
  response.writeHead(200, { 'content-length': '100' }).write('half', () => response.socket?.destroy());
};
const busy =
  (status: number, headers = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(status, headers).end('a text of the system');

describe('a message is sent again, at most twice, after', () => {
  for (const [what, fail] of [
    ['a connection that is reset', reset],
    ['a connection that is closed without an answer', close],
    ['a connection that is closed within the answer', cut],
    ['502', busy(502)],
    ['503', busy(503)],
    ['504', busy(504)],
    ['503 with a Retry-After that nobody can read', busy(503, { 'retry-after': 'soon' })],
  ] as const) {
    for (const request of [
      { method: 'GET', path: '/records' },
      { method: 'POST', path: '/records', body: 'query' },
    ] as const) {
      test(`${what} (${request.method})`, async () => {
        const well = await serveRaw((response, place) => (place < 2 ? fail(response) : response.end('well')));
        expect(await whileConnected(well, (connection) => ask(connection, request))).toBe('well');
        expect(well.messages).toEqual(Array(3).fill(`${request.method} /records`));
        const ill = await serveRaw(fail);
        expect(await whileConnected(ill, (connection) => ask(connection, request))).toBe(
          'SOURCE_UNAVAILABLE',
        );
        expect(ill.messages).toHaveLength(3);
      });
    }
  }

  test('a connection that is refused', async () => {
    const drawn: number[] = [];
    const gone = await serveRaw(() => {});
    await gone.close();
    const random = (): number => {
      drawn.push(0.5);
      return 0.5;
    };
    const code = await whileConnected(gone, ask, LONG_MS, random);
    expect(code).toBe('SOURCE_UNAVAILABLE');
    // Drawn before each wait, and once more when there is none left.
    expect(drawn).toHaveLength(3);
  });
});

describe('a message is never sent again after', () => {
  for (const [what, answer, code] of [
    ['500', busy(500), 'SOURCE_UNAVAILABLE'],
    ['501', busy(501), 'SOURCE_UNAVAILABLE'],
    ['429, whatever it asks', busy(429, { 'retry-after': '0' }), 'SOURCE_UNAVAILABLE'],
    ['404', busy(404), 'SOURCE_UNAVAILABLE'],
    ['302', busy(302, { location: '/elsewhere' }), 'SOURCE_UNAVAILABLE'],
    [
      'an answer that is no text',
      (response: ServerResponse) => void response.end(Buffer.of(0xff)),
      'SOURCE_INVALID',
    ],
  ] as const) {
    test(what, async () => {
      const system = await serveRaw(answer);
      expect(await whileConnected(system, ask)).toBe(code);
      expect(system.messages).toHaveLength(1);
    });
  }

  waiting('a time-out', async () => {
    const system = await serveRaw(() => {});
    expect(await whileConnected(system, ask, 300)).toBe('SOURCE_TIMEOUT');
    expect(system.messages).toHaveLength(1);
  });

  test('an answer that is no HTTP', async () => {
    const system = await serveSockets((socket) => socket.end('NONSENSE\r\n\r\n'));
    expect(await whileConnected(system, ask)).toBe('SOURCE_INVALID');
    expect(system.messages).toHaveLength(1);
  });
});

describe('Retry-After', () => {
  for (const [what, value] of [
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2_000).toUTCString()],
  ] as const) {
    waiting(`is waited for: ${what}`, async () => {
      // Busy for longer than two retries take that do not wait, and for less than they are told to.
      let isBusy = true;
      const system = await serveRaw((response, place) => {
        if (place === 0)
          setTimeout(() => {
            isBusy = false;
          }, 500);
        if (isBusy) busy(503, { 'retry-after': value() })(response);
        else response.end('well');
      });
      expect(await whileConnected(system, ask)).toBe('well');
      expect(system.messages).toHaveLength(2);
    });
  }

  test('that does not fit into what is left: the system is given up at once', async () => {
    for (const value of ['3600', new Date(Date.now() + 3_600_000).toUTCString(), '9'.repeat(400)]) {
      const system = await serveRaw(busy(503, { 'retry-after': value }));
      expect(await whileConnected(system, ask)).toBe('SOURCE_UNAVAILABLE');
      expect(system.messages).toHaveLength(1);
    }
  });

  for (const [value, ms] of [
    [undefined, 0],
    ['', 0],
    ['0', 0],
    [' 2 ', 2_000],
    ['Thu, 01 Jan 1970 00:00:30 GMT', 20_000],
    ['Thu, 01 Jan 1970 00:00:05 GMT', 0],
    ['-1', 0],
    ['1.5', 0],
    ['1e3', 0],
    ['2011-12-16', 0],
    ['1, 2', 0],
  ] as const) {
    test(`${value === undefined ? 'that is not there' : `\`${value}\``} asks for ${ms} ms`, () => {
      expect(retryAfterMsOf(value, 10_000)).toBe(ms);
    });
  }
});

waiting(
  'a system that failed before its time ended is UNAVAILABLE, not late, though its retry hangs',
  async () => {
    const system = await serveRaw((response, place) => (place === 0 ? busy(503)(response) : undefined));
    expect(await whileConnected(system, ask, 1_000, () => 0)).toBe('SOURCE_UNAVAILABLE');
    expect(system.messages).toHaveLength(2);
  },
);

describe('waits are drawn', () => {
  // Between 0 and 50 ms before the first retry, up to 100 ms before the second; here a draw is out of all proportion, so
  // that a wait shows by not fitting into the limit.
  for (const [draw, limitMs, messages] of [
    [0, LONG_MS, 3],
    [20, 1_500, 2],
    [1_000, LONG_MS, 1],
  ] as const) {
    waiting(`${draw}: ${messages} messages fit into ${limitMs} ms`, async () => {
      const system = await serveRaw(busy(503));
      expect(await whileConnected(system, ask, limitMs, () => draw)).toBe('SOURCE_UNAVAILABLE');
      expect(system.messages).toHaveLength(messages);
    });
  }
});
