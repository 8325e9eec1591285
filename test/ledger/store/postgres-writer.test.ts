/** What happens to a ledger in PostgreSQL when something goes wrong between it and its gateways. */
import { type SealedEntry, sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { readSignedNote } from '../../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../../src/ledger/note/verify-checkpoint.ts';
import type { LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import { openPostgresStore } from '../../../src/ledger/store/postgres/open-postgres-store.ts';
import {
  POSTGRES_TIMEOUTS,
  type PostgresTimeouts,
} from '../../../src/ledger/store/postgres/postgres-session.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../../src/ledger/tree.ts';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '../../jest.ts';
import { signerOf } from '../signers.ts';
import { ownerEntry, someEntry, someErasure } from '../some-entry.ts';
import { type PostgresServer, startPostgres } from './start-postgres.ts';
import { type Mishap, type PostgresProxy, startPostgresProxy } from './start-postgres-proxy.ts';

const SIGNER = signerOf('ledger.example/one', 1);
const unavailable = { code: 'EVIDENCE_LOG_UNAVAILABLE' };

let server: PostgresServer;
let proxy: PostgresProxy;
let address: string;
let clock = 0;
const opened: { close(): Promise<void> }[] = [];
beforeAll(async () => {
  server = await startPostgres();
  proxy = await startPostgresProxy(server.port);
});
afterAll(async () => {
  await proxy?.close();
  await server?.stop();
});
beforeEach(async () => {
  address = await server.emptyDatabase();
  clock = 0;
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const open = async (own: Partial<PostgresTimeouts> = {}, url = address): Promise<LedgerStore> => {
  const options = { signer: SIGNER, now: () => clock, isGateway: true };
  const store = await openPostgresStore(() => url, options, { ...POSTGRES_TIMEOUTS, ...own });
  opened.push(store);
  return store;
};
const openByProxy = (own: Partial<PostgresTimeouts> = {}) => {
  const url = new URL(address);
  url.port = String(proxy.port);
  return open(own, url.href);
};
const sealed = (owners: readonly string[] = ['AT']): SealedEntry =>
  sealEntry(someEntry({ owners: owners.map((owner) => ownerEntry(owner)) }));

/** Appends one more, and shows that the head then is over exactly what the table holds. */
async function expectDense(store: LedgerStore, size: number): Promise<void> {
  const head = await store.append([sealed()]);
  expect(head.size).toBe(size);
  const leaves = await store.leaves(0, size);
  const hashes = Array.from({ length: size }, (_, at) => leaves.slice(32 * at, 32 * at + 32));
  const { root } = verifyCheckpoint(readSignedNote(Buffer.from(head.note)), SIGNER.key);
  expect(root).toEqual(rootOf(hashes.reduce(appendLeaf, EMPTY_TREE)));
}

/** Holds what the statement locks until it is let go. */
async function hold(sql: string): Promise<() => Promise<void>> {
  let letGo = (): void => undefined;
  const until = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let isHeld = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    isHeld = resolve;
  });
  const done = server.inTransaction(sql, address, async () => {
    isHeld();
    await until;
  });
  await held;
  const release = async () => {
    letGo();
    await done;
  };
  opened.unshift({ close: release });
  return release;
}

/** Asks until the server says something, or for so long that it never will. */
async function until(sql: string, rows = 1): Promise<void> {
  for (let left = 400; (await server.admin(sql)).length < rows; left -= 1) {
    if (left === 0) throw new Error(`it never came: ${sql}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Until so many sessions wait for a lock. */
const waiting = (count: number) =>
  until(`SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock'`, count);

// First: the more databases there are, the longer a server takes to come back.
test('a server that dies keeps what was appended, and a gateway lives on', async () => {
  const store = await open();
  await store.append([sealed(), sealed()]);
  expect(await store.size()).toBe(2);
  await server.kill();
  await expect(store.append([sealed()])).rejects.toMatchObject(unavailable);
  await expect(store.append([sealed()])).rejects.toMatchObject(unavailable);
  await server.start();
  await expect(store.size()).rejects.toMatchObject(unavailable);
  expect(await store.size()).toBe(2);
  await expectDense(store, 3);
});

for (const [mishap, holds] of [
  ['cut before', 0],
  ['cut after', 1],
] as const satisfies readonly (readonly [Mishap, number])[]) {
  const what = mishap === 'cut before' ? 'has not reached the server' : 'holds but nobody is told';
  test(`a commit that ${what} rejects, and the log goes on without a gap`, async () => {
    const store = await openByProxy();
    await store.append([sealed()]);
    proxy.at('COMMIT\0', mishap);
    await expect(store.append([sealed()])).rejects.toMatchObject(unavailable);
    const again = await open();
    expect(await again.size()).toBe(1 + holds);
    await expectDense(again, 2 + holds);
    await expectDense(store, 3 + holds);
  });
}

test('a commit that is in doubt for a standby is not taken for one', async () => {
  const store = await open();
  await store.append([sealed()]);
  await server.set('synchronous_standby_names', 'nobody');
  const outcome = store.append([sealed()]).catch((error: unknown) => error);
  await until(`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'`);
  const told = await outcome;
  await server.admin('ALTER SYSTEM RESET synchronous_standby_names');
  await server.admin('SELECT pg_reload_conf()');
  expect(told).toMatchObject(unavailable);
  await expectDense(store, 3);
});

test('gateways at one log make one history, whatever isolation the database is set to', async () => {
  await server.admin(
    `ALTER DATABASE ${new URL(address).pathname.slice(1)} SET default_transaction_isolation = 'serializable'`,
  );
  const stores = [await open(), await open(), await open()];
  const heads = await Promise.all(
    stores.flatMap((store) => Array.from({ length: 8 }, () => store.append([sealed()]))),
  );
  expect(heads.map(({ size }) => size).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 24 }, (_, at) => at + 1),
  );
  for (const [at, store] of stores.entries()) await expectDense(store, 25 + at);
});

test('a connection that is lost while nothing is done fails the next call, and that one alone', async () => {
  const store = await open();
  await store.append([sealed()]);
  await server.admin(
    `SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE application_name = 'concordat'`,
  );
  // The news of it comes first, with nobody there to take it.
  await new Promise((resolve) => setTimeout(resolve, 50));
  await expect(store.append([sealed()])).rejects.toMatchObject(unavailable);
  await expectDense(store, 2);
});

test('a log that another one holds for too long is given up, and written to when it is free', async () => {
  const store = await open({ lockMs: 100 });
  const letGo = await hold('SELECT FROM concordat.log FOR UPDATE');
  await expect(store.append([sealed()])).rejects.toMatchObject({
    ...unavailable,
    facts: { problem: expect.stringContaining('SQLSTATE 55P03') },
  });
  await letGo();
  await expectDense(store, 1);
});

test('a gateway that hangs while it holds the log is cut off, and the others go on', async () => {
  const hanging = await openByProxy({ idleMs: 200, answerMs: 1_500 });
  // Less than the hanging one itself would wait.
  const other = await open({ lockMs: 1_000 });
  proxy.at('new_texts', 'hang');
  const outcome = hanging.append([sealed()]).catch((error: unknown) => error);
  await until(`SELECT FROM pg_stat_activity WHERE state = 'idle in transaction'`);
  await expectDense(other, 1);
  expect(await outcome).toMatchObject(unavailable);
  await expectDense(hanging, 2);
});

// Trap: gateways whose clocks differ would each find the time up since the other one's head, at every append.
test('a head that another gateway has kept is not due again, whatever the clock of either says', async () => {
  const [one, other] = [await open(), await open()];
  const older = (ms: number) => server.admin(`UPDATE concordat.heads SET time = time - ${ms}`, address);
  await one.append([sealed()]);
  clock = 3_600_000;
  await other.append([sealed()]);
  clock = 0;
  await older(1_000);
  await one.append([sealed()]);
  clock = 3_600_000;
  await older(300);
  await other.append([sealed()]);
  expect((await one.heads(0, 9)).map(({ size }) => size)).toEqual([1, 3]);
});

test('a log of the same length with another end is not written on', async () => {
  const store = await open();
  await store.append([sealed(), sealed()]);
  await server.admin(`UPDATE concordat.entries SET leaf = sha256('x') WHERE idx = 1`, address);
  await expect(store.append([sealed()])).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
});

test('a text with a zero byte is kept as it is', async () => {
  const store = await open();
  const text = 'before\0after';
  await store.append([sealEntry(someEntry({ owners: [ownerEntry('AT', { document: text })] }))]);
  const [kept] = await store.entries(0, 1);
  const { document } = JSON.parse(Buffer.from(kept?.parts[0]?.bytes ?? []).toString());
  expect((await store.texts([document])).get(document)).toBe(text);
});

test('an erasure waits for an entry without holding up the log', async () => {
  const [store, eraser] = [await open(), await open()];
  await store.append([sealed(), sealed()]);
  const letGo = await hold('SELECT FROM concordat.entries WHERE idx = 0 FOR UPDATE');
  const erased = eraser.erase('AT', Date.parse('2027-01-01'), someErasure('AT', '2027-01-01'));
  await waiting(1);
  await expectDense(store, 3);
  await letGo();
  // What came meanwhile has not been seen, or has: it is old enough.
  expect((await erased).entries).toBeGreaterThanOrEqual(2);
  await expectDense(store, 5);
});

test('of two erasures at once neither brings back what the other took away', async () => {
  const [store, other] = [await open(), await open()];
  await store.append([sealed(['AT', 'FI', 'SE']), sealed(['AT', 'FI', 'SE'])]);
  const letGo = await hold('SELECT FROM concordat.entries WHERE idx = 1 FOR UPDATE');
  const both = [
    store.erase('AT', Date.parse('2027-01-01'), someErasure('AT', '2027-01-01')),
    other.erase('SE', Date.parse('2027-01-01'), someErasure('SE', '2027-01-01')),
  ];
  await waiting(2);
  await letGo();
  await Promise.all(both);
  const kept = await store.entries(0, 2);
  expect(kept.map(({ parts }) => parts.map(({ owner }) => owner))).toEqual([['FI'], ['FI']]);
});
