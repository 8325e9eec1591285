import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { GatewayError } from '../../src/errors.ts';
import { readConfig } from '../../src/read-config.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';
import { runProgram } from './run-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'concordat-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the demo shows every country, published totals beside sums and five boards, and exits', async () => {
  const { code, out } = await runProgram('demo/demo.ts', ['--once', '--port', '0']);
  expect(code).toBe(0);
  expect(out).toContain(`${COUNTRIES.size} of ${COUNTRIES.size} countries answered`);
  for (const row of [
    // 26 were published; a country that has joined since is only in the sum.
    `countries +26 +${COUNTRIES.size}`,
    'countries with results +22 +22',
    'arrests +112 +112',
    'further suspects +269 +269',
  ]) {
    expect(out).toMatch(new RegExp(row));
  }
  expect(out).toMatch(/DK 2011-12-16 +NO 2011-12-16 +GR 2011-12-16 +RS 2011-12-16 +DK 2017-05-01/);
  expect(out).toMatch(/references given +356 +266 +0 +0 +30/);
});

test('check says that what ships fits', async () => {
  const { code, out } = await askProgram(['check']);
  expect([code, out]).toEqual([0, expect.stringMatching(/^\d+ countries, \d+ fields: everything fits\n$/)]);
  const json = await askProgram(['check', '--json']);
  expect(JSON.parse(json.out)).toEqual({ violations: [] });
});

test('token prints a token of the form the gateway takes, and nothing else', async () => {
  const words = ['token', '--country', 'NO', '--subject', 'analyst-1', '--purpose', 'OPERATIONAL_ANALYSIS'];
  const { code, out } = await runProgram('src/cli/main.ts', [...words, '--justification', 'ICARUS/11-204']);
  expect([code, out.trim().split('.').length]).toEqual([0, 3]);
  expect(decodeProtectedHeader(out.trim())).toMatchObject({ alg: 'EdDSA', typ: 'at+jwt' });
  const claims = decodeJwt(out.trim());
  expect(claims).toMatchObject({
    aud: 'concordat',
    sub: 'analyst-1',
    country: 'NO',
    purposes: ['OPERATIONAL_ANALYSIS'],
  });
  expect(Number(claims.exp) - Number(claims.iat)).toBeLessThanOrEqual(3600);
  const unknown = await askProgram([...words.with(2, 'QQ'), '--justification', 'x']);
  expect([unknown.code, unknown.out, unknown.err]).toEqual([
    2,
    '',
    expect.stringContaining('unknown country'),
  ]);
});

/** What the example in the repository takes from the environment. */
const SECRETS = { DK_AUTHORIZATION: 'Bearer of-a-test' };

describe('a configuration', () => {
  const example = readFileSync(new URL('../../concordat.example.json', import.meta.url), 'utf8');

  test('such as the example in the repository is read: all countries, Europol and Interpol', () => {
    const config = readConfig(example, 'concordat.example.json', SECRETS, COUNTRIES.keys());
    expect([...config.systems.keys()].sort()).toEqual([...COUNTRIES.keys(), 'XE', 'XO'].sort());
    expect(config).toMatchObject({ host: '127.0.0.1', port: 4000, accessDate: null });
  });

  for (const [name, change, said] of [
    ['a port that is none', { port: 70_000 }, /c\.json: `port`: no port: write a whole number/],
    ['a key that nobody knows', { authentication: false }, /c\.json:.*authentication/],
    [
      'an access date over real systems',
      { accessDate: '2011-12-16' },
      /c\.json: `accessDate`: refused for `AT`/,
    ],
    ['no algorithm', { tokens: { algorithms: [], jwksFile: 'x' } }, /c\.json: `tokens\.algorithms/],
    [
      'a shared secret as algorithm',
      { tokens: { algorithms: ['HS256'], jwksFile: 'x' } },
      /c\.json: `tokens\.algorithms/,
    ],
    [
      'two sources of keys',
      { tokens: { algorithms: ['EdDSA'], jwksFile: 'x', publicKeyFile: 'y' } },
      /c\.json: `tokens`/,
    ],
  ] as const) {
    test(`with ${name} is refused by file, path and remedy`, () => {
      const text = JSON.stringify({ ...JSON.parse(example), ...change });
      let thrown: unknown;
      try {
        readConfig(text, 'c.json', SECRETS, COUNTRIES.keys());
      } catch (error) {
        thrown = error;
      }
      expect(thrown).toBeInstanceOf(GatewayError);
      expect((thrown as GatewayError).message).toMatch(said);
    });
  }

  test('takes a secret from the environment, and names the variable that is missing', () => {
    const systems = { DK: { url: 'https://dk.example.org', headers: { 'x-api-key': { env: 'DK_KEY' } } } };
    const text = JSON.stringify({ ...JSON.parse(example), systems });
    const config = readConfig(text, 'c.json', { DK_KEY: 'hush' }, COUNTRIES.keys());
    expect(config.systems.get('DK')?.headers()).toEqual({ 'x-api-key': 'hush' });
    expect(JSON.stringify([...config.systems])).not.toContain('hush');
    expect(() => readConfig(text, 'c.json', {}, COUNTRIES.keys())).toThrow(/DK_KEY/);
  });

  test('stops serve before it listens, with one line and exit code 2', async () => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, '{"port": "x"}');
    const { code, out, err } = await runProgram('src/cli/main.ts', ['serve', '--config', file]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(`${file}: \`port\``);
  });

  const listening = async (change: object, ...words: readonly string[]) => {
    const file = join(folder, 'listening.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(example), port: 0, ...change }));
    const run = await runProgram(
      'src/cli/main.ts',
      ['serve', '--config', file, ...words],
      /listening on http/,
      SECRETS,
    );
    return { file, ...run };
  };
  /** With all its systems, none of which is up. */
  let real: Awaited<ReturnType<typeof listening>>;
  beforeAll(async () => {
    real = await listening({});
  });

  test('of real systems lets serve run without any of them up, and not on another day', async () => {
    expect([real.code, real.out]).toEqual([
      0,
      expect.stringMatching(/listening on http:\/\/127\.0\.0\.1:\d+\/graphql/),
    ]);
    const dated = await listening({}, '--date', '2011-12-16');
    expect([dated.code, dated.err]).toEqual([2, expect.stringContaining('not said to be synthetic')]);
  });

  test('with a host or a port that cannot be listened on is refused by file and key', async () => {
    const strange = await listening({ host: '256.1.1.1' });
    expect([strange.code, strange.out]).toEqual([2, '']);
    expect(strange.err).toBe(
      `error: ${strange.file}: \`host\`: \`256.1.1.1:0\` cannot be listened on: write another host\n`,
    );
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const taken = await listening({ port });
    const demo = await runProgram('demo/demo.ts', ['--once', '--port', String(port)]);
    server.close();
    const sentence = `\`127.0.0.1:${port}\` cannot be listened on: write another port\n`;
    expect([taken.code, taken.err]).toEqual([2, `error: ${taken.file}: \`port\`: ${sentence}`]);
    expect([demo.code, demo.err]).toEqual([2, `error: option --port: ${sentence}`]);
  });

  test('without the system of a country lets serve run, and the log warns of it', async () => {
    const { SE: _, XO: __, ...systems } = JSON.parse(example).systems;
    const { code, err } = await listening({ systems });
    expect(code).toBe(0);
    const warned = err.split('\n').filter((line) => line.includes('no system is configured'));
    expect(warned.map((line) => JSON.parse(line))).toMatchObject([{ level: 40, countries: ['SE', 'XO'] }]);
    expect(real.err).not.toContain('no system is configured');
  });
});
