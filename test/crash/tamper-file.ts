import { copyFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../src/errors.ts';
import { openSqliteReader } from '../../src/ledger/store/sqlite/open-sqlite-reader.ts';
import { readableOf } from './log-edits.ts';
import { tallyEdits, type Verdict, type VerdictsByKind } from './tally-edits.ts';
import { newestHead, verdictOf } from './tamper-edits.ts';
import type { LogRows, TamperedLog } from './tampered-log.ts';

/** The same edits by SQL on a real file, and the real reader over it. */
export async function tamperWithFile(
  { file, rows }: TamperedLog,
  seed: number,
  most: number,
  progress: (done: number) => void,
  isStopped: () => boolean,
): Promise<VerdictsByKind> {
  const held = newestHead(rows);
  return tallyEdits(rows, seed, most, (edited) => judge(file, rows, edited, held), progress, isStopped);
}

async function judge(
  file: string,
  rows: LogRows,
  edited: LogRows,
  held: ReturnType<typeof newestHead>,
): Promise<Verdict> {
  if (readableOf(edited) === readableOf(rows)) return 'nothing readable changed';
  const altered = `${file}-edited`;
  copyFileSync(file, altered);
  try {
    write(altered, edited);
    const reader = await openSqliteReader(altered);
    try {
      return await verdictOf(reader, held);
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (error instanceof GatewayError) return 'found';
    throw error;
  }
}

function write(file: string, { identity, entries, heads, texts }: LogRows): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('BEGIN; DELETE FROM entries; DELETE FROM heads; DELETE FROM texts');
    database.prepare('UPDATE log SET name = ?, key = ?').run(identity.name, identity.key);
    const entry = database.prepare(
      'INSERT INTO entries (idx, leaf, time, salt, bytes, parts) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const { idx, leaf, time, salt, bytes, parts } of entries)
      entry.run(idx, leaf, time, salt, bytes, parts);
    const head = database.prepare("INSERT INTO heads (size, note, peaks) VALUES (?, ?, x'')");
    for (const { size, note } of heads) head.run(size, note);
    const put = database.prepare('INSERT INTO texts (sha256, text) VALUES (?, ?)');
    for (const [hash, text] of texts) put.run(Buffer.from(hash, 'hex'), text);
    database.exec('COMMIT');
  } finally {
    database.close();
  }
}
