import { readFileSync } from 'node:fs';
import { inspect } from 'node:util';
import type { Config, Environment } from '../src/config.ts';
import { COUNTRIES } from '../src/countries/registry.ts';
import { GatewayError } from '../src/errors.ts';
import { readConfig } from '../src/read-config.ts';
import { describe, expect, test } from './jest.ts';

const TOKENS = { algorithms: ['EdDSA'], jwksFile: 'keys.json' };
const SYSTEMS = { DK: { url: 'https://dk.example' } };
const GOOD = { systems: SYSTEMS, tokens: TOKENS };

const read = (settings: unknown, environment: Environment = {}): Config =>
  readConfig(JSON.stringify(settings), '/etc/concordat/gateway.json', environment, COUNTRIES.keys());

/** The faults, each without the file it is of. */
function faultsOf(settings: unknown, environment: Environment = {}): readonly string[] {
  const text = typeof settings === 'string' ? settings : JSON.stringify(settings);
  try {
    readConfig(text, 'gateway.json', environment, COUNTRIES.keys());
  } catch (error) {
    if (!(error instanceof GatewayError) || error.code !== 'CONFIGURATION_INVALID') throw error;
    return error.message.split('\n').map((line) => line.replace(/^gateway\.json: /, ''));
  }
  return [];
}

describe('a configuration that is right', () => {
  test('needs systems and keys only; the rest is on this machine, cautious, and today', () => {
    const config = read(GOOD);
    expect(config).toEqual({
      host: '127.0.0.1',
      port: 4000,
      systems: new Map([
        [
          'DK',
          { url: 'https://dk.example', synthetic: false, timeoutMs: 2000, headers: expect.any(Function) },
        ],
      ]),
      tokens: {
        issuer: null,
        audience: 'concordat',
        algorithms: ['EdDSA'],
        keys: { jwksFile: '/etc/concordat/keys.json' },
      },
      accessDate: null,
      deadlineMs: 5000,
      execution: 'COMPILED',
      ledger: {
        place: { kind: 'sqlite', file: '/etc/concordat/ledger.db' },
        keyFile: '/etc/concordat/ledger-key.pem',
        headFile: '/etc/concordat/ledger-head.txt',
        name: null,
        retentionDays: new Map(),
      },
      logLevel: 'info',
    });
    expect(config.systems.get('DK')?.headers()).toEqual({});
    for (const part of [config, config.tokens, config.tokens.keys, config.systems.get('DK')]) {
      expect(Object.isFrozen(part)).toBe(true);
    }
  });

  test('may say all of it', () => {
    const config = read({
      host: '::1',
      port: 0,
      logLevel: 'silent',
      accessDate: '2011-12-16',
      deadlineMs: 120_000,
      systems: {
        DK: { url: 'http://127.0.0.1:4101/dk', synthetic: true, timeoutMs: 60_000 },
        XE: { url: 'http://[::1]:4102', synthetic: true },
      },
      tokens: {
        issuer: 'https://id.example',
        audience: 'other',
        algorithms: ['ES256', 'PS256'],
        publicKeyFile: '/k.pem',
      },
    });
    expect(config).toMatchObject({ host: '::1', port: 0, logLevel: 'silent', accessDate: '2011-12-16' });
    expect([...config.systems.keys()]).toEqual(['DK', 'XE']);
    expect(config.tokens).toEqual({
      issuer: 'https://id.example',
      audience: 'other',
      algorithms: ['ES256', 'PS256'],
      keys: { publicKeyFile: '/k.pem' },
    });
  });

  test('may begin with a byte order mark', () => {
    expect(faultsOf(`\ufeff${JSON.stringify(GOOD)}`)).toEqual([]);
  });

  test('is what the repository shows as its example: every country, Europol, Interpol, and a secret by its name', () => {
    const text = readFileSync(new URL('../concordat.example.json', import.meta.url), 'utf8');
    const environment = { DK_AUTHORIZATION: 'Bearer hunter2' };
    const { systems } = readConfig(text, 'concordat.example.json', environment, COUNTRIES.keys());
    expect([...systems.keys()].sort()).toEqual([...COUNTRIES.keys(), 'XE', 'XO'].sort());
    expect([...systems.values()].some(({ synthetic }) => synthetic)).toBe(false);
    expect(systems.get('DK')?.headers()).toEqual({ authorization: 'Bearer hunter2' });
    expect(faultsOf(text)).toEqual([expect.stringContaining('`DK_AUTHORIZATION` is not set')]);
  });
});

describe('a configuration that is wrong', () => {
  test('is refused with every fault, each by file, path and remedy', () => {
    const settings = {
      port: 70_000,
      hots: 'x',
      systems: { dk: {}, NO: { url: 'ftp://x', timeoutMs: 0, retries: 3 }, SE: { synthetic: 'yes' } },
      tokens: { algorithms: ['none'], jwksFile: 1 },
      logLevel: 'loud',
    };
    expect(faultsOf(settings).toSorted()).toEqual(
      [
        '`hots`: unknown key: delete it, or correct its name',
        '`logLevel`: no level: write one of silent, fatal, error, warn, info, debug, trace',
        '`port`: no port: write a whole number from 0 to 65535',
        '`systems.NO.retries`: unknown key: delete it, or correct its name',
        '`systems.NO.timeoutMs`: no time limit: write milliseconds from 1 to 60000',
        '`systems.NO.url`: no address: write one on https or http',
        '`systems.SE.synthetic`: no yes or no: write true or false, without quotes',
        '`systems.SE.url`: missing: write one on https or http',
        '`systems.dk`: no country code: write two capital letters, such as `DK`, or `XE`, `XO`',
        '`tokens.algorithms.0`: no algorithm for tokens: write some of EdDSA, Ed25519, ES256, ES384, ES512, PS256, PS384, PS512, RS256, RS384, RS512',
        '`tokens.jwksFile`: no text: write it in quotes, not empty',
      ].toSorted(),
    );
  });

  for (const [name, text, said] of [
    ['no JSON', '{\n "port": 1,\n "host": "a" "b" }', 'row 3: no JSON: look for a comma, quote or bracket'],
    ['empty', '', 'no JSON: look for a comma'],
    ['a list', '[]', 'the whole: no object: write its settings'],
    [
      'a key twice',
      '{"port":1,"systems":{"DK":{},"DK":{}}}',
      'key `DK` stands twice in one object: keep one',
    ],
    ['a key twice, spelt with an escape', '{"port":1,"p\\u006frt":2}', 'key `port` stands twice'],
    ['__proto__', '{"systems":{"__proto__":{"url":"https://x"}}}', 'unknown key `__proto__`: delete it'],
    ['a control character in a key', '{"\\u001b[2J":1}', '`\\u{1b}[2J`: unknown key'],
  ] as const) {
    test(`by being or holding ${name} is refused`, () => {
      expect(faultsOf(text).join('\n')).toContain(said);
    });
  }

  test('never shows a value in its message, which may be a secret', () => {
    const texts = [
      '{"systems":{"DK":{"headers":{"authorization":"hunter2"x',
      '{"x":hunter2}',
      JSON.stringify({
        ...GOOD,
        port: 'hunter2',
        systems: { DK: { url: 'https://u:hunter2@dk.example', headers: { a: 'hunter2\n', b: ['hunter2'] } } },
      }),
    ];
    for (const text of texts) {
      const faults = faultsOf(text);
      expect(faults.length).toBeGreaterThan(0);
      expect(faults.join()).not.toContain('hunter2');
    }
  });

  test('has no key that turns authentication, a rule or the log off', () => {
    for (const key of [
      'authentication',
      'auth',
      'insecure',
      'anonymous',
      'rules',
      'ledger',
      'introspection',
    ]) {
      const isThere = key === 'ledger';
      expect(faultsOf({ ...GOOD, [key]: false })).toEqual([
        `\`${key}\`: ${isThere ? 'no object: write its settings as `{ ... }`' : 'unknown key: delete it, or correct its name'}`,
      ]);
      expect(faultsOf({ ...GOOD, tokens: { ...TOKENS, [key]: false } })).toHaveLength(1);
    }
  });
});

describe('the tokens', () => {
  for (const [name, change, said] of [
    ['without algorithms', { algorithms: undefined }, /^`tokens\.algorithms`: missing: write some of EdDSA/],
    ['with no algorithm', { algorithms: [] }, /^`tokens\.algorithms`: no algorithm/],
    ['with one algorithm as text', { algorithms: 'EdDSA' }, /^`tokens\.algorithms`: no algorithm/],
    ['unsigned', { algorithms: ['EdDSA', 'none'] }, /^`tokens\.algorithms\.1`: no algorithm/],
    ['under a shared secret', { algorithms: ['HS256'] }, /^`tokens\.algorithms\.0`: no algorithm/],
    ['without keys', { jwksFile: undefined }, /^`tokens`: 0 sources of keys: write exactly one of jwksFile/],
    ['with two sources', { jwksUrl: 'https://id.example/jwks' }, /^`tokens`: 2 sources of keys/],
    ['with an empty audience', { audience: '' }, /^`tokens\.audience`: no text/],
    ['with an empty issuer', { issuer: '' }, /^`tokens\.issuer`: no text/],
  ] as const) {
    test(`${name} are refused`, () => {
      const faults = faultsOf({ ...GOOD, tokens: { ...TOKENS, ...change } });
      expect(faults).toEqual([expect.stringMatching(said)]);
    });
  }

  const keysAt = (jwksUrl: string) => faultsOf({ ...GOOD, tokens: { algorithms: ['EdDSA'], jwksUrl } });
  test('have their keys fetched over https, or from this machine', () => {
    for (const url of [
      'https://id.example/jwks?x=1',
      'http://127.0.0.1:1/jwks',
      'http://[::1]/',
      'http://localhost/',
    ]) {
      expect(keysAt(url)).toEqual([]);
    }
    for (const url of [
      'http://id.example/jwks',
      'http://127.0.0.1.example/',
      'http://localhost.example/',
      'http://10.0.0.1/',
    ]) {
      expect(keysAt(url)).toEqual(['`tokens.jwksUrl`: keys over http: fetch them over https']);
    }
    for (const url of ['file:///etc/keys.json', 'jwks.json', 'data:application/json,{}', '']) {
      expect(keysAt(url)).toEqual(['`tokens.jwksUrl`: no address: write one on https or http']);
    }
  });

  test('have the folder of the configuration as the place of their key file', () => {
    const readAt = (file: string) => readConfig(JSON.stringify(GOOD), file, {}, COUNTRIES.keys()).tokens.keys;
    expect(readAt('gateway.json')).toEqual({ jwksFile: 'keys.json' });
    expect(readAt('conf/gateway.json')).toEqual({ jwksFile: 'conf/keys.json' });
  });
});

describe('a system', () => {
  const faultsWith = (system: unknown, environment: Environment = {}) =>
    faultsOf({ ...GOOD, systems: { DK: system } }, environment);

  test('is there: a gateway over nothing is a mistake', () => {
    expect(faultsOf({ ...GOOD, systems: {} })).toEqual(['`systems`: empty: configure at least one system']);
    expect(faultsOf({ tokens: TOKENS })).toEqual([
      '`systems`: missing: write one system for each country code',
    ]);
  });

  // Trap: the gateway would start, ask nobody under that code, and say nothing.
  test('is of a country of the registry, of Europol or of Interpol: any other code is refused', () => {
    const system = { url: 'https://zz.example' };
    expect(
      faultsOf({ ...GOOD, systems: { DK: system, ZZ: system, XE: system, XO: system, UK: system } }),
    ).toEqual(
      ['ZZ', 'UK'].map(
        (code) => `\`systems.${code}\`: no country of the registry: correct the code, or delete it`,
      ),
    );
  });

  for (const [url, said] of [
    ['https://user@dk.example', 'an address with credentials: write them into `headers`'],
    ['https://user:secret@dk.example', 'an address with credentials'],
    ['https://dk.example/#x', 'an address with `?` or `#`: leave that part out'],
    ['https://dk.example/?key=1', 'an address with `?` or `#`'],
    ['dk.example', 'no address: write one on https or http'],
    ['javascript:alert(1)', 'no address'],
  ] as const) {
    test(`at ${url} is refused`, () => {
      expect(faultsWith({ url })).toEqual([expect.stringContaining(`\`systems.DK.url\`: ${said}`)]);
    });
  }

  test('has a time limit in whole milliseconds, at most a minute', () => {
    for (const timeoutMs of [0, -1, 1.5, 60_001, '2000', null]) {
      expect(faultsWith({ url: 'https://dk.example', timeoutMs })).toEqual([
        '`systems.DK.timeoutMs`: no time limit: write milliseconds from 1 to 60000',
      ]);
    }
    expect(faultsWith({ url: 'https://dk.example', timeoutMs: 1 })).toEqual([]);
  });

  test('has a time limit below the deadline of the whole query', () => {
    const fault =
      '`systems.DK.timeoutMs`: not below `deadlineMs` of the whole query: lower it, or raise that';
    const systems = { DK: { url: 'https://dk.example', timeoutMs: 3_000 } };
    expect(faultsOf({ ...GOOD, systems, deadlineMs: 3_000 })).toEqual([fault]);
    expect(faultsOf({ ...GOOD, systems, deadlineMs: 3_001 })).toEqual([]);
    expect(faultsWith({ url: 'https://dk.example', timeoutMs: 5_000 })).toEqual([fault]);
  });

  test('is asked within a deadline of whole milliseconds, at most two minutes', () => {
    for (const deadlineMs of [0, -1, 1.5, 120_001, '5000', null]) {
      expect(faultsOf({ ...GOOD, deadlineMs })).toEqual([
        '`deadlineMs`: no deadline: write milliseconds from 1 to 120000',
      ]);
    }
  });

  const headed = (headers: unknown) => ({ url: 'https://dk.example', headers });

  test('gets its headers with names in lower case, secrets from the environment', () => {
    const systems = { DK: headed({ 'X-Api-Key': { env: 'DK_KEY' }, 'x-client': 'concordat' }) };
    const config = read({ ...GOOD, systems }, { DK_KEY: 'hunter2' });
    expect(config.systems.get('DK')?.headers()).toEqual({ 'x-api-key': 'hunter2', 'x-client': 'concordat' });
  });

  test('shows no header when the configuration is printed', () => {
    const systems = { DK: headed({ 'x-api-key': { env: 'DK_KEY' }, 'x-client': 'hunter2' }) };
    const config = read({ ...GOOD, systems }, { DK_KEY: 'hunter2' });
    expect(inspect(config, { depth: null, showHidden: true })).not.toContain('hunter2');
    expect(JSON.stringify([...config.systems])).not.toContain('hunter2');
  });

  for (const [name, environment] of [
    ['that is missing', {}],
    ['that only every object has', Object.create({ DK_KEY: 'x' }) as Environment],
  ] as const) {
    test(`with a variable ${name} is refused by the name of the variable`, () => {
      expect(faultsWith(headed({ authorization: { env: 'DK_KEY' } }), environment)).toEqual([
        '`systems.DK.headers.authorization`: environment variable `DK_KEY` is not set: set it before the start',
      ]);
    });
  }

  test('with a variable that is no value of a header is refused without the value', () => {
    for (const value of ['', 'hunter2\n', 'hunter2\r\nhost: x', 'hunter2\u0000', ' hunter2', 'hünter2']) {
      const faults = faultsWith(headed({ authorization: { env: 'DK_KEY' } }), { DK_KEY: value });
      expect(faults).toEqual([
        '`systems.DK.headers.authorization`: environment variable `DK_KEY` is no value of a header: set it to printable ASCII, without a line end',
      ]);
    }
  });

  test('with a header that is none, or ours to set, is refused', () => {
    const names = [
      '',
      'x y',
      'x:y',
      'x\ny',
      'ｘ',
      'Host',
      'content-length',
      'Transfer-Encoding',
      'content-type',
      'te',
    ];
    for (const name of names) {
      expect(faultsWith(headed({ [name]: 'x' }))).toEqual([
        expect.stringContaining('no header to set: write one that the system asks for'),
      ]);
    }
    expect(faultsWith(headed({ 'x-a': 'x', 'X-A': 'y' }))).toEqual([
      '`systems.DK.headers.X-A`: a header named twice: keep one of them',
    ]);
    for (const value of [1, null, ['x'], {}, { env: '1X' }, { env: 'X', default: 'y' }]) {
      expect(faultsWith(headed({ 'x-a': value }), { X: 'x' })).toEqual([
        '`systems.DK.headers.x-a`: no value: write it in quotes, or `{ "env": "VARIABLE" }`',
      ]);
    }
  });
});

describe('an access date', () => {
  const synthetic = { url: 'http://127.0.0.1:1', synthetic: true };

  test('is taken where every system is synthetic, and refused where one is not said to be', () => {
    const faults = (systems: unknown) => faultsOf({ ...GOOD, systems, accessDate: '2011-12-16' });
    expect(faults({ DK: synthetic, NO: synthetic })).toEqual([]);
    for (const real of [{ url: 'https://no.example' }, { url: 'https://no.example', synthetic: false }]) {
      expect(faults({ DK: synthetic, NO: real })).toEqual([
        '`accessDate`: refused for `NO`, not said to be synthetic: leave the date out, or use systems with `synthetic: true` only',
      ]);
    }
  });

  test('is a day of the calendar', () => {
    for (const accessDate of ['2011-02-29', '16.12.2011', '2011-12-16T00:00:00Z', '', '２０１１-12-16']) {
      expect(faultsOf({ ...GOOD, systems: { DK: synthetic }, accessDate })).toEqual([
        '`accessDate`: no day of the calendar: write it as yyyy-MM-dd',
      ]);
    }
    expect(faultsOf({ ...GOOD, systems: { DK: synthetic }, accessDate: 20111216 })).toEqual([
      '`accessDate`: no date: write it as yyyy-MM-dd',
    ]);
  });
});

describe('the key that seals cursors', () => {
  const key = Buffer.alloc(32, 7);

  test('comes from a variable, in base64 of either alphabet, and is not shown with the settings', () => {
    for (const text of [key.toString('base64'), key.toString('base64url')]) {
      const config = read({ ...GOOD, cursorKey: { env: 'CURSOR_KEY' } }, { CURSOR_KEY: text });
      expect(Buffer.from(config.cursorKey?.() ?? [])).toEqual(key);
      expect(inspect(config, { depth: null })).not.toContain(text);
      expect(JSON.stringify(config)).not.toContain(text);
    }
  });

  test('may be left out: then one is made at start-up', () => {
    expect(read(GOOD).cursorKey).toBeUndefined();
  });

  const remedy = 'set it to 32 random bytes in base64, such as `openssl rand -base64 32` prints';
  for (const [name, cursorKey, environment, said] of [
    [
      'written into the file',
      key.toString('base64'),
      {},
      'no name of a variable: write `{ "env": "VARIABLE" }`',
    ],
    ['null', null, {}, 'no name of a variable: write `{ "env": "VARIABLE" }`'],
    [
      'of a variable that is not set',
      { env: 'toString' },
      {},
      `environment variable \`toString\` is not set: ${remedy}`,
    ],
    ['too short', { env: 'K' }, { K: 'c2VjcmV0' }, `environment variable \`K\` is no key: ${remedy}`],
    [
      'too long',
      { env: 'K' },
      { K: Buffer.alloc(33).toString('base64') },
      `environment variable \`K\` is no key: ${remedy}`,
    ],
    ['no base64', { env: 'K' }, { K: '!'.repeat(43) }, `environment variable \`K\` is no key: ${remedy}`],
  ] as const) {
    test(`is refused when it is ${name}, without its value`, () => {
      expect(faultsOf({ ...GOOD, cursorKey }, environment)).toEqual([`\`cursorKey\`: ${said}`]);
    });
  }
});

describe('the settings of statistics', () => {
  const dates = { icarus: ['2011-12-16'] };
  const statistics = { folder: 'tables', reportingDates: dates };
  const faultsWith = (change: object) => faultsOf({ ...GOOD, statistics: { ...statistics, ...change } });

  test('may be left out: then no figures are published', () => {
    expect(read(GOOD).statistics).toBeUndefined();
  });

  test('need a folder and dates; without more they are cautious, and frozen', () => {
    const config = read({ ...GOOD, statistics });
    expect(config.statistics).toEqual({
      folder: '/etc/concordat/tables',
      rules: { threshold: 5, mode: 'SUPPRESS', incomplete: 'WAIT' },
      reportingDates: new Map([['icarus', ['2011-12-16']]]),
      knownFigures: undefined,
    });
    for (const part of [config.statistics, config.statistics?.rules])
      expect(Object.isFrozen(part)).toBe(true);
    expect(faultsOf({ ...GOOD, statistics: {} }).toSorted()).toEqual([
      '`statistics.folder`: no path: write it in quotes',
      '`statistics.reportingDates`: no object: write dates for each operation',
    ]);
  });

  test('may say all of it, of several operations', () => {
    const reportingDates = { icarus: ['2011-12-16', '2012-01-31'], 'icarus-2': ['2012-01-31'] };
    const rules = { threshold: 10, mode: 'SUPPRESS', incomplete: 'SAY' };
    const { statistics: settings } = read({
      ...GOOD,
      statistics: { ...statistics, ...rules, reportingDates },
    });
    expect(settings?.rules).toEqual(rules);
    expect([...(settings?.reportingDates ?? [])]).toEqual(Object.entries(reportingDates));
  });

  test('have the folder of the configuration as the place of their files, but for absolute paths', () => {
    const readAt = (file: string, settings: object) =>
      readConfig(JSON.stringify({ ...GOOD, statistics: settings }), file, {}, COUNTRIES.keys()).statistics;
    const relative = { ...statistics, knownFigures: '../known.csv' };
    expect(readAt('conf/gateway.json', relative)).toMatchObject({
      folder: 'conf/tables',
      knownFigures: 'known.csv',
    });
    const absolute = { ...statistics, folder: '/var/tables', knownFigures: '/var/known.csv' };
    expect(readAt('conf/gateway.json', absolute)).toMatchObject({
      folder: '/var/tables',
      knownFigures: '/var/known.csv',
    });
  });

  test('have a threshold from 3 up, in whole numbers', () => {
    for (const threshold of [2, 0, -5, 4.5, 101, '5', null]) {
      expect(faultsWith({ threshold })).toEqual([
        '`statistics.threshold`: no threshold: write a whole number from 3 to 100',
      ]);
    }
    for (const threshold of [3, 100]) expect(faultsWith({ threshold })).toEqual([]);
  });

  test('that round have no threshold which rounding cannot hide', () => {
    expect(faultsWith({ mode: 'ROUND', threshold: 6 })).toEqual([
      '`statistics.threshold`: beyond 5, which rounding cannot hide: lower it, or set `mode` to SUPPRESS',
    ]);
    for (const threshold of [3, 5]) expect(faultsWith({ mode: 'ROUND', threshold })).toEqual([]);
    expect(faultsWith({ mode: 'ROUND' })).toEqual([]);
  });

  for (const [name, change, said] of [
    ['an unknown mode', { mode: 'NONE' }, '`statistics.mode`: no such word: write SUPPRESS or ROUND'],
    ['an unknown word', { incomplete: true }, '`statistics.incomplete`: no such word: write WAIT or SAY'],
    ['an empty folder', { folder: '' }, '`statistics.folder`: empty: write a path'],
    ['a folder that is none', { folder: 1 }, '`statistics.folder`: no path: write it in quotes'],
    [
      'known figures in place',
      { knownFigures: {} },
      '`statistics.knownFigures`: no path: write it in quotes',
    ],
    // Trap: a key by which protection could be turned off, and nothing would show it.
    ['another key', { audit: false }, '`statistics.audit`: unknown key: delete it, or correct its name'],
    [
      'a list of dates',
      { reportingDates: ['2011-12-16'] },
      '`statistics.reportingDates`: no object: write dates for each operation',
    ],
    [
      'one date in place of a list',
      { reportingDates: { icarus: '2011-12-16' } },
      '`statistics.reportingDates.icarus`: no list: write dates in brackets',
    ],
    [
      'no date',
      { reportingDates: { icarus: [] } },
      '`statistics.reportingDates.icarus`: empty: write a date, or delete it',
    ],
    [
      'a path in the place of an operation',
      { reportingDates: { '../icarus': ['2011-12-16'] } },
      '`statistics.reportingDates.../icarus`: no operation: write its id, such as `icarus`',
    ],
  ] as const) {
    test(`with ${name} are refused by path and remedy`, () => {
      expect(faultsWith(change)).toEqual([said]);
    });
  }

  test('have days of the calendar as reporting dates', () => {
    for (const date of ['2011-02-29', '16.12.2011', 'now', '', '２０１１-12-16']) {
      expect(faultsWith({ reportingDates: { icarus: ['2011-12-16', date] } })).toEqual([
        '`statistics.reportingDates.icarus.1`: no day of the calendar: write it as yyyy-MM-dd',
      ]);
    }
    expect(faultsWith({ reportingDates: { icarus: [20111216] } })).toEqual([
      '`statistics.reportingDates.icarus.0`: no date: write it as yyyy-MM-dd',
    ]);
  });
});

test('what was compiled is fetched in one of two ways, and in no other', () => {
  expect(read({ ...GOOD, execution: 'REFERENCE' }).execution).toBe('REFERENCE');
  for (const execution of ['compiled', 'STITCHED', true, null]) {
    expect(faultsOf({ ...GOOD, execution })).toEqual([
      '`execution`: no path: write one of COMPILED, REFERENCE',
    ]);
  }
});

describe('settings of the ledger', () => {
  const ledgerOf = (ledger: object, environment: Environment = {}) =>
    read({ ...GOOD, ledger }, environment).ledger;
  const faultsWith = (ledger: unknown, environment: Environment = {}) =>
    faultsOf({ ...GOOD, ledger }, environment);

  test('may say all of it; relative paths are taken from the folder of the configuration', () => {
    const settings = {
      file: 'evidence/log.db',
      keyFile: '/run/secrets/ledger.pem',
      headFile: '../head.txt',
      name: 'ledger.example.org/concordat',
      retentionDays: { DE: 730, XE: 3650 },
    };
    const ledger = ledgerOf(settings);
    expect(ledger).toEqual({
      ...settings,
      file: undefined,
      place: { kind: 'sqlite', file: '/etc/concordat/evidence/log.db' },
      headFile: '/etc/head.txt',
      retentionDays: new Map(Object.entries(settings.retentionDays)),
    });
    expect(Object.isFrozen(ledger)).toBe(true);
  });

  test('are of a PostgreSQL where CONCORDAT_LEDGER says so, and nothing printed shows its password', () => {
    const address = 'postgres://concordat:hush@db.example:5432/evidence';
    const config = read(GOOD, { CONCORDAT_LEDGER: address });
    const { place } = config.ledger;
    expect(place).toEqual({ kind: 'postgres', url: expect.any(Function) });
    expect(place.kind === 'postgres' && place.url()).toBe(address);
    for (const shown of [inspect(config, { depth: null }), JSON.stringify(config)])
      expect(shown).not.toContain('hush');
  });

  test('are refused by key for what is none of theirs, and no value is said', () => {
    expect(faultsWith({ files: 'x' })).toEqual([
      '`ledger.files`: unknown key: delete it, or correct its name',
    ]);
    expect(faultsWith('ledger.db')).toEqual(['`ledger`: no object: write its settings as `{ ... }`']);
    expect(faultsWith({ file: '' })).toEqual(['`ledger.file`: empty: write a path']);
    for (const name of ['', 'two words', 'a+b', 'a\nb']) {
      expect(faultsWith({ name })).toEqual([
        '`ledger.name`: no name for a log: write one without blanks and plus, such as a domain and a path',
      ]);
    }
    for (const days of [0, -1, 1.5, '30', 36_526]) {
      expect(faultsWith({ retentionDays: { DE: days } })).toEqual([
        '`ledger.retentionDays.DE`: no period: write whole days from 1 to 36525',
      ]);
    }
    expect(faultsWith({ retentionDays: { Germany: 30 } })).toEqual([
      '`ledger.retentionDays.Germany`: no country code: write two capital letters, such as `DK`',
    ]);
    for (const address of ['', 'evidence', 'mysql://u:hush@db/x', 'postgres//u:hush@db/x']) {
      const faults = faultsWith({}, { CONCORDAT_LEDGER: address });
      expect(faults).toEqual([
        '`ledger`: environment variable `CONCORDAT_LEDGER` is no address: write `postgres://user:password@host/database`',
      ]);
    }
  });
});
