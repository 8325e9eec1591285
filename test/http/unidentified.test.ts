/** Requests of nobody, and requests that nobody reads: what they leave in the evidence, and what they do not. */
import { connect } from 'node:net';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { worldOf } from '../gateway/cut-world.ts';
import type { Recorder } from '../gateway/recorder.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { claimsOf, openTestDoor, sign, type TestDoor } from './open-test-door.ts';

let mocks: Mocks;
let door: TestDoor;
let token: string;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE']), only: ['DE'] });
  token = await sign(claimsOf('DE'));
});
beforeEach(async () => {
  await door?.close();
  door = await openTestDoor(mocks);
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});

const entries = (): Recorder['entries'] => door.test.ledger.entries;
const requests = (): number => entries().reduce((sum, one) => sum + one.requests, 0);

/** Sends bytes as they are, and gives what comes back; `end` false: the client hangs up instead of reading. */
async function raw(text: string, end = true): Promise<string> {
  const { hostname, port } = new URL(door.url);
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () =>
      socket.write(text, () => !end && setTimeout(() => socket.destroy(), 50)),
    );
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', () => undefined);
  });
}
const head = (line: string, headers: readonly string[] = [], host = 'localhost'): string =>
  [`${line} HTTP/1.1`, `Host: ${host}`, 'Connection: close', ...headers, '', ''].join('\r\n');
const bearer = (): string => `Authorization: Bearer ${token}`;

describe('a flood without a token', () => {
  test('leaves few entries, whose numbers are all the requests there were', async () => {
    const started = performance.now();
    const lane = async (): Promise<void> => {
      for (let at = 0; at < 25; at += 1) {
        const response = await fetch(`${door.url}/graphql`, { method: 'POST' });
        expect([response.status, await response.json()]).toMatchObject([
          401,
          { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
        ]);
      }
    };
    await Promise.all(Array.from({ length: 32 }, lane));
    const { close } = door;
    await close();
    const seconds = Math.ceil((performance.now() - started) / 1_000);
    const [counted, written] = [requests(), entries()];
    door = await openTestDoor(mocks);
    expect(counted).toBe(800);
    expect(written.length).toBeLessThanOrEqual(12 * (seconds + 1));
    expect(new Set(written.map(({ code, requester }) => `${code} ${requester}`))).toEqual(
      new Set(['UNAUTHENTICATED null']),
    );
  });

  test('is refused only while its number can be written: else it is 503', async () => {
    for (let at = 0; at < 12; at += 1) await fetch(`${door.url}/graphql`, { method: 'POST' });
    Object.assign(door.test.ledger, { canAppend: () => false });
    expect((await fetch(`${door.url}/graphql`, { method: 'POST' })).status).toBe(503);
  });

  test('takes nothing from whoever has one: each of theirs is an entry of its own', async () => {
    for (let at = 0; at < 15; at += 1) await fetch(`${door.url}/graphql`, { method: 'POST' });
    for (let at = 0; at < 12; at += 1) await door.post('{ nothing }', {}, token);
    expect(entries().filter(({ requester }) => requester?.country === 'DE')).toHaveLength(12);
  });
});

describe('no entry is written for', () => {
  for (const [what, status, text] of [
    ['a health check', 200, head('GET /health/live')],
    ['a health check with a bad host', 400, head('GET /health/live', [], 'a b/<x>')],
    ['an unknown address', 404, head('GET /secret-word')],
    ['an unknown address with a bad host', 400, head('GET /secret-word', [], 'a b')],
    [
      'a body that cannot be read, at an unknown address',
      400,
      `${head('POST /secret-word', ['Content-Type: application/json', 'Content-Length: 1'])}{`,
    ],
    ['an address that cannot be decoded', 404, head('GET /%zz-secret-word')],
    ['what is no HTTP', 400, 'secret-word\r\n\r\n'],
  ] as const) {
    test(`${what}, and nothing of it comes back`, async () => {
      const answer = await raw(text);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(answer).not.toMatch(/secret-word|%zz/);
      expect(entries()).toEqual([]);
    });
  }
});

describe('another method than GET and POST at /graphql is 405, says which there are, and is an entry:', () => {
  for (const method of ['PUT', 'OPTIONS', 'DELETE', 'PATCH', 'HEAD', 'PROPFIND']) {
    for (const [who, headers, requester] of [
      ['of its sender', () => [bearer()], { country: 'DE', subject: 'analyst-1' }],
      ['of nobody', () => [], null],
    ] as const) {
      test(`${method} ${who}`, async () => {
        const answer = await raw(head(`${method} /graphql?query=secret-word`, headers()));
        expect(answer).toMatch(/^HTTP\/1.1 405 /);
        expect(answer).toMatch(/^allow: GET, POST\r$/im);
        expect(answer).not.toContain('secret-word');
        expect(entries()).toMatchObject([{ outcome: 'invalid', code: 'BAD_USER_INPUT', requester }]);
      });
    }
  }
});

describe('whoever was identified is named in the entry of a request that the server could not read:', () => {
  const json = 'Content-Type: application/json';
  const post = (headers: readonly string[], body: string): string =>
    head('POST /graphql', [bearer(), `Content-Length: ${body.length}`, ...headers]) + body;
  for (const [what, status, make] of [
    ['broken JSON', 400, () => post([json], '{"query": ')],
    ['a body with `__proto__`', 400, () => post([json], '{"query":"{ a }","__proto__":{}}')],
    ['another content type', 415, () => post(['Content-Type: text/plain'], 'query')],
    ['a body too large', 413, () => head('POST /graphql', [bearer(), json, 'Content-Length: 2000000'])],
    ['a justification that is none', 400, () => post([json, 'X-Justification: \t'], '{}')],
    ['a deadline that is none', 400, () => post([json, 'X-Deadline-Ms: soon'], '{}')],
  ] as const) {
    test(what, async () => {
      const since = Date.now();
      expect(await raw(make())).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      expect(entries()).toMatchObject([
        { outcome: 'invalid', requester: { country: 'DE', subject: 'analyst-1' } },
      ]);
      expect(Math.abs(Date.parse(entries()[0]?.time ?? '') - since)).toBeLessThan(5_000);
    });
  }

  test('an upload that breaks off', async () => {
    await raw(head('POST /graphql', [bearer(), json, 'Content-Length: 100']), false);
    for (let wait = 0; wait < 100 && entries().length === 0; wait += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(entries()).toMatchObject([{ outcome: 'invalid', requester: { country: 'DE' } }]);
  });
});
