/**
 * Hostile cases 79 to 84: the history of the log. Whoever has the database has its rows; whoever has the key as well can write
 * another history, and only those who hold something of the first one can show it.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '../../../mocks/seeded-random.ts';
import { packParts } from '../../../src/ledger/entry/part-frames.ts';
import { readEntry } from '../../../src/ledger/entry/read-entry.ts';
import { sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { isConsistent } from '../../../src/ledger/is-consistent.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { type Checkpoint, signCheckpoint } from '../../../src/ledger/note/checkpoint.ts';
import { printReceiptProof, readReceiptProof } from '../../../src/ledger/note/receipt-proof.ts';
import { printSignedNote, readSignedNote } from '../../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../../src/ledger/note/verify-checkpoint.ts';
import { verifyReceiptProof } from '../../../src/ledger/note/verify-receipt-proof.ts';
import { openLedger } from '../../../src/ledger/open-ledger.ts';
import { openProver } from '../../../src/ledger/proof/open-prover.ts';
import { proveEntry } from '../../../src/ledger/proof/prove-entry.ts';
import { toKeptEntry } from '../../../src/ledger/store/entry-row.ts';
import type { LedgerStore } from '../../../src/ledger/store/ledger-store.ts';
import { openPostgresStore } from '../../../src/ledger/store/postgres/open-postgres-store.ts';
import { openSqliteLedger } from '../../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { openSqliteReader } from '../../../src/ledger/store/sqlite/open-sqlite-reader.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../../src/ledger/tree.ts';
import { type LogReport, verifyLog } from '../../../src/ledger/verify-log.ts';
import { hasStrace, strike } from '../../crash/faults-below.ts';
import { watchStatements } from '../../crash/on-statement.ts';
import { rowsReader } from '../../crash/rows-reader.ts';
import { type LogRows, makeTamperedLog, TAMPER_SIGNER } from '../../crash/tampered-log.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../../jest.ts';
import { signerOf } from '../signers.ts';
import { someEntry } from '../some-entry.ts';
import { type PostgresServer, startPostgres } from '../store/start-postgres.ts';
import { temporaryFolder } from '../store/temporary-folder.ts';
import { givenOf } from '../written-log.ts';

const SIGNER = signerOf('ledger.example/cases', 1);
const folder = temporaryFolder();
let file: string;
let headFile: string;
const opened: Ledger[] = [];
beforeEach(() => {
  const own = join(folder, randomUUID());
  mkdirSync(own);
  file = join(own, 'ledger.db');
  headFile = join(own, 'head.txt');
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

const OPTIONS = { signer: SIGNER, now: Date.now, isGateway: false };
const openFile = (options = OPTIONS) => openSqliteLedger(file, options);

async function start(open: () => Promise<LedgerStore> = openFile, signer = SIGNER): Promise<Ledger> {
  const ledger = await openLedger(open, { key: signer.key, headFile, report: () => {} });
  opened.push(ledger);
  return ledger;
}

async function verified(given: Checkpoint | null = null): Promise<LogReport> {
  const reader = await openSqliteReader(file);
  try {
    return await verifyLog(reader, { key: SIGNER.key, given: givenOf(given), report: () => {} });
  } finally {
    await reader.close();
  }
}

const headIn = (note: string) => verifyCheckpoint(readSignedNote(Buffer.from(note)), SIGNER.key);

describe('79 two writers give one history without a gap', () => {
  // Trap: each writer counts for itself, or a SEQUENCE counts and a transaction that fails leaves a hole.
  test('on one file of SQLite: a gateway, and a command beside it', async () => {
    const writers = [await start(), await start()];
    await oneHistory(writers, await openFile());
    expect(await verified()).toMatchObject({ size: 60, faults: 0 });
  });

  describe('in one PostgreSQL: two gateways', () => {
    let server: PostgresServer;
    beforeAll(async () => {
      server = await startPostgres();
    }, 60_000);
    afterAll(() => server.stop());

    test('both append, and neither overwrites', async () => {
      const address = await server.emptyDatabase();
      const open = () => openPostgresStore(() => address, { ...OPTIONS, isGateway: true });
      const writers = [await start(open), await start(open)];
      await oneHistory(writers, await open());
    });
  });

  async function oneHistory(writers: readonly Ledger[], store: LedgerStore): Promise<void> {
    const marks = Array.from({ length: 60 }, (_, at) => `request ${at}`);
    const receipts = await Promise.all(
      marks.map(async (justification, at) => {
        await sleep(at % 7);
        return writers[at % 2]?.append(someEntry({ justification }));
      }),
    );
    try {
      expect(receipts.map((one) => one?.index).sort((a = 0, b = 0) => a - b)).toEqual(
        marks.map((_, at) => at),
      );
      const kept = await store.entries(0, 100);
      for (const [at, receipt] of receipts.entries())
        expect(readEntry(kept[receipt?.index ?? -1]?.entry?.bytes ?? Buffer.of()).justification).toBe(
          marks[at],
        );
      const { faults } = await verifyLog(store, { key: SIGNER.key, given: [], report: () => {} });
      expect(faults).toBe(0);
    } finally {
      await store.close();
    }
  }
});

test('80 a COMMIT that is told to have failed and holds: nothing is given, and the log goes on behind it', async () => {
  // Trap: the entry is written a second time under the same index, or the tree in memory is one leaf behind the table.
  // The connection that is cut within the COMMIT of PostgreSQL: test/ledger/store/postgres-writer.test.ts.
  const ledger = await start();
  await ledger.append(someEntry({ justification: 'before' }));
  let isBroken = true;
  const after = (_: DatabaseSync, sql: string): void => {
    if (sql !== 'COMMIT' || !isBroken) return;
    isBroken = false;
    throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
  };
  await watchStatements({ after }, async () => {
    await expect(ledger.append(someEntry({ justification: 'in doubt' }))).rejects.toMatchObject({
      code: 'EVIDENCE_LOG_UNAVAILABLE',
    });
  });
  while (!ledger.canAppend()) await sleep(10);
  expect(await ledger.append(someEntry({ justification: 'after' }))).toMatchObject({ index: 2 });
  expect(await verified()).toMatchObject({ size: 3, faults: 0 });
});

describe('81 what is below fails', () => {
  // Trap: a write that failed is taken for one that was done; or the gateway answers without evidence, or never again.
  // Full disk, read-only remount, EIO and kills at calls of the system: test/crash/outages.test.ts.
  const traced = hasStrace() ? test : test.skip;
  traced(
    'a quota that is used up: refused with the code, and nothing acknowledged is lost',
    async () => {
      const { written, found } = await strike('pwrite64:error=EDQUOT:when=60');
      expect([found, written.refused > 0]).toEqual([[], true]);
    },
    60_000,
  );

  for (const [what, clock] of [
    ['stands still', () => 1_000],
    ['jumps back by years', back()],
    ['is in another century', () => 9e12],
  ] as const)
    test(`a clock that ${what} stops nothing, and heads are kept`, async () => {
      const store = await openFile({ ...OPTIONS, now: clock });
      for (let at = 0; at < 5; at += 1) await store.append([sealEntry(someEntry())]);
      await store.keepHead();
      await store.close();
      expect(await verified()).toMatchObject({ size: 5, proved: 5, faults: 0 });
    });

  function back(): () => number {
    let now = 9e11;
    return () => {
      now -= 1e10;
      return now;
    };
  }
});

describe('82 the wrong log', () => {
  // Trap: an older copy has right signatures throughout, so that nothing in it says that something came after it.
  test('an older copy put back does not start: the head file is of more', async () => {
    const ledger = await start();
    await ledger.append(someEntry());
    await ledger.close();
    const copy = `${file}-copy`;
    copyFileSync(file, copy);
    const later = await start();
    await later.append(someEntry());
    await later.close();
    copyFileSync(copy, file);
    expect(await verified()).toMatchObject({ size: 1, faults: 0 });
    await expect(start()).rejects.toMatchObject({ code: 'EVIDENCE_INVALID' });
  });

  for (const [what, signer] of [
    ["another log's file", signerOf('ledger.example/other', 1)],
    ['a key that was swapped', signerOf(SIGNER.key.name, 2)],
  ] as const)
    test(`${what} does not start, and what to do is said`, async () => {
      await (await start()).append(someEntry());
      await opened.pop()?.close();
      const failure = start(() => openFile({ ...OPTIONS, signer }), signer);
      await expect(failure).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
      await expect(failure).rejects.toThrow('give it the name and the key that it was made with');
    });
});

describe('83 an insider with the rights of the database', () => {
  let rows: LogRows;
  let held: Checkpoint;
  const check = { key: TAMPER_SIGNER.key, report: () => {} };
  beforeAll(async () => {
    ({ rows } = await makeTamperedLog(folder, 83, 40));
    held = tamperHead(rows.heads.at(-1)?.note ?? '');
  });
  const tamperHead = (note: string) => verifyCheckpoint(readSignedNote(Buffer.from(note)), TAMPER_SIGNER.key);
  const verify = (log: LogRows, given: Checkpoint | null) =>
    verifyLog(rowsReader(log), { ...check, given: givenOf(given) });

  test('without the key: a tail cut off is found by the head that is left', async () => {
    // Trap: every entry that is left is right.
    const cut = { ...rows, entries: rows.older.slice(0, -2) };
    expect((await verify(cut, null)).first).toMatchObject({ index: 37 });
  });

  test('without the key: a tail cut off with the heads over it is found by the head held outside alone', async () => {
    // Trap: this is the log as it once was. Nothing in it can say otherwise; the head file and any later receipt do.
    const before = rows.heads.filter(({ size }) => size <= 30);
    const size = before.at(-1)?.size ?? 0;
    const cut = { ...rows, entries: rows.older.slice(0, size), heads: before };
    expect(await verify(cut, null)).toMatchObject({ faults: 0, proved: size });
    expect((await verify(cut, held)).faults).toBeGreaterThan(0);
  });

  test('without the key: an entry removed, and all after it recomputed, is found by every head after it', async () => {
    // Trap: the leaves are right, the tree over them too.
    expect((await verify(without(20), null)).faults).toBeGreaterThan(0);
  });

  test('with the key as well: verifying alone finds nothing; a receipt or an older head held outside does', async () => {
    // Trap: to promise more. An operator that signs anew convinces whoever holds nothing of what it signed before.
    const { entries, ...rest } = without(20);
    const sizes = [10, 25, entries.length];
    const forged = { ...rest, entries, heads: sizes.map((size) => signed(entries, size)) };
    expect(await verify(forged, null)).toMatchObject({ faults: 0, proved: entries.length });
    const older = rows.heads.find(({ size }) => size > 20);
    expect((await verify(forged, tamperHead(older?.note ?? ''))).faults).toBeGreaterThan(0);
    // What was held before the removed entry is still true, and shows nothing.
    const before = rows.heads.findLast(({ size }) => size <= 20);
    expect((await verify(forged, tamperHead(before?.note ?? ''))).faults).toBe(0);
  });

  test('with the key as well: the receipt of the removed entry still proves that it was there', async () => {
    const newest = rows.heads.at(-1) ?? { size: 0, note: '' };
    const reader = rowsReader(rows);
    const prover = await openProver(reader, newest, TAMPER_SIGNER.key, () => {});
    const [entry] = await reader.entries(20, 1);
    const text = entry && printReceiptProof(proveEntry(entry, prover));
    const { head, index } = verifyReceiptProof(readReceiptProof(Buffer.from(text ?? '')), TAMPER_SIGNER.key);
    expect(index).toBe(20);
    const { entries, ...rest } = without(20);
    const forged = { ...rest, entries, heads: [signed(entries, entries.length)] };
    expect((await verify(forged, head)).faults).toBeGreaterThan(0);
  });

  test('without the key: a body taken away under a recorded erasure of another owner is found, and its receipt holds', async () => {
    // Trap: whose an entry was, its erased body cannot say any more, nor when it was: so the erasure says what it took.
    const recorded = rows.entries.at(-1);
    expect(recorded?.bytes && readEntry(recorded.bytes).action).toMatchObject({ kind: 'erase', owner: 'AT' });
    const index = rows.entries.findIndex(({ parts, bytes }) => parts !== null && bytes !== null);
    const row = rows.entries[index];
    expect(row && toKeptEntry(row).parts.map(({ owner }) => owner)).not.toContain('AT');
    const emptied = rows.entries.map((one) =>
      one === row ? { ...one, salt: null, bytes: null, parts: null } : one,
    );
    expect(await verify({ ...rows, entries: emptied }, null)).toMatchObject({ first: { index }, faults: 1 });
    const prover = await openProver(
      rowsReader(rows),
      rows.heads.at(-1) as LogRows['heads'][number],
      TAMPER_SIGNER.key,
      () => {},
    );
    const receipt = row && printReceiptProof(proveEntry(toKeptEntry(row), prover));
    expect(verifyReceiptProof(readReceiptProof(Buffer.from(receipt ?? '')), TAMPER_SIGNER.key)).toMatchObject(
      { index },
    );
  });

  /** The log without one entry: all after it one place further up, and another one at the end. */
  function without(index: number): LogRows {
    const { leaf, salt, bytes, time, parts } = sealEntry(someEntry());
    const left = rows.entries
      .filter(({ idx }) => idx !== index)
      .map((row) => (row.idx > index ? { ...row, idx: row.idx - 1 } : row));
    const last = { idx: left.length, leaf, salt, bytes, time, parts: packParts(parts) };
    const texts = sealEntry(someEntry()).texts.map(({ sha256, text }) => [sha256, text] as const);
    return { ...rows, entries: [...left, last], texts: new Map([...rows.texts, ...texts]) };
  }

  function signed(entries: LogRows['entries'], size: number): LogRows['heads'][number] {
    const tree = entries.slice(0, size).reduce((grown, { leaf }) => appendLeaf(grown, leaf), EMPTY_TREE);
    return { size, note: printSignedNote(signCheckpoint({ size, root: rootOf(tree) }, TAMPER_SIGNER)) };
  }
});

test('84 two heads of one size, each to another witness, are found when they are compared', async () => {
  // Trap: both are signed, and each proves what was shown to its holder. Alone, neither witness can know.
  const random = seededRandom(84);
  const leaves = Array.from({ length: 9 }, () =>
    Buffer.from(Array.from({ length: 32 }, () => random.below(256))),
  );
  const other = leaves.with(4, Buffer.alloc(32, 1));
  const [one, two] = [leaves, other].map((all) => {
    const root = rootOf(all.reduce(appendLeaf, EMPTY_TREE));
    return headIn(printSignedNote(signCheckpoint({ size: 9, root }, SIGNER)));
  }) as [Checkpoint, Checkpoint];
  expect([one.size, one.origin]).toEqual([two.size, two.origin]);
  expect(isConsistent(one, two, [])).toBe(false);
  expect(isConsistent(one, one, [])).toBe(true);
  // The log itself is of one of them, and whoever brings the other learns it.
  const ledger = await start();
  for (let at = 0; at < 9; at += 1) await ledger.append(someEntry());
  await ledger.close();
  expect((await verified(one)).first?.problem).toBeDefined();
});
