import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import type { GatewayError } from '../../src/errors.ts';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { signCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { printSignedNote, readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import { type LedgerRun, openLedger } from '../../src/ledger/open-ledger.ts';
import type { LedgerStore } from '../../src/ledger/store/ledger-store.ts';
import { openSqliteLedger } from '../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { openSqliteReader } from '../../src/ledger/store/sqlite/open-sqlite-reader.ts';
import { openSqliteStore } from '../../src/ledger/store/sqlite/open-sqlite-store.ts';
import { EMPTY_ROOT } from '../../src/ledger/tree-hash.ts';
import { afterEach, beforeEach, describe, expect, test } from '../jest.ts';
import { testsTogether } from '../tests-together.ts';
import { signerOf } from './signers.ts';
import { ownerEntry, someEntry } from './some-entry.ts';
import { damageFile } from './store/damage-file.ts';
import { temporaryFolder } from './store/temporary-folder.ts';

const SIGNER = signerOf('ledger.example/one', 1);
const GATEWAY = { signer: SIGNER, now: Date.now, isGateway: true };
const UNAVAILABLE = { code: 'EVIDENCE_LOG_UNAVAILABLE' };
const INVALID = { code: 'EVIDENCE_INVALID' };

const waiting = testsTogether();
const folder = temporaryFolder();
let file: string;
let headFile: string;
let told: (GatewayError | null)[];
const opened: { close(): unknown }[] = [];

beforeEach(() => {
  file = join(folder, randomUUID(), 'ledger.db');
  mkdirSync(dirname(file));
  headFile = join(dirname(file), 'head.txt');
  told = [];
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const openFile = (): Promise<LedgerStore> => openSqliteStore(file, GATEWAY);

async function start(open = openFile, own: Partial<LedgerRun> = {}): Promise<Ledger> {
  const report = (failure: GatewayError | null): void => {
    told.push(failure);
  };
  const ledger = await openLedger(open, { key: SIGNER.key, headFile, report, ...own });
  opened.push(ledger);
  return ledger;
}

async function until(condition: () => boolean): Promise<void> {
  for (let times = 0; !condition() && times < 1_000; times += 1) await sleep(10);
  expect(condition()).toBe(true);
}

/** The failure of a start: one start shows all of it. */
function whyNot(started: Promise<unknown>): Promise<GatewayError> {
  return started.then(
    () => {
      throw new Error('it has started');
    },
    (error: GatewayError) => error,
  );
}

/** The store, with something done in place of some of its calls. */
function within(store: LedgerStore, own: Partial<LedgerStore>): LedgerStore {
  return { ...store, ...own };
}

function entries(count: number): Promise<unknown>[] {
  return Array.from({ length: count }, () => Promise.resolve());
}

function sizeIn(note: string): number {
  return verifyCheckpoint(readSignedNote(Buffer.from(note)), SIGNER.key).size;
}

describe('an entry', () => {
  test('is in the store when it resolves, and its receipt says where', async () => {
    const ledger = await start();
    for (const index of [0, 1]) {
      const receipt = await ledger.append(someEntry());
      expect(receipt.index).toBe(index);
      expect(sizeIn(receipt.head)).toBe(index + 1);
      const reader = await openSqliteReader(file);
      expect(await reader.size()).toBe(index + 1);
      await reader.close();
    }
  });

  test('shares its transaction with all that wait, at most 1,000, and each has its own place', async () => {
    const groups: number[] = [];
    const ledger = await start(async () => {
      const store = await openFile();
      return within(store, {
        append: (group) => {
          groups.push(group.length);
          return store.append(group);
        },
      });
    });
    const asked = entries(2_500).map(() => ledger.append(someEntry()));
    const receipts = await Promise.all(asked);
    expect(groups).toEqual([1_000, 1_000, 500]);
    expect(receipts.map(({ index }) => index)).toEqual(receipts.map((_, index) => index));
  }, 30_000);

  test('waits while a transaction runs, and goes with the next', async () => {
    const groups: number[] = [];
    const ledger = await start(async () => {
      const store = await openFile();
      return within(store, {
        append: async (group) => {
          groups.push(group.length);
          await sleep(50);
          return store.append(group);
        },
      });
    });
    const first = ledger.append(someEntry());
    await sleep(10);
    const rest = entries(3).map(() => ledger.append(someEntry()));
    const all = await Promise.all([first, ...rest]);
    expect(groups).toEqual([1, 3]);
    expect(all.map(({ index }) => index)).toEqual([0, 1, 2, 3]);
  });

  test('that cannot be sealed is refused alone', async () => {
    const ledger = await start();
    const good = ledger.append(someEntry());
    await expect(ledger.append(someEntry({ justification: 'x'.repeat(70_000) }))).rejects.toMatchObject(
      UNAVAILABLE,
    );
    expect((await good).index).toBe(0);
    expect(ledger.canAppend()).toBe(true);
  });

  test('asked for before closing is written, and none after', async () => {
    const ledger = await start();
    const asked = entries(5).map(() => ledger.append(someEntry()));
    await ledger.close();
    expect((await Promise.all(asked)).map(({ index }) => index)).toEqual([0, 1, 2, 3, 4]);
    expect(ledger.canAppend()).toBe(false);
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    const reader = await openSqliteReader(file);
    expect((await reader.heads(5, 1)).map(({ size }) => size)).toEqual([5]);
    await reader.close();
    expect(sizeIn(readFileSync(headFile, 'utf8'))).toBe(5);
  });
});

test('an idle log ends under a kept head, within a second', async () => {
  const ledger = await start();
  for (const _ of entries(3)) await ledger.append(someEntry());
  const written = Date.now();
  const reader = await openSqliteReader(file);
  opened.push(reader);
  while ((await reader.heads(3, 1)).length === 0) await sleep(20);
  // And a little for a machine that is busy.
  expect(Date.now() - written).toBeLessThan(1_500);
});

test('a log that ended without a head is given one when it is opened again, entry or not', async () => {
  const store = await openSqliteLedger(file, GATEWAY);
  for (const _ of entries(2)) await store.append([sealEntry(someEntry())]);
  await store.close();
  await start();
  await until(() => existsSync(headFile));
  expect(sizeIn(readFileSync(headFile, 'utf8'))).toBe(2);
});

test("disclosures are the owner's own, with what was sent to it, and without what was erased", async () => {
  const ledger = await start();
  await ledger.append(someEntry({ owners: [ownerEntry('AT', { document: '{ one }' }), ownerEntry('SE')] }));
  await ledger.append(someEntry({ owners: [ownerEntry('SE')] }));
  await ledger.append(someEntry({ owners: [ownerEntry('AT', { document: null, given: 7 })] }));
  const search = { owner: 'AT', from: 0, before: Number.MAX_SAFE_INTEGER, after: -1, most: 10 };
  const found = await ledger.disclosures(search);
  expect(found.map(({ index, part, document }) => [index, part.owner, part.given, document])).toEqual([
    [0, 'AT', 1, '{ one }'],
    [2, 'AT', 7, null],
  ]);
  damageFile(file, 'UPDATE entries SET bytes = NULL, salt = NULL WHERE idx = 0');
  expect((await ledger.disclosures(search)).map(({ index }) => index)).toEqual([2]);
  damageFile(file, "UPDATE entries SET bytes = x'00' WHERE idx = 2");
  await expect(ledger.disclosures(search)).rejects.toMatchObject(UNAVAILABLE);
  expect(ledger.canAppend()).toBe(true);
});

describe('a store that fails', () => {
  test('at the start stops the program', async () => {
    mkdirSync(file);
    await expect(start()).rejects.toMatchObject({ name: 'GatewayError' });
  });

  test('rejects all that wait, takes nothing until it is back, and tells the operator both', async () => {
    const ledger = await start();
    await ledger.append(someEntry());
    const away = `${dirname(file)}-away`;
    renameSync(dirname(file), away);
    const asked = await Promise.allSettled(entries(5).map(() => ledger.append(someEntry())));
    expect(asked.map((one) => one.status === 'rejected' && one.reason.code)).toEqual(
      Array(5).fill(UNAVAILABLE.code),
    );
    expect(ledger.canAppend()).toBe(false);
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    await expect(
      ledger.disclosures({ owner: 'AT', from: 0, before: 1, after: -1, most: 1 }),
    ).rejects.toMatchObject(UNAVAILABLE);
    await until(() => told.length >= 2);
    renameSync(away, dirname(file));
    await until(() => ledger.canAppend());
    expect((await ledger.append(someEntry())).index).toBe(1);
    expect(told.at(-1)).toBeNull();
    expect(told[0]?.message).toContain('put it back');
    expect(told.slice(0, -1).every((failure) => failure?.code === UNAVAILABLE.code)).toBe(true);
  }, 30_000);

  test('and was replaced by an empty one is not gone on with, though its key and name are right', async () => {
    const ledger = await start(openFile, { headFile: null });
    for (const _ of entries(3)) await ledger.append(someEntry());
    const away = join(dirname(file), 'away');
    mkdirSync(away);
    for (const end of ['', '-wal', '-shm']) renameSync(`${file}${end}`, join(away, `ledger.db${end}`));
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    await until(() => told.some((failure) => failure?.message.includes('had 3')));
    expect(ledger.canAppend()).toBe(false);
    for (const name of readdirSync(away)) renameSync(join(away, name), join(dirname(file), name));
    await until(() => ledger.canAppend());
    expect((await ledger.append(someEntry())).index).toBe(3);
  }, 30_000);

  test('because its file alone was moved loses nothing of what was written ahead', async () => {
    const ledger = await start(openFile, { headFile: null });
    for (const _ of entries(3)) await ledger.append(someEntry());
    renameSync(file, `${file}-away`);
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    await until(() => told.some((failure) => failure?.message.includes('is missing or empty')));
    expect(existsSync(file)).toBe(false);
    renameSync(`${file}-away`, file);
    await until(() => ledger.canAppend());
    expect((await ledger.append(someEntry())).index).toBe(3);
  }, 30_000);

  test('by a commit that holds though it is told to have failed: the ledger says more than was given', async () => {
    let isLying = true;
    const ledger = await start(async () => {
      const store = await openFile();
      return within(store, {
        append: async (group) => {
          const head = await store.append(group);
          if (!isLying) return head;
          isLying = false;
          throw new Error('the connection was lost');
        },
      });
    });
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    await until(() => ledger.canAppend());
    const receipt = await ledger.append(someEntry());
    expect(receipt.index).toBe(1);
    expect(sizeIn(receipt.head)).toBe(2);
  });

  test('by a log that has shrunk rejects with the code for callers, and tells the operator why', async () => {
    const ledger = await start();
    for (const _ of entries(2)) await ledger.append(someEntry());
    damageFile(file, 'DELETE FROM entries WHERE idx = 1');
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    expect(told[0]?.message).toContain('has shrunk');
  });

  test('by hanging is given up after its time, and all that wait with it', async () => {
    const ledger = await start(openFile, { commitMs: 200 });
    await ledger.append(someEntry());
    const other = new DatabaseSync(file);
    opened.push(other);
    other.exec('BEGIN IMMEDIATE');
    const from = Date.now();
    const first = ledger.append(someEntry());
    await sleep(20);
    const all = await Promise.allSettled([first, ...entries(3).map(() => ledger.append(someEntry()))]);
    expect(all.every((one) => one.status === 'rejected' && one.reason.code === UNAVAILABLE.code)).toBe(true);
    expect(Date.now() - from).toBeLessThan(1_500);
    expect(told[0]?.message).toContain('takes longer than 200 ms');
    other.exec('ROLLBACK');
    await until(() => ledger.canAppend());
    // What hung may have been written after all: more than was given, never less.
    expect((await ledger.append(someEntry())).index).toBeGreaterThanOrEqual(1);
  }, 30_000);

  waiting('and never closes does not keep the ledger from closing', async () => {
    const never = new Promise<never>(() => undefined);
    const own = join(folder, `${randomUUID()}.db`);
    const ledger = await openLedger(
      async () => within(await openSqliteLedger(own, GATEWAY), { append: () => never, close: () => never }),
      { key: SIGNER.key, headFile: null, commitMs: 50, report: () => undefined },
    );
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    await ledger.close();
  });

  test('to keep a head is a failure like others', async () => {
    let isBroken = true;
    const ledger = await start(async () => {
      const store = await openFile();
      return within(store, {
        keepHead: async () => {
          if (isBroken) throw new Error('no head');
          return store.keepHead();
        },
      });
    });
    await ledger.append(someEntry());
    await until(() => !ledger.canAppend());
    isBroken = false;
    await until(() => ledger.canAppend());
    expect(told.map((failure) => failure?.message ?? null)).toEqual(['no head', null]);
  });
});

describe('a recovery', () => {
  /** A ledger whose next transaction fails when it is told to, over stores whose reads of leaves are noted down. */
  async function failing(own: Partial<LedgerStore> = {}, pageMs = 2_000) {
    const asked: number[] = [];
    const so = { isBroken: false };
    const open = async (): Promise<LedgerStore> => {
      const store = await openFile();
      return within(store, {
        append: async (group) => (so.isBroken ? Promise.reject(new Error('broken')) : store.append(group)),
        leaves: (from, before) => {
          asked.push(from);
          return own.leaves?.(from, before) ?? store.leaves(from, before);
        },
      });
    };
    const ledger = await start(open, { pageMs });
    const fail = async (): Promise<void> => {
      so.isBroken = true;
      await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
      so.isBroken = false;
      asked.length = 0;
    };
    return { ledger, asked, fail };
  }

  test('reads on from what was checked before, and not the whole log again', async () => {
    const before = await start();
    for (const _ of entries(20)) await before.append(someEntry());
    await before.close();
    const { ledger, asked, fail } = await failing();
    expect(asked[0]).toBe(0);
    await ledger.append(someEntry());
    await fail();
    await until(() => ledger.canAppend());
    expect(Math.min(...asked)).toBe(19);
    expect((await ledger.append(someEntry())).index).toBe(21);
    await fail();
    await until(() => ledger.canAppend());
    expect(Math.min(...asked)).toBe(20);
  });

  // Trap: as long as before, so that there is nothing to read on from.
  test('finds an older copy that was written on, though nothing has come since the last check', async () => {
    const before = await start();
    for (const _ of entries(2)) await before.append(someEntry());
    await before.close();
    copyFileSync(file, `${file}-older`);
    const again = await start();
    await again.append(someEntry());
    await again.close();
    const headOfThree = readFileSync(headFile);
    copyFileSync(file, `${file}-newer`);
    copyFileSync(`${file}-older`, file);
    const other = await openSqliteLedger(file, { ...GATEWAY, isGateway: false });
    await other.append([sealEntry(someEntry())]);
    await other.close();
    copyFileSync(file, `${file}-other`);
    copyFileSync(`${file}-newer`, file);
    writeFileSync(headFile, headOfThree);
    const { ledger, fail } = await failing();
    renameSync(file, `${file}-away`);
    for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    copyFileSync(`${file}-other`, file);
    await fail();
    await until(() => told.some((failure) => failure?.message.includes('its first 3 entries are others')));
    expect(ledger.canAppend()).toBe(false);
  }, 30_000);

  test('is not held up for ever by a read that hangs', async () => {
    const hanging = { is: false };
    const own: Partial<LedgerStore> = {
      leaves: () => (hanging.is ? new Promise<Uint8Array>(() => {}) : (undefined as never)),
    };
    const { ledger, fail } = await failing(own, 500);
    await ledger.append(someEntry());
    hanging.is = true;
    await fail();
    await until(() => told.some((failure) => failure?.message.includes('reading the ledger takes longer')));
    hanging.is = false;
    await until(() => ledger.canAppend());
    expect((await ledger.append(someEntry())).index).toBe(1);
  }, 30_000);
});

describe('the head file', () => {
  async function written(count: number): Promise<void> {
    const ledger = await start();
    for (const _ of entries(count)) await ledger.append(someEntry());
    await ledger.close();
  }

  test('is there a second after an entry, for its owner alone, and nothing beside it', async () => {
    const ledger = await start();
    await ledger.append(someEntry());
    await until(() => existsSync(headFile));
    expect(sizeIn(readFileSync(headFile, 'utf8'))).toBe(1);
    expect(statSync(headFile).mode & 0o777).toBe(0o600);
    expect(readdirSync(dirname(file)).filter((name) => name.startsWith('head'))).toEqual(['head.txt']);
  });

  test('lets the ledger it is of start again', async () => {
    await written(3);
    expect((await (await start()).append(someEntry())).index).toBe(3);
  });

  test('is compared with the leaves, and not with what is kept beside them', async () => {
    await written(3);
    damageFile(file, 'DELETE FROM heads');
    await (await start()).close();
    damageFile(file, 'UPDATE entries SET leaf = zeroblob(32) WHERE idx = 1');
    await expect(start()).rejects.toThrow('its first 3 entries are others');
  });

  test('stops a start with an older copy under what was written ahead of the newer one', async () => {
    await written(20);
    copyFileSync(file, `${file}-older`);
    await written(200);
    const store = await openSqliteLedger(file, GATEWAY);
    await store.append([sealEntry(someEntry())]);
    for (const end of ['', '-wal']) copyFileSync(`${file}${end}`, `${file}-crashed${end}`);
    await store.close();
    copyFileSync(`${file}-crashed`, file);
    copyFileSync(`${file}-crashed-wal`, `${file}-wal`);
    await (await start()).close();
    copyFileSync(`${file}-older`, file);
    copyFileSync(`${file}-crashed-wal`, `${file}-wal`);
    await expect(start()).rejects.toMatchObject({ name: 'GatewayError' });
  });

  for (const [what, change] of [
    ['an older copy of the ledger', () => copyFileSync(`${file}-older`, file)],
    [
      'a ledger that was cut off',
      () => damageFile(file, 'DELETE FROM entries WHERE idx > 2; DELETE FROM heads WHERE size > 3'),
    ],
    ['no ledger at all', () => rmSync(file)],
  ] as const)
    test(`stops a start with ${what}, and says what to do`, async () => {
      await written(3);
      copyFileSync(file, `${file}-older`);
      await written(2);
      change();
      const { code, message } = await whyNot(start());
      expect({ code }).toEqual(INVALID);
      expect(message).toContain(`than, the head in \`${headFile}\``);
      expect(message).toContain('put its newest copy back');
    });

  test('stops a start with an older copy that was written on', async () => {
    await written(1);
    copyFileSync(file, `${file}-older`);
    await written(1);
    copyFileSync(`${file}-older`, file);
    const store = await openSqliteLedger(file, GATEWAY);
    await store.close();
    const other = await openLedger(openFile, { key: SIGNER.key, headFile: null, report: () => undefined });
    for (const _ of entries(3)) await other.append(someEntry());
    await other.close();
    await expect(start()).rejects.toThrow('its first 2 entries are others');
  });

  test('of another key stops a start', async () => {
    await written(1);
    const note = readFileSync(headFile, 'utf8').replace('ledger.example/one', 'ledger.example/two');
    for (const text of [note, '', 'no note']) {
      writeFileSync(headFile, text);
      const { code, message } = await whyNot(start());
      expect({ code }).toEqual(INVALID);
      expect(message).toContain(`\`${headFile}\` holds no head that the key`);
    }
  });

  test('is checked with the signature, and not by what its text says', async () => {
    await written(3);
    const note = readFileSync(headFile, 'utf8');
    writeFileSync(headFile, note.replace('\n3\n', '\n1\n'));
    await expect(start()).rejects.toMatchObject(INVALID);
  });

  test('is compared again when the store comes back', async () => {
    let isBroken = true;
    const ledger = await start(async () => {
      const store = await openFile();
      return within(store, {
        append: async (group) => {
          if (isBroken) throw new Error('broken');
          return store.append(group);
        },
      });
    });
    const other = signerOf('ledger.example/one', 2);
    writeFileSync(headFile, printSignedNote(signCheckpoint({ size: 0, root: EMPTY_ROOT }, other)));
    await expect(ledger.append(someEntry())).rejects.toMatchObject(UNAVAILABLE);
    await until(() => told.some((failure) => failure?.message.includes('holds no head')));
    expect(ledger.canAppend()).toBe(false);
    isBroken = false;
    rmSync(headFile);
    await until(() => ledger.canAppend());
  }, 30_000);

  test('that cannot be written is told, once, and stops nothing', async () => {
    mkdirSync(`${headFile}.new`);
    const ledger = await start();
    await ledger.append(someEntry());
    await until(() => told.length > 0);
    await ledger.append(someEntry());
    await sleep(1_200);
    expect(told.map((failure) => failure?.message)).toEqual([expect.stringContaining(headFile)]);
    expect(ledger.canAppend()).toBe(true);
    rmSync(`${headFile}.new`, { recursive: true });
  });
});

// Trap: nobody asks the thread anything, so that nobody notices that it is gone until a request fails.
test('a thread that ends while nothing is asked of it is noticed: the ledger is down, and comes back by itself', async () => {
  const workers: Worker[] = [];
  const note = (worker: Worker): void => void workers.push(worker);
  process.on('worker', note);
  const ledger = await start();
  process.off('worker', note);
  await ledger.append(someEntry());
  await sleep(1_300);
  expect(ledger.canAppend()).toBe(true);
  await workers[0]?.terminate();
  await until(() => !ledger.canAppend());
  expect(told).toMatchObject([UNAVAILABLE]);
  await until(() => ledger.canAppend());
  expect(told).toMatchObject([UNAVAILABLE, null]);
  expect(await ledger.append(someEntry())).toMatchObject({ index: 1 });
});

test('a ledger that is closed does not take the end of its thread for a failure', async () => {
  const ledger = await start();
  await ledger.append(someEntry());
  await ledger.close();
  await sleep(300);
  expect(told).toEqual([]);
});
