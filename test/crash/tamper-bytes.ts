/** Every byte of a ledger's file changed, one at a time: verifying finds it, or every row that is read is the same as before. */
import { closeSync, copyFileSync, openSync, readFileSync, writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { seededRandom } from '../../mocks/seeded-random.ts';
import { GatewayError } from '../../src/errors.ts';
import type { Checkpoint } from '../../src/ledger/note/checkpoint.ts';
import { type EntryRow, toKeptEntry } from '../../src/ledger/store/entry-row.ts';
import { openSqliteReader } from '../../src/ledger/store/sqlite/open-sqlite-reader.ts';
import { checkKeptEntry } from '../../src/ledger/verify/check-kept-entry.ts';
import type { Verdict } from './tally-edits.ts';
import { newestHead, verdictOf } from './tamper-edits.ts';
import type { TamperedLog } from './tampered-log.ts';

export interface ByteReport {
  readonly bytes: number;
  readonly verdicts: Readonly<Partial<Record<Verdict, number>>>;
  /** Where something was changed and not found. */
  readonly missed: readonly number[];
}

/** Verified whole, of those that a look at the altered rows alone has found: it says the same. */
const WHOLE_EVERY = 500;

/** Shares no factor with the length of a file, which is a power of two and the number of its pages: of these none has so many. */
const STRIDE = 7_919;

/** `most` bytes by lot, or all of them where there are no more. */
export async function tamperWithBytes(
  { file, rows }: TamperedLog,
  seed: number,
  most: number,
  progress: (done: number, of: number) => void,
  isStopped: () => boolean,
): Promise<ByteReport> {
  const random = seededRandom(seed);
  const good = readFileSync(file);
  const altered = `${file}-altered`;
  copyFileSync(file, altered);
  const held = newestHead(rows);
  const verdicts: Partial<Record<Verdict, number>> = {};
  const missed: number[] = [];
  const of = Math.min(most, good.length);
  let done = 0;
  const writing = openSync(altered, 'r+');
  try {
    for (; done < of && !isStopped(); done += 1) {
      // All of them in strides, so that a run that is stopped has seen every part of the file.
      const at = of === good.length ? (done * STRIDE) % good.length : random.below(good.length);
      const old = good[at] as number;
      writeSync(writing, Buffer.of(old ^ (1 + random.below(255))), 0, 1, at);
      const verdict = await judge(file, altered, held, done % WHOLE_EVERY === 0);
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
      if (verdict === 'NOT FOUND') missed.push(at);
      writeSync(writing, Buffer.of(old), 0, 1, at);
      if (done % 100 !== 0) continue;
      progress(done, of);
      // Or no signal would be heard.
      await new Promise(setImmediate);
    }
  } finally {
    closeSync(writing);
  }
  return { bytes: done, verdicts, missed };
}

async function judge(good: string, altered: string, held: Checkpoint, isWhole: boolean): Promise<Verdict> {
  const other = alteredRows(good, altered);
  if (other === 'none') return 'nothing readable changed';
  // Whatever is wrong with an entry by itself, `verifyLog` tells: it looks at each in this way.
  if (!isWhole && other !== 'unreadable' && other.some(isFoundAlone)) return 'found';
  try {
    const reader = await openSqliteReader(altered);
    try {
      return await verdictOf(reader, held);
    } finally {
      await reader.close();
    }
  } catch (error) {
    // A file that cannot be opened, or read as a whole, is found by that; an error without a code is a fault of ours.
    return error instanceof GatewayError ? 'found' : 'NOT FOUND';
  }
}

function isFoundAlone(row: EntryRow): boolean {
  try {
    return checkKeptEntry(toKeptEntry(row)).problems.length > 0;
  } catch {
    return true;
  }
}

/** The same rows by each way in which the product reads them: by index, by time, by hash. */
const SAME = `SELECT
  (SELECT count(*) FROM main.entries) AS entries,
  (SELECT count(*) FROM main.entries AS a JOIN good.entries AS b USING (idx)
    WHERE (a.leaf, a.time, a.salt, a.bytes, a.parts) IS (b.leaf, b.time, b.salt, b.bytes, b.parts)) AS same_entries,
  (SELECT count(*) FROM good.entries) AS good_entries,
  (SELECT count(*) FROM good.entries AS b CROSS JOIN main.entries AS a INDEXED BY entries_time
    WHERE a.time = b.time AND a.idx = b.idx) AS same_times,
  (SELECT count(*) FROM main.entries INDEXED BY entries_time WHERE time >= -9e18) AS times,
  (SELECT count(*) FROM main.heads) AS heads,
  (SELECT count(*) FROM main.heads AS a JOIN good.heads AS b USING (size)
    WHERE a.note IS b.note) AS same_heads,
  (SELECT count(*) FROM good.heads) AS good_heads,
  (SELECT count(*) FROM good.texts AS b CROSS JOIN main.texts AS a WHERE a.sha256 = b.sha256 AND a.text IS b.text) AS same_texts,
  (SELECT count(*) FROM good.texts) AS good_texts,
  (SELECT count(*) FROM main.log AS a JOIN good.log AS b ON a.name IS b.name AND a.key IS b.key) AS same_log,
  (SELECT user_version FROM pragma_user_version) AS version`;
const ALTERED = `SELECT a.* FROM main.entries AS a LEFT JOIN good.entries AS b USING (idx)
  WHERE (a.leaf, a.time, a.salt, a.bytes, a.parts) IS NOT (b.leaf, b.time, b.salt, b.bytes, b.parts)`;

function alteredRows(good: string, altered: string): readonly EntryRow[] | 'none' | 'unreadable' {
  let database: DatabaseSync | undefined;
  try {
    // Without locks and shared memory: there are many.
    database = new DatabaseSync(new URL('?immutable=1', pathToFileURL(altered)), { readOnly: true });
    database.prepare('ATTACH ? AS good').run(`${pathToFileURL(good)}?immutable=1`);
    const n = database.prepare(SAME).get() as unknown as Readonly<Record<string, number>>;
    const isSame =
      [n.entries, n.same_entries, n.same_times, n.times].every((count) => count === n.good_entries) &&
      [n.heads, n.same_heads].every((count) => count === n.good_heads) &&
      n.same_texts === n.good_texts &&
      n.same_log === 1 &&
      n.version === 1;
    return isSame ? 'none' : (database.prepare(ALTERED).all() as unknown as readonly EntryRow[]);
  } catch {
    return 'unreadable';
  } finally {
    database?.close();
  }
}
