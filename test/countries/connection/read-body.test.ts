/** What comes encoded is decoded within the cap; what was not asked for is refused. */
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '../../jest.ts';
import { ask, whileConnected } from './ask-raw.ts';
import { serveRaw } from './serve-raw.ts';

const TEXT = 'Übereinkunft '.repeat(1_000);
const MOST_BYTES = 10 * 1024 * 1024;

/** Answers everything with `body`; gives what was received, and what was asked for. */
async function receive(body: Uint8Array | string, headers: Record<string, string | string[]>) {
  const asked: unknown[] = [];
  const system = await serveRaw((response, _, request) => {
    asked.push(request.headers['accept-encoding']);
    response.writeHead(200, headers).end(body);
  });
  const received = await whileConnected(system, ask);
  return { received, asked };
}

describe('an answer is decoded', () => {
  for (const [encoding, body] of [
    ['gzip', gzipSync(TEXT)],
    ['x-gzip', gzipSync(TEXT)],
    ['GZIP', gzipSync(TEXT)],
    ['deflate', deflateSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', TEXT],
    ['', TEXT],
    ['identity, gzip', gzipSync(TEXT)],
  ] as const) {
    test(`from \`${encoding}\`; all that is taken is asked for`, async () => {
      const { received, asked } = await receive(body, { 'content-encoding': encoding });
      expect(received).toBe(TEXT);
      expect(asked).toEqual(['gzip, deflate, br']);
    });
  }

  test('an empty body is empty, whatever its encoding', async () => {
    expect((await receive('', { 'content-encoding': 'gzip' })).received).toBe('');
  });
});

describe('SOURCE_INVALID, sent once:', () => {
  const gzipped = gzipSync(TEXT);
  for (const [what, encoding, body] of [
    ['an encoding that was not asked for', 'zstd', TEXT],
    ['an encoding that nobody knows', 'constructor', TEXT],
    ['two encodings', 'gzip, gzip', gzipSync(gzipped)],
    ['two encodings, of which there is one', 'gzip, gzip', gzipped],
    ['an encoding that is not the one named', 'br', gzipped],
    ['deflate without the header of zlib', 'deflate', deflateRawSync(TEXT)],
    ['text that is called gzip', 'gzip', TEXT],
    ['gzip that is cut off', 'gzip', gzipped.subarray(0, gzipped.length - 9)],
    ['brotli that is cut off', 'br', brotliCompressSync(TEXT).subarray(0, 20)],
  ] as const) {
    test(what, async () => {
      const { received, asked } = await receive(body, { 'content-encoding': encoding });
      expect(received).toBe('SOURCE_INVALID');
      expect(asked).toHaveLength(1);
    });
  }
});

describe('10 MB are the most', () => {
  const largest = Buffer.alloc(MOST_BYTES, 'a');
  const larger = Buffer.alloc(MOST_BYTES + 1, 'a');
  for (const [encoding, encode] of [
    ['identity', (bytes: Buffer) => bytes],
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', (bytes: Buffer) => brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ] as const) {
    test(`decoded from ${encoding}: one byte more is SOURCE_INVALID`, async () => {
      const headers = { 'content-encoding': encoding };
      expect((await receive(encode(largest), headers)).received).toHaveLength(MOST_BYTES);
      expect((await receive(encode(larger), headers)).received).toBe('SOURCE_INVALID');
    });
  }

  test('as it came, too: what decodes to nothing is not read for ever', async () => {
    const empty = gzipSync('');
    const members = Buffer.concat(Array(Math.ceil((MOST_BYTES + 1) / empty.length)).fill(empty));
    expect((await receive(members, { 'content-encoding': 'gzip' })).received).toBe('SOURCE_INVALID');
  });
});
