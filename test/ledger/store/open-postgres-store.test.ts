/** What a ledger in PostgreSQL is opened on, and what it is not: real servers, with real settings. */
import { chown, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { generate } from 'selfsigned';
import { sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import type { LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import { openPostgresReader } from '../../../src/ledger/store/postgres/open-postgres-reader.ts';
import { openPostgresStore } from '../../../src/ledger/store/postgres/open-postgres-store.ts';
import { assertDurable, assertServer } from '../../../src/ledger/store/postgres/postgres-durability.ts';
import {
  openPostgresSession,
  POSTGRES_TIMEOUTS,
} from '../../../src/ledger/store/postgres/postgres-session.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '../../jest.ts';
import { signerOf } from '../signers.ts';
import { someEntry } from '../some-entry.ts';
import { PASSWORD, type PostgresServer, startPostgres } from './start-postgres.ts';

const OPTIONS = { signer: signerOf('ledger.example/one', 1), now: () => 0, isGateway: true };
const refused = { code: 'CONFIGURATION_INVALID' };

let server: PostgresServer;
let address: string;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(() => server?.stop());
beforeEach(async () => {
  address = await server.emptyDatabase();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const open = async (url = address): Promise<LedgerStore> => {
  const store = await openPostgresStore(() => url, OPTIONS);
  opened.push(store);
  return store;
};
const append = (store: LedgerStore) => store.append([sealEntry(someEntry())]);
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    (error: unknown) => error,
  );

for (const setting of ['fsync', 'full_page_writes'])
  test(`without \`${setting}\` no ledger is opened, and none that is open is written to`, async () => {
    const store = await open();
    await append(store);
    await server.set(setting, 'off');
    const [opening, appending] = [await failureOf(open()), await failureOf(append(store))];
    await server.set(setting, 'on');
    expect(opening).toMatchObject({ ...refused, message: expect.stringContaining(`\`${setting}\``) });
    expect(appending).toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
    expect((await append(store)).size).toBe(2);
  });

test('a commit waits for the disk, whatever the database or the address says', async () => {
  await server.admin(`ALTER DATABASE ${new URL(address).pathname.slice(1)} SET synchronous_commit = off`);
  const url = `${address}?options=${encodeURIComponent('-c synchronous_commit=off')}`;
  const session = await openPostgresSession(() => url, 'write', POSTGRES_TIMEOUTS);
  opened.push(session);
  expect(await session.run('SHOW synchronous_commit')).toEqual([[{ synchronous_commit: 'on' }]]);
  expect((await append(await open(url))).size).toBe(1);
});

for (const [what, row] of [
  ['does not wait for the disk all the same', { synchronous_commit: 'off' }],
  ['waits for less than its own disk', { synchronous_commit: 'remote_write' }],
  ['does not write through', { fsync: 'off' }],
  ['can tear a page', { full_page_writes: 'off' }],
  ['is a standby', { is_standby: true }],
] as const)
  test(`a server that ${what} is refused`, () => {
    const durable = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on', is_standby: false };
    expect(() => assertDurable(durable)).not.toThrow();
    expect(() => assertDurable({ ...durable, ...row })).toThrow(expect.objectContaining(refused));
  });

test('a server older than 14 is refused', () => {
  expect(() => assertServer(139_999)).toThrow(expect.objectContaining(refused));
  expect(() => assertServer(140_000)).not.toThrow();
});

test('a table that a crash would empty is refused', async () => {
  await append(await open());
  await server.admin('ALTER TABLE concordat.texts SET UNLOGGED', address);
  await expect(open()).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('`concordat.texts`'),
  });
});

test('tables of a later version are neither read nor written, and what to do is said', async () => {
  const store = await open();
  await server.admin('UPDATE concordat.log SET version = version + 1', address);
  for (const opening of [() => open(), () => openPostgresReader(() => address)])
    await expect(opening()).rejects.toMatchObject({
      ...refused,
      message: expect.stringContaining('run the release that made them'),
    });
  await expect(append(store)).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
});

test('gateways that start together make one ledger', async () => {
  const stores = await Promise.all([open(), open(), open(), open()]);
  for (const [at, store] of stores.entries()) expect((await append(store)).size).toBe(at + 1);
});

test('a user who may use the schema alone is enough', async () => {
  await server.admin('CREATE SCHEMA concordat', address);
  await server.admin(`CREATE ROLE gateway LOGIN PASSWORD '${PASSWORD}'`);
  await server.admin('GRANT USAGE, CREATE ON SCHEMA concordat TO gateway', address);
  const url = new URL(address);
  url.username = 'gateway';
  expect((await append(await open(url.href))).size).toBe(1);
});

test('where there is no ledger, there is nothing to read', async () => {
  await expect(openPostgresReader(() => address)).rejects.toMatchObject(refused);
});

test('a database that cannot hold every character is refused', async () => {
  await server.admin(`CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0`);
  const latin = new URL(address);
  latin.pathname = '/latin';
  await expect(open(latin.href)).rejects.toMatchObject({
    ...refused,
    message: expect.stringContaining('UTF8'),
  });
});

test('a session to read in cannot write', async () => {
  await open();
  const session = await openPostgresSession(() => address, 'read', POSTGRES_TIMEOUTS);
  opened.push(session);
  await expect(session.run('DELETE FROM concordat.entries')).rejects.toMatchObject({
    facts: { problem: expect.stringContaining('SQLSTATE 25006') },
  });
});

test('no failure says the address or any part of it', async () => {
  await open();
  const parts = (change: (url: URL) => void) => {
    const url = new URL(address);
    change(url);
    return url.href;
  };
  const addresses = [
    parts((url) => {
      url.password = 'trout-0815';
    }),
    parts((url) => {
      url.username = 'nobody-here';
    }),
    parts((url) => {
      url.pathname = '/no-such-database';
    }),
    parts((url) => {
      url.hostname = 'no-such-host.invalid';
    }),
    parts((url) => {
      url.port = '1';
    }),
    parts((url) => {
      url.search = '?sslmode=verify-full';
    }),
    parts((url) => {
      url.search = '?sslmode=verify-full&sslrootcert=/no-such-file';
    }),
    parts((url) => {
      url.search = '?sslnegotiation=sideways';
    }),
    `postgres://ledger-admin:${PASSWORD}@[bad/log`,
  ];
  const secret =
    /trout|swordfish|nobody-here|ledger-admin|no-such|127\.0\.0\.1|sideways|evidence|\bport\b|:\d{4,5}\b(?!:\d)/;
  for (const url of addresses) {
    const failure = await failureOf(open(url));
    expect(failure).toMatchObject({
      code: expect.stringMatching(/EVIDENCE_LOG_UNAVAILABLE|CONFIGURATION_INVALID/),
    });
    // All that a logger could print, but the places in files.
    const printed = inspect(failure, { depth: 9, showHidden: true }).replace(
      /^\s+(?:\[stack\].*|at .*)$/gm,
      '',
    );
    expect(printed).not.toMatch(secret);
  }
});

test('a server whose certificate nobody vouches for is not written to, and the check cannot be turned off', async () => {
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  });
  const { uid, gid } = await stat(server.folder);
  for (const [name, text] of [
    ['server.key', key],
    ['server.crt', cert],
  ] as const) {
    await writeFile(join(server.folder, name), text, { mode: 0o600 });
    await chown(join(server.folder, name), uid, gid);
  }
  await server.set('ssl', 'on');
  const url = (search: string) => `${address}?${search}`;
  await expect(open(url('sslmode=verify-full'))).rejects.toMatchObject({ code: 'EVIDENCE_LOG_UNAVAILABLE' });
  await expect(open(url('sslmode=no-verify'))).rejects.toMatchObject(refused);
  await expect(open(url('uselibpqcompat=true&sslmode=require'))).rejects.toMatchObject(refused);
  await open(url(`sslmode=verify-full&sslrootcert=${join(server.folder, 'server.crt')}`));
  expect(
    await server.admin(
      "SELECT count(*)::int AS count FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE ssl AND application_name = 'concordat'",
    ),
  ).toEqual([{ count: 1 }]);
});

test('an address that leads to another machine in clear is refused before anything is sent', async () => {
  for (const host of ['db.example.org', '10.0.0.1', '[2001:db8::1]']) {
    const failure = await failureOf(open(`postgres://user:${PASSWORD}@${host}/evidence`));
    expect(failure).toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('add `?sslmode=verify-full`'),
    });
    expect(failure).not.toMatchObject({ message: expect.stringContaining(PASSWORD) });
  }
});
