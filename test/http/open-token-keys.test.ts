import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GatewayError } from '../../src/errors.ts';
import { identifyCaller } from '../../src/http/identify-caller.ts';
import type { TokenKeys } from '../../src/http/token-keys.ts';
import { afterAll, afterEach, describe, expect, jest, test } from '../jest.ts';
import { forge, makePair, NOW, openKeys, PAIR } from './forge-token.ts';

const OTHER = makePair('key-2');
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });

const folder = mkdtempSync(join(tmpdir(), 'concordat-keys-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): string {
  const file = join(folder, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const identify = (keys: TokenKeys, token: string = forge()) =>
  identifyCaller({ authorization: `Bearer ${token}` }, keys, NOW);

async function codeOf(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'good',
    (error: unknown) => (error instanceof GatewayError ? error.code : String(error)),
  );
}

describe('a file of keys', () => {
  const pem = (pair: typeof PAIR) => String(pair.publicKey.export({ format: 'pem', type: 'spki' }));

  test('in JWKS lets in who signs by a key of it, by name', async () => {
    const keys = await openKeys({ keys: { jwksFile: write('set.json', { keys: [PAIR.jwk, OTHER.jwk] }) } });
    expect(await codeOf(identify(keys))).toBe('good');
    expect(await codeOf(identify(keys, forge({}, { kid: 'key-2' }, OTHER.privateKey)))).toBe('good');
    expect(await codeOf(identify(keys, forge({}, { kid: 'key-2' })))).toBe('UNAUTHENTICATED');
  });

  test('in PEM lets in who signs by that key, whatever the token calls it', async () => {
    const keys = await openKeys({ keys: { publicKeyFile: write('key.pem', pem(PAIR)) } });
    for (const kid of ['key-1', 'any', undefined]) {
      expect(await codeOf(identify(keys, forge({}, { kid })))).toBe('good');
    }
    expect(await codeOf(identify(keys, forge({}, {}, OTHER.privateKey)))).toBe('UNAUTHENTICATED');
  });

  const privateJwk = { ...PAIR.privateKey.export({ format: 'jwk' }), kid: 'key-1' };
  for (const [name, source, said] of [
    [
      'that is not there',
      { jwksFile: join(folder, 'none.json') },
      /cannot be read: put the public key there/,
    ],
    ['that is not there, in PEM', { publicKeyFile: join(folder, 'none.pem') }, /cannot be read/],
    ['that is no JSON', { jwksFile: write('a.json', '{') }, /holds no key set/],
    ['without keys', { jwksFile: write('b.json', { keys: [] }) }, /holds no key set/],
    ['that is one key, no set', { jwksFile: write('c.json', PAIR.jwk) }, /holds no key set/],
    [
      'with a private key',
      { jwksFile: write('d.json', { keys: [OTHER.jwk, privateJwk] }) },
      /private or symmetric/,
    ],
    [
      'with a shared secret',
      { jwksFile: write('e.json', { keys: [PAIR.jwk, { kty: 'oct', k: 'c2VjcmV0', kid: 'key-3' }] }) },
      /private or symmetric/,
    ],
    [
      'with two keys of one name',
      { jwksFile: write('f.json', { keys: [PAIR.jwk, { ...OTHER.jwk, kid: 'key-1' }] }) },
      /two keys with one `kid`/,
    ],
    [
      'without a key for the algorithms',
      { jwksFile: write('g.json', { keys: [RSA.publicKey.export({ format: 'jwk' })] }) },
      /holds no key for EdDSA/,
    ],
    [
      'with a key for encryption only',
      { jwksFile: write('h.json', { keys: [{ ...PAIR.jwk, use: 'enc' }] }) },
      /holds no key for EdDSA/,
    ],
    [
      'in PEM with a private key',
      { publicKeyFile: write('i.pem', String(PAIR.privateKey.export({ format: 'pem', type: 'pkcs8' }))) },
      /holds no public key: give one in PEM/,
    ],
    [
      'in PEM with both',
      {
        publicKeyFile: write(
          'j.pem',
          pem(PAIR) + String(PAIR.privateKey.export({ format: 'pem', type: 'pkcs8' })),
        ),
      },
      /holds no public key/,
    ],
    [
      'in PEM that is damaged',
      { publicKeyFile: write('k.pem', pem(PAIR).replace(/M/g, '!')) },
      /holds no public key/,
    ],
  ] as const) {
    test(`${name} stops the start, with file and remedy`, async () => {
      const failure: unknown = await openKeys({ keys: source }).catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(GatewayError);
      const { code, message } = failure as GatewayError;
      expect({ code, message }).toEqual({
        code: 'CONFIGURATION_INVALID',
        message: expect.stringMatching(said),
      });
      expect(message.startsWith(`${Object.values(source)[0]}: `)).toBe(true);
      expect(message).not.toContain(String(privateJwk.d));
    });
  }
});

describe('52 an address of keys', () => {
  const servers: Server[] = [];
  afterEach(() => {
    jest.restoreAllMocks();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** A key server over a real socket that counts what it is asked. */
  async function serveKeys(answer: RequestListener): Promise<{ url: string; asked: () => number }> {
    let count = 0;
    const server = createServer((request, response) => {
      count += 1;
      answer(request, response);
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}/jwks.json`, asked: () => count };
  }

  const setOf = (...pairs: readonly (typeof PAIR)[]) => JSON.stringify({ keys: pairs.map(({ jwk }) => jwk) });
  const always =
    (text: string): RequestListener =>
    (_, response) => {
      response.setHeader('content-type', 'application/json').end(text);
    };
  /** jose and our quiet time go by the process's clock, which is moved here and nowhere else. */
  function atMinute(minute: number): void {
    const start = Date.now();
    jest.restoreAllMocks();
    jest.spyOn(Date, 'now').mockReturnValue(start + minute * 60_000);
  }

  test('is asked when the first token comes, and once for many', async () => {
    const { url, asked } = await serveKeys(always(setOf(PAIR, OTHER)));
    const keys = await openKeys({ keys: { jwksUrl: url } });
    expect(asked()).toBe(0);
    const all = await Promise.all(Array.from({ length: 20 }, () => codeOf(identify(keys))));
    expect([new Set(all), asked()]).toEqual([new Set(['good']), 1]);
  });

  test('is asked once in a storm of unknown names, and known names stay good', async () => {
    const { url, asked } = await serveKeys(always(setOf(PAIR)));
    const keys = await openKeys({ keys: { jwksUrl: url } });
    expect(await codeOf(identify(keys))).toBe('good');
    for (let index = 0; index < 200; index += 1) {
      expect(await codeOf(identify(keys, forge({}, { kid: `key-x${index}` })))).toBe('UNAUTHENTICATED');
    }
    expect(await codeOf(identify(keys))).toBe('good');
    expect(asked()).toBe(1);
  });

  test('gives a new key to a token that names it, once the cooldown is over', async () => {
    let set = setOf(PAIR);
    const { url } = await serveKeys((request, response) => always(set)(request, response));
    const keys = await openKeys({ keys: { jwksUrl: url } });
    const token = forge({}, { kid: 'key-2' }, OTHER.privateKey);
    expect(await codeOf(identify(keys, token))).toBe('UNAUTHENTICATED');
    set = setOf(PAIR, OTHER);
    atMinute(1);
    expect(await codeOf(identify(keys, token))).toBe('good');
  });

  test('that withdraws a key is believed after five minutes', async () => {
    let set = setOf(PAIR, OTHER);
    const { url } = await serveKeys((request, response) => always(set)(request, response));
    const keys = await openKeys({ keys: { jwksUrl: url } });
    expect(await codeOf(identify(keys))).toBe('good');
    set = setOf(OTHER);
    atMinute(4);
    expect(await codeOf(identify(keys))).toBe('good');
    atMinute(5);
    expect(await codeOf(identify(keys))).toBe('UNAUTHENTICATED');
  });

  test('that fails for longer than its set lasts lets nobody in', async () => {
    let status = 200;
    const { url } = await serveKeys((request, response) => {
      response.statusCode = status;
      always(setOf(PAIR))(request, response);
    });
    const keys = await openKeys({ keys: { jwksUrl: url } });
    expect(await codeOf(identify(keys))).toBe('good');
    status = 500;
    atMinute(6);
    expect(await codeOf(identify(keys))).toBe('UNAUTHENTICATED');
  });

  test('is not followed to another one', async () => {
    const target = await serveKeys(always(setOf(PAIR)));
    for (const status of [301, 302, 303, 307, 308]) {
      const { url } = await serveKeys((_, response) => {
        response.writeHead(status, { location: target.url }).end();
      });
      expect(await codeOf(identify(await openKeys({ keys: { jwksUrl: url } })))).toBe('UNAUTHENTICATED');
    }
    expect(target.asked()).toBe(0);
  });

  test('that sends 10 MB, or without end, is not read on', async () => {
    let sent = 0;
    const { url } = await serveKeys((_, response) => {
      response.setHeader('content-type', 'application/json');
      const more = (): void => {
        while (sent < 10_000_000 && !response.destroyed) {
          sent += 65_536;
          if (!response.write(' '.repeat(65_536))) {
            response.once('drain', more);
            return;
          }
        }
        response.end(setOf(PAIR));
      };
      more();
    });
    expect(await codeOf(identify(await openKeys({ keys: { jwksUrl: url } })))).toBe('UNAUTHENTICATED');
    expect(sent).toBeLessThan(10_000_000);
  });

  const hangs: RequestListener = () => {};
  const trickles: RequestListener = (_, response) => {
    response.write('{');
    const timer = setInterval(() => response.write(' '), 50);
    response.once('close', () => clearInterval(timer));
  };

  test('that hangs, or trickles, is left after two seconds, and not asked again at once', async () => {
    const askTwice = async (answer: RequestListener): Promise<void> => {
      const { url, asked } = await serveKeys(answer);
      const keys = await openKeys({ keys: { jwksUrl: url } });
      const start = performance.now();
      expect(await codeOf(identify(keys))).toBe('UNAUTHENTICATED');
      expect(performance.now() - start).toBeLessThan(4_000);
      const next = performance.now();
      const all = await Promise.all(Array.from({ length: 20 }, () => codeOf(identify(keys))));
      expect([new Set(all), asked()]).toEqual([new Set(['UNAUTHENTICATED']), 1]);
      expect(performance.now() - next).toBeLessThan(1_000);
    };
    await Promise.all([hangs, trickles].map(askTwice));
  });

  test('that failed is asked again after five seconds', async () => {
    let text = 'no JSON';
    const { url, asked } = await serveKeys((request, response) => always(text)(request, response));
    const keys = await openKeys({ keys: { jwksUrl: url } });
    expect(await codeOf(identify(keys))).toBe('UNAUTHENTICATED');
    text = setOf(PAIR);
    expect([await codeOf(identify(keys)), asked()]).toEqual(['UNAUTHENTICATED', 1]);
    atMinute(0.1);
    expect([await codeOf(identify(keys)), asked()]).toEqual(['good', 2]);
  });

  for (const [name, text] of [
    ['a private key', JSON.stringify({ keys: [{ ...PAIR.jwk, d: 'AAAA' }] })],
    ['a shared secret', JSON.stringify({ keys: [PAIR.jwk, { kty: 'oct', k: 'AAAA', kid: 'key-9' }] })],
    ['no key', '{"keys":[]}'],
    ['something else', '<html>'],
  ] as const) {
    test(`that sends ${name} lets nobody in`, async () => {
      const { url } = await serveKeys(always(text));
      expect(await codeOf(identify(await openKeys({ keys: { jwksUrl: url } })))).toBe('UNAUTHENTICATED');
    });
  }

  test('with two keys takes no token without `kid`, with one it does', async () => {
    const nameless = forge({}, { kid: undefined });
    const rsa = { ...makePair('rsa-1'), jwk: { ...RSA.publicKey.export({ format: 'jwk' }), kid: 'rsa-1' } };
    for (const [set, expected] of [
      [setOf(PAIR), 'good'],
      [setOf(PAIR, OTHER), 'UNAUTHENTICATED'],
      [setOf(PAIR, rsa as typeof PAIR), 'UNAUTHENTICATED'],
    ] as const) {
      const { url } = await serveKeys(always(set));
      expect(await codeOf(identify(await openKeys({ keys: { jwksUrl: url } }), nameless))).toBe(expected);
    }
  });
});
