import { statSync } from 'node:fs';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { GatewayError } from '../../../errors.ts';
import type { CountryCode } from '../../../terms.ts';
import { leafPages } from '../../leaf-pages.ts';
import { printNoteKey } from '../../note/note-key.ts';
import { appendLeaves, EMPTY_TREE, type Tree } from '../../tree.ts';
import type { EntryRow } from '../entry-row.ts';
import { type GrownLog, growLog } from '../grow-log.ts';
import { type HeadRow, toHeadRow, treeOfHead } from '../head-row.ts';
import { ERASED_PAGE, type Erased, HEAD_EVERY, type KeptHead, type LedgerStore } from '../ledger-store.ts';
import type { ErasureRecord } from '../seal-erasure.ts';
import { type SealedRow, toSealedRow } from '../sealed-row.ts';
import type { StoreOptions } from '../store-options.ts';
import type { TakenEntry } from '../take-from-entry.ts';
import { forgetErased } from './forget-erased.ts';
import type { InThread } from './in-thread.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';
import { sqliteFailure } from './sqlite-failure.ts';
import { lockSqliteLedger } from './sqlite-lock.ts';
import { type SqliteReader, sqliteReaderOf } from './sqlite-reader.ts';
import type { PageOrder } from './take-away-page.ts';

/** Reads and writes, by calls that wait for the disk. Entries come as the rows that they will be. */
export interface SqliteStore
  extends InThread<Omit<LedgerStore, 'append' | 'erase'>>,
    Pick<LedgerStore, 'erase'> {
  readonly append: (group: readonly SealedRow[]) => KeptHead;
}

const SQL = {
  newestHead: 'SELECT size, note, peaks FROM heads ORDER BY size DESC LIMIT 1',
  keptSize: 'SELECT max(size) AS size FROM heads',
  putEntry: 'INSERT INTO entries (idx, leaf, time, salt, bytes, parts) VALUES (?, ?, ?, ?, ?, ?)',
  putText: 'INSERT OR IGNORE INTO texts (sha256, text) VALUES (?, ?)',
  putHead: 'INSERT OR IGNORE INTO heads (size, note, peaks) VALUES (?, ?, ?)',
} as const;

interface Open {
  readonly file: string;
  readonly database: DatabaseSync;
  readonly sql: Readonly<Record<keyof typeof SQL, StatementSync>>;
  readonly reader: SqliteReader;
  readonly options: StoreOptions;
  /** Which file of the disk it is, whatever its path names later. */
  readonly inode: number;
  /** As far as it has been committed, or read. */
  tree: Tree;
  /** When this store has kept a head; null: not yet. */
  keptAt: number | null;
}

/**
 * Opens the store in `file`, and makes it where there is none. What is in it is not trusted: its newest head is verified,
 * and what the log grows on from comes out of that. That the entries before it are those it signs, `concordat ledger verify`
 * shows: it would take too long here.
 *
 * Throws CONFIGURATION_INVALID for a file that is not this log's to write (another gateway, key, name or version), and
 * EVIDENCE_INVALID when its newest head does not belong to it.
 */
export function sqliteStoreOf(file: string, options: StoreOptions): SqliteStore {
  const { name } = options.signer.key;
  const lock = options.isGateway ? lockSqliteLedger(file) : null;
  let database: DatabaseSync | undefined;
  try {
    database = openSqliteDatabase(file, { name, key: printNoteKey(options.signer.key) });
    const open = prepare(file, database, options);
    return { ...open.reader, ...writerOf(open), close: () => close(open, lock) };
  } catch (error) {
    database?.close();
    lock?.release();
    throw sqliteFailure(error, file, 'written');
  }
}

function prepare(file: string, database: DatabaseSync, options: StoreOptions): Open {
  const statements = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)]);
  const sql = Object.fromEntries(statements) as Open['sql'];
  const reader = sqliteReaderOf(database, file);
  const open: Open = {
    ...{ file, database, sql, reader, options, inode: statSync(file).ino },
    ...{ tree: EMPTY_TREE, keptAt: null },
  };
  const newest = sql.newestHead.get() as unknown as HeadRow | undefined;
  if (newest !== undefined) open.tree = verified(newest, open);
  open.tree = caughtUp(open);
  return open;
}

function verified(head: HeadRow, { file, options }: Open): Tree {
  try {
    return treeOfHead(head, options.signer.key);
  } catch (cause) {
    const message = `the newest head of the ledger \`${file}\` is not its own: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
    throw new GatewayError('EVIDENCE_INVALID', message, { file, size: head.size }, { cause });
  }
}

/** The tree with what has been put behind it: by a command, or before a crash. */
function caughtUp({ file, tree, reader }: Open): Tree {
  const size = reader.size();
  if (size < tree.size) {
    const message = `the ledger \`${file}\` has shrunk: it has ${size} entries, and had ${tree.size}: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
    throw new GatewayError('EVIDENCE_INVALID', message, { file, size, had: tree.size });
  }
  let grown = tree;
  for (const { from, before } of leafPages(tree.size, size))
    grown = appendLeaves(grown, reader.leaves(from, before));
  return grown;
}

function close({ reader }: Open, lock: { release(): void } | null): void {
  reader.close();
  lock?.release();
}

function writerOf(open: Open): Pick<SqliteStore, 'append' | 'keepHead' | 'erase'> {
  return {
    append: (group) => transaction(open, () => append(open, group)),
    keepHead: () => keepHead(open),
    erase: (owner, before, record) => erase(open, owner, before, record),
  };
}

/** What a transaction makes of the log: it is so only once it has been committed. */
interface Done<Result> {
  readonly result: Result;
  readonly tree: Tree;
  readonly keptAt: number | null;
}

// INVARIANT: the tree is replaced after the commit alone. When it fails nobody knows whether it holds; the next transaction
// reads the leaves that are there.
function transaction<Result>(open: Open, work: () => Done<Result>): Result {
  try {
    open.database.exec('BEGIN IMMEDIATE');
    requireSameFile(open);
    const { result, tree, keptAt } = work();
    open.database.exec('COMMIT');
    Object.assign(open, { tree, keptAt });
    return result;
  } catch (error) {
    rollBack(open.database);
    throw sqliteFailure(error, open.file, 'written');
  }
}

/** A file that was moved or removed is written to as before, and nobody would ever find what is in it. */
function requireSameFile({ file, inode }: Open): void {
  if (statSync(file, { throwIfNoEntry: false })?.ino === inode) return;
  const message = `the ledger \`${file}\` is not there any more, or is another file: put it back`;
  throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, { file });
}

/** As far as it can: an error may have ended the transaction, and what has failed once may fail again. */
function rollBack(database: DatabaseSync): void {
  try {
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK');
  } catch {
    // The first error is the one to tell; a transaction that is left is ended by closing.
  }
}

function append(open: Open, group: readonly SealedRow[]): Done<KeptHead> {
  const { sql, options, keptAt } = open;
  const now = options.now();
  // A clock that has jumped back would otherwise keep heads away until it is where it was.
  const isTimeUp = keptAt === null || Math.abs(now - keptAt) >= HEAD_EVERY.ms;
  const before = caughtUp(open);
  for (const { sha256, text } of group.flatMap(({ texts }) => texts))
    sql.putText.run(Buffer.from(sha256, 'hex'), text);
  for (const [at, row] of group.entries()) putEntry(open, { ...row, idx: before.size + at });
  const leaves = group.map(({ leaf }) => leaf);
  const grown = growLog(before, leaves, { keptSize: keptSizeOf(open), isTimeUp }, options.signer);
  for (const head of grown.kept) putHead(open, head);
  const { head, kept, tree } = grown;
  return {
    result: { size: head.size, note: head.note },
    ...{ tree, keptAt: kept.length === 0 ? keptAt : now },
  };
}

function putEntry({ sql }: Open, { idx, leaf, time, salt, bytes, parts }: EntryRow): void {
  sql.putEntry.run(idx, leaf, time, salt, bytes, parts);
}

function putHead({ sql }: Open, { size, note, peaks }: GrownLog['head']): void {
  sql.putHead.run(size, note, peaks);
}

function keptSizeOf({ sql }: Open): number {
  return Number(sql.keptSize.get()?.size ?? 0);
}

function keepHead(open: Open): void {
  const { reader, options } = open;
  const isKept = (): boolean => reader.heads(reader.size(), 1).length > 0;
  if (isKept()) return;
  transaction(open, () => {
    const tree = caughtUp(open);
    putHead(open, toHeadRow(tree, options.signer));
    return { result: undefined, tree, keptAt: options.now() };
  });
}

/** What reads an entry and takes it apart: most of what a thread that writes would load, and hardly one erases. */
async function loadErasing() {
  const [{ takeAwayPage }, { countTaken, sealErasure }] = await Promise.all([
    import('./take-away-page.ts'),
    import('../seal-erasure.ts'),
  ]);
  return { takeAwayPage, countTaken, sealErasure };
}

type Erasing = Awaited<ReturnType<typeof loadErasing>>;

async function erase(open: Open, owner: CountryCode, before: number, record: ErasureRecord): Promise<Erased> {
  const { database, file, reader } = open;
  const erasing = await loadErasing();
  let erased: Erased = { parts: 0, entries: 0 };
  // Page by page, each in a transaction of its own: a gateway waits for the lock for a moment, and not until all is done.
  for (let [from, size] = [0, reader.size()]; from < size; from += ERASED_PAGE) {
    const order = { owner, before, from, to: from + ERASED_PAGE };
    erased = erasing.countTaken(erasePage(open, order, record, erasing), erased);
  }
  try {
    forgetErased(database, file);
  } catch (error) {
    throw sqliteFailure(error, file, 'written');
  }
  return erased;
}

/** The entry about it and what it takes away are one transaction; where there is nothing, there is no entry either. */
function erasePage(
  open: Open,
  order: PageOrder,
  record: ErasureRecord,
  { takeAwayPage, sealErasure }: Erasing,
): readonly TakenEntry[] {
  return transaction(open, () => {
    const taken = takeAwayPage(open.database, order);
    if (taken.length === 0) return { ...open, result: taken };
    const sealed = sealErasure(record, taken, open.options.now());
    return { ...append(open, [toSealedRow(sealed)]), result: taken };
  });
}
