import { openConnection } from '../../../src/countries/connection/open-connection.ts';
import { expect, test } from '../../jest.ts';
import { ask, LONG_MS } from './ask-raw.ts';
import { serveRaw } from './serve-raw.ts';

// A protocol may send one frozen request again and again: what is made of it once must not outlive what was added to it.
const AGAIN = Object.freeze({
  method: 'POST',
  path: '/graphql',
  headers: Object.freeze({ 'content-type': 'application/json' }),
  body: '{"query":"Ελλάδα"}',
});

test('a request that comes again is sent with the headers of the configuration as they are then', async () => {
  const system = await serveRaw((response, _, { headers }) =>
    response.end(
      `${headers.authorization} ${headers['content-type']} ${headers['accept-encoding']} ${headers['content-length']}`,
    ),
  );
  let secret = 'first';
  const url = `${system.url}/prefix`;
  const own = openConnection('DK', { url, timeoutMs: LONG_MS, headers: () => ({ authorization: secret }) });
  const plain = openConnection('DK', { url: system.url, timeoutMs: LONG_MS });
  const rest = 'application/json gzip, deflate, br 24';
  try {
    expect(await ask(own, AGAIN)).toBe(`first ${rest}`);
    secret = 'second';
    expect(await ask(own, AGAIN)).toBe(`second ${rest}`);
    expect(await ask(plain, AGAIN)).toBe(`undefined ${rest}`);
    expect(await ask(plain, AGAIN)).toBe(`undefined ${rest}`);
    expect(await ask(own, AGAIN)).toBe(`second ${rest}`);
    expect(system.messages).toEqual([
      'POST /prefix/graphql',
      'POST /prefix/graphql',
      'POST /graphql',
      'POST /graphql',
      'POST /prefix/graphql',
    ]);
  } finally {
    await Promise.all([own.close(), plain.close()]);
    await system.close();
  }
});
