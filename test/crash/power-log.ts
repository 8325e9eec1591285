/** A real store at work, and what a disk that loses its power would be sure to have at each moment of it. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import { openSqliteLedger } from '../../src/ledger/store/open-sqlite-ledger.ts';
import { signerOf } from '../ledger/signers.ts';
import { ownerEntry, someEntry } from '../ledger/some-entry.ts';
import { watchStatements } from './on-statement.ts';

export const POWER_SIGNER = signerOf('ledger.example/power', 9);

/** The two files of a ledger, as they are at one moment. */
export interface Files {
  readonly db: Buffer;
  readonly wal: Buffer;
}

/**
 * What a disk goes through: `base` is there for certain, and of what `later` has more, any part. Leaves acknowledged before
 * the cut are `acknowledged`.
 */
export interface Step {
  readonly what: 'commit' | 'restart' | 'checkpoint' | 'erase' | 'without fsync';
  readonly base: Files;
  readonly later: Files;
  readonly acknowledged: readonly Uint8Array[];
}

export type Synchronous = 'FULL' | 'NORMAL';

/** https://www.sqlite.org/fileformat2.html#walformat */
const WAL_HEADER_BYTES = 32;
/** How many times the store is written to. */
const WRITES = 30;
const START = Date.parse('2026-11-26T06:00:00.000Z');

/**
 * Runs the store in `folder`: single entries and groups, checkpoints by itself and from outside, and an erasure.
 *
 * FULL: what has been acknowledged is on the disk, and a commit is one fsync of what is written ahead, before anything of the
 * database itself is written (https://www.sqlite.org/pragma.html#pragma_synchronous). So a commit with a checkpoint in it is
 * two steps: first what is written ahead alone, then the database alone, and one where that begins anew is three. NORMAL: the twin with the known fault. Nothing is
 * on the disk for certain but what the last checkpoint left.
 */
export async function powerSteps(folder: string, seed: number, synchronous: Synchronous): Promise<Step[]> {
  const random = seededRandom(seed);
  const file = join(folder, `power-${seed}-${synchronous}.db`);
  const pages = random.pick([8, 25, 1_000]);
  const steps: Step[] = [];
  const acknowledged: Uint8Array[] = [];
  let base = EMPTY;
  let [isOpen, isErasing] = [false, false];

  /** A commit, or the end of a checkpoint, from outside or in it. */
  function move(what: Step['what'], acknowledges: readonly Uint8Array[]): void {
    const now = filesOf(file);
    if (synchronous === 'NORMAL') return void noteWithoutFsync(now, acknowledges);
    const isWritten = !now.db.equals(base.db);
    if (now.wal.length < base.wal.length) {
      // Emptied once all of it is in the database, and that on the disk.
      const written = { db: now.db, wal: base.wal };
      steps.push({ what: 'checkpoint', base, later: written, acknowledged: [...acknowledged] });
      steps.push({ what, base: written, later: now, acknowledged: [...acknowledged] });
      acknowledged.push(...acknowledges);
      base = now;
      return;
    }
    const ahead: Files = { db: base.db, wal: now.wal };
    if (isRestarted(base.wal, now.wal)) {
      // Its new beginning goes first, with an fsync of its own, or old frames could be read over a newer database.
      const restarted = Buffer.concat([
        now.wal.subarray(0, WAL_HEADER_BYTES),
        base.wal.subarray(WAL_HEADER_BYTES),
      ]);
      const begun = { db: base.db, wal: restarted };
      steps.push({ what: 'restart', base, later: begun, acknowledged: [...acknowledged] });
      base = begun;
    }
    if (!now.wal.equals(base.wal)) steps.push({ what, base, later: ahead, acknowledged: [...acknowledged] });
    acknowledged.push(...acknowledges);
    if (isWritten)
      steps.push({ what: 'checkpoint', base: ahead, later: now, acknowledged: [...acknowledged] });
    base = now;
  }

  function noteWithoutFsync(now: Files, acknowledges: readonly Uint8Array[]): void {
    acknowledged.push(...acknowledges);
    // A checkpoint writes the database, and is the one moment that waits for the disk.
    if (!now.db.equals(base.db)) base = now;
    else steps.push({ what: 'without fsync', base, later: now, acknowledged: [...acknowledged] });
  }

  const before = (database: DatabaseSync, sql: string): void => {
    // Not while it is opened: the product refuses a connection that is set otherwise.
    if (!isOpen || sql !== 'BEGIN IMMEDIATE') return;
    database.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
    database.exec(`PRAGMA synchronous = ${synchronous}`);
  };
  // Between the commit of an erasure and the checkpoint that empties what was written ahead.
  const after = (_: DatabaseSync, sql: string): void => {
    if (isErasing && sql === 'COMMIT') move('erase', []);
  };
  await watchStatements({ before, after }, async () => {
    let clock = START;
    const store = await openSqliteLedger(file, { signer: POWER_SIGNER, now: () => clock, isGateway: false });
    [base, isOpen] = [filesOf(file), true];
    const other = new DatabaseSync(file);
    for (let write = 0; write < WRITES; write += 1) {
      clock += random.below(700);
      const group = Array.from({ length: random.pick([1, 1, 1, 1, 2, 5]) }, () =>
        sealEntry(
          someEntry({
            time: new Date(clock).toISOString(),
            justification: 'x'.repeat(1 + random.below(400)),
            owners: random
              .shuffle(['AT', 'SE', 'DK'])
              .slice(random.below(3))
              .map((owner) => ownerEntry(owner)),
          }),
        ),
      );
      await store.append(group);
      move(
        'commit',
        group.map(({ leaf }) => leaf),
      );
      if (random.below(8) === 0) {
        other.exec('PRAGMA wal_checkpoint(PASSIVE)');
        move('checkpoint', []);
      }
      if (write === Math.floor(WRITES / 2)) {
        isErasing = true;
        const before = new Date(clock).toISOString();
        const action = { kind: 'erase', owner: 'AT', from: null, before, by: 'operator' } as const;
        const record = sealEntry(someEntry({ time: before, requester: null, owners: [], action }));
        await store.erase('AT', clock, record);
        isErasing = false;
        move('erase', [record.leaf]);
      }
    }
    other.close();
    await store.close();
  });
  return steps.filter(
    ({ base: before, later }) => !(before.db.equals(later.db) && before.wal.equals(later.wal)),
  );
}

/** What is written ahead begins anew, over what is in the database by now: with other salts in its header. */
function isRestarted(before: Buffer, after: Buffer): boolean {
  const [old, young] = [before, after].map((wal) => wal.subarray(0, WAL_HEADER_BYTES));
  return (
    before.length > 0 && after.length > 0 && old !== undefined && young !== undefined && !old.equals(young)
  );
}

const EMPTY: Files = { db: Buffer.alloc(0), wal: Buffer.alloc(0) };

function filesOf(file: string): Files {
  return { db: readFileSync(file), wal: existsSync(`${file}-wal`) ? readFileSync(`${file}-wal`) : EMPTY.wal };
}
