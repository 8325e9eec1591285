import { existsSync, readFileSync } from 'node:fs';

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

/** Takes copies of the files of a store at work. */
export interface StepRecorder {
  readonly steps: () => Step[];
  /** A commit, or a checkpoint, or one with the other in it, has ended; these leaves have been acknowledged by it. */
  readonly move: (what: Step['what'], acknowledges: readonly Uint8Array[]) => void;
}

/** https://www.sqlite.org/fileformat2.html#walformat */
const WAL_HEADER_BYTES = 32;

/**
 * FULL: what has been acknowledged is on the disk, and a commit is one fsync of what is written ahead, before anything of the
 * database itself is written (https://www.sqlite.org/pragma.html#pragma_synchronous). So a commit with a checkpoint in it is
 * two steps: first what is written ahead alone, then the database alone, and one where that begins anew is three. NORMAL:
 * the twin with the known fault. Nothing is on the disk for certain but what the last checkpoint left.
 */
export function recordSteps(file: string, synchronous: Synchronous): StepRecorder {
  const steps: Step[] = [];
  const acknowledged: Uint8Array[] = [];
  let base = filesOf(file);

  function step(what: Step['what'], later: Files): void {
    const isSame = later.db.equals(base.db) && later.wal.equals(base.wal);
    if (!isSame) steps.push({ what, base, later, acknowledged: [...acknowledged] });
    base = later;
  }

  function moveSynced(what: Step['what'], now: Files, acknowledges: readonly Uint8Array[]): void {
    if (now.wal.length < base.wal.length) {
      // Emptied once all of it is in the database, and that on the disk.
      step('checkpoint', { db: now.db, wal: base.wal });
      step(what, now);
      acknowledged.push(...acknowledges);
      return;
    }
    // Its new beginning goes first, with an fsync of its own, or old frames could be read over a newer database.
    if (isRestarted(base.wal, now.wal)) step('restart', { db: base.db, wal: begunAs(now.wal, base.wal) });
    step(what, { db: base.db, wal: now.wal });
    acknowledged.push(...acknowledges);
    step('checkpoint', now);
  }

  function moveUnsynced(now: Files, acknowledges: readonly Uint8Array[]): void {
    acknowledged.push(...acknowledges);
    // A checkpoint writes the database, and is the one moment that waits for the disk.
    if (now.db.equals(base.db))
      steps.push({ what: 'without fsync', base, later: now, acknowledged: [...acknowledged] });
    else base = now;
  }

  return {
    steps: () => steps,
    move: (what, acknowledges) => {
      const now = filesOf(file);
      if (synchronous === 'FULL') moveSynced(what, now, acknowledges);
      else moveUnsynced(now, acknowledges);
    },
  };
}

/** What is written ahead begins anew, over what is in the database by now: with other salts in its header. */
function isRestarted(before: Buffer, after: Buffer): boolean {
  const isEmpty = before.length === 0 || after.length === 0;
  return !isEmpty && !before.subarray(0, WAL_HEADER_BYTES).equals(after.subarray(0, WAL_HEADER_BYTES));
}

function begunAs(young: Buffer, old: Buffer): Buffer {
  return Buffer.concat([young.subarray(0, WAL_HEADER_BYTES), old.subarray(WAL_HEADER_BYTES)]);
}

function filesOf(file: string): Files {
  const ahead = `${file}-wal`;
  return { db: readFileSync(file), wal: existsSync(ahead) ? readFileSync(ahead) : Buffer.alloc(0) };
}
