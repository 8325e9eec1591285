/** The breaker of a system: when it opens, what is sent then, how it closes, and what does not count. */
import type { ServerResponse } from 'node:http';
import { openDeadline } from '../../../src/countries/connection/deadline.ts';
import type { Connection } from '../../../src/countries/connection/open-connection.ts';
import { afterEach, describe, expect, jest, test } from '../../jest.ts';
import { ask, whileConnected } from './ask-raw.ts';
import { type RawSystem, serveRaw } from './serve-raw.ts';

const GET = { method: 'GET', path: '/records' } as const;
const HALF_OPEN_AFTER_MS = 10_000;

type Mode = 'well' | 500 | 404 | 'hangs' | 'no text';

/** A system whose manner is told by the test. */
async function serveMoody(): Promise<{ system: RawSystem; be: (mode: Mode) => void }> {
  let mode: Mode = 'well';
  const system = await serveRaw((response) => answer(response, mode));
  const be = (next: Mode): void => {
    mode = next;
  };
  return { system, be };
}

function answer(response: ServerResponse, mode: Mode): void {
  if (mode === 'well') response.end('well');
  else if (mode === 'no text') response.end(Buffer.of(0xff));
  else if (mode !== 'hangs') response.writeHead(mode).end();
}

async function askTimes(connection: Connection, times: number): Promise<string[]> {
  const answers: string[] = [];
  for (let time = 0; time < times; time++) answers.push(await ask(connection));
  return answers;
}

/** A clock of the breaker's that the test moves: cockatiel reads `Date.now`. */
function moveClock(byMs: number): void {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + byMs);
}
afterEach(() => void jest.restoreAllMocks());

const UNAVAILABLE = 'SOURCE_UNAVAILABLE';

describe('opens when half of 20 calls failed', () => {
  test('10 of 20: the next call is UNAVAILABLE at once, and nothing is sent', async () => {
    const { system, be } = await serveMoody();
    await whileConnected(system, async (connection) => {
      expect(await askTimes(connection, 10)).toEqual(Array(10).fill('well'));
      be(500);
      expect(await askTimes(connection, 10)).toEqual(Array(10).fill(UNAVAILABLE));
      expect(system.messages).toHaveLength(20);
      be('well');
      expect(await askTimes(connection, 5)).toEqual(Array(5).fill(UNAVAILABLE));
      expect(system.messages).toHaveLength(20);
      const failure = connection.within(openDeadline(1_000), (send) => send(GET));
      await expect(failure).rejects.toMatchObject({ facts: { country: 'DK', sent: false } });
    });
  });

  test('9 of 20, and fewer than 20 calls at all, leave it closed', async () => {
    const { system, be } = await serveMoody();
    await whileConnected(system, async (connection) => {
      be(500);
      await askTimes(connection, 9);
      be('well');
      expect(await askTimes(connection, 20)).toEqual(Array(20).fill('well'));
      be(500);
      expect(await askTimes(connection, 9)).toEqual(Array(9).fill(UNAVAILABLE));
      be('well');
      expect(await ask(connection)).toBe('well');
    });
  });

  for (const [what, mode, code] of [
    ['500', 500, UNAVAILABLE],
    ['a time-out', 'hangs', 'SOURCE_TIMEOUT'],
  ] as const) {
    test(`${what} counts`, async () => {
      const { system, be } = await serveMoody();
      be(mode);
      await whileConnected(
        system,
        async (connection) => {
          expect(await Promise.all(Array.from({ length: 20 }, () => ask(connection)))).toEqual(
            Array(20).fill(code),
          );
          const sent = system.messages.length;
          expect(await ask(connection)).toBe(UNAVAILABLE);
          expect(system.messages).toHaveLength(sent);
        },
        mode === 'hangs' ? 500 : undefined,
      );
    });
  }

  test('a connection that is refused counts', async () => {
    const { system } = await serveMoody();
    await system.close();
    await whileConnected(system, async (connection) => {
      await Promise.all(Array.from({ length: 20 }, () => ask(connection)));
      const failure = connection.within(openDeadline(1_000), (send) => send(GET));
      await expect(failure).rejects.toMatchObject({ code: UNAVAILABLE, facts: { sent: false } });
    });
  });

  for (const [what, mode, code] of [
    ['what an answer holds', 'no text', 'SOURCE_INVALID'],
    ['a status below 500', 404, UNAVAILABLE],
  ] as const) {
    test(`${what} does not count: the system was there`, async () => {
      const { system, be } = await serveMoody();
      be(mode);
      await whileConnected(system, async (connection) => {
        expect(await askTimes(connection, 30)).toEqual(Array(30).fill(code));
        expect(system.messages).toHaveLength(30);
      });
    });
  }
});

describe('after 10 s one call tries', () => {
  /** Runs `talk` with a breaker that has just opened; the system is well again. */
  async function whileOpen(
    talk: (
      connection: Connection,
      system: RawSystem,
      be: (mode: Mode) => void,
      sent: () => number,
    ) => Promise<void>,
  ): Promise<void> {
    const { system, be } = await serveMoody();
    await whileConnected(
      system,
      async (connection) => {
        be(500);
        await askTimes(connection, 20);
        be('well');
        await talk(connection, system, be, () => system.messages.length - 20);
      },
      2_000,
    );
  }

  test('not before; when it goes through, all are sent again', async () => {
    await whileOpen(async (connection, _, __, sent) => {
      moveClock(HALF_OPEN_AFTER_MS - 1_000);
      expect(await ask(connection)).toBe(UNAVAILABLE);
      expect(sent()).toBe(0);
      moveClock(HALF_OPEN_AFTER_MS);
      expect(await askTimes(connection, 3)).toEqual(Array(3).fill('well'));
    });
  });

  test('when it fails, 10 s more', async () => {
    await whileOpen(async (connection, _, be, sent) => {
      be(500);
      moveClock(HALF_OPEN_AFTER_MS);
      expect(await askTimes(connection, 3)).toEqual(Array(3).fill(UNAVAILABLE));
      expect(sent()).toBe(1);
      be('well');
      moveClock(HALF_OPEN_AFTER_MS);
      expect(await ask(connection)).toBe('well');
    });
  });

  test('the others are UNAVAILABLE at once while it tries, and do not wait for it', async () => {
    await whileOpen(async (connection, _, be, sent) => {
      be('hangs');
      moveClock(HALF_OPEN_AFTER_MS);
      let isTrying = true;
      const trying = ask(connection).finally(() => {
        isTrying = false;
      });
      expect(await askTimes(connection, 3)).toEqual(Array(3).fill(UNAVAILABLE));
      expect(isTrying).toBe(true);
      expect(await trying).toBe('SOURCE_TIMEOUT');
      expect(sent()).toBe(1);
    });
  });

  for (const [what, end] of [
    ['whose caller hangs up', (hangUp: AbortController) => setTimeout(() => hangUp.abort(), 100)],
    ['whose caller has a short deadline', () => {}],
  ] as const) {
    test(`one ${what} tells nothing: the next tries at once`, async () => {
      await whileOpen(async (connection, _, be, sent) => {
        be('hangs');
        moveClock(HALF_OPEN_AFTER_MS);
        const hangUp = new AbortController();
        end(hangUp);
        const short = what.includes('short') ? 100 : 60_000;
        expect(await ask(connection, GET, openDeadline(short, hangUp.signal))).toBe('SOURCE_TIMEOUT');
        // Neither closed: a call that fails would be one of twenty. Nor open: it is sent.
        be(500);
        expect(await ask(connection)).toBe(UNAVAILABLE);
        expect(sent()).toBe(2);
        be('well');
        expect(await ask(connection)).toBe(UNAVAILABLE);
        expect(sent()).toBe(2);
      });
    });
  }
});
