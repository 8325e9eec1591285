import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { GatewayError } from '../../../errors.ts';
import { isCount } from '../../is-count.ts';
import type { DisclosureSearch } from '../../ledger.ts';
import { notAsIssued } from '../../not-as-issued.ts';
import { HASH_BYTES } from '../../tree-hash.ts';
import { ENTRY_COLUMNS, type EntryRow, toKeptEntry } from '../entry-row.ts';
import type { KeptEntry, KeptHead, LedgerReader, LogIdentity } from '../ledger-store.ts';
import type { InThread } from './in-thread.ts';
import { sqliteFailure } from './sqlite-failure.ts';

/** Reads what the file holds. Each call is one statement or a few; none leaves a transaction open. */
export type SqliteReader = InThread<LedgerReader>;

const SQL = {
  identity: 'SELECT name, key FROM log',
  size: 'SELECT max(idx) AS last FROM entries',
  leaves: 'SELECT idx, leaf FROM entries WHERE idx >= ? AND idx < ? ORDER BY idx',
  entries: `SELECT ${ENTRY_COLUMNS} FROM entries WHERE idx >= ? AND idx <= ? ORDER BY idx LIMIT ?`,
  // From the index alone. The order of time and that of entries are almost the same, but a clock may jump.
  span: 'SELECT min(idx) AS first, max(idx) AS last FROM entries WHERE time >= ? AND time < ? AND idx > ?',
  within: `SELECT ${ENTRY_COLUMNS} FROM entries
            WHERE idx BETWEEN ? AND ? AND +time >= ? AND +time < ? AND parts IS NOT NULL ORDER BY idx`,
  heads: 'SELECT size, note, peaks FROM heads WHERE size >= ? ORDER BY size LIMIT ?',
  text: 'SELECT text FROM texts WHERE sha256 = ?',
} as const;

type Statements = Readonly<Record<keyof typeof SQL, StatementSync>>;

/** The reader over an open database of a ledger; to close it closes the database. */
export function sqliteReaderOf(database: DatabaseSync, file: string): SqliteReader {
  const guarded = <Result>(work: () => Result): Result => guard(file, work);
  const sql = guarded(() => prepare(database));
  return {
    identity: guarded(() => ({ ...sql.identity.get() }) as unknown as LogIdentity),
    size: () => guarded(() => sizeOf(sql)),
    leaves: (from, before) => guarded(() => readLeaves(sql, file, from, before)),
    entries: (from, most) => guarded(() => toKept(sql.entries.iterate(from, Number.MAX_SAFE_INTEGER, most))),
    find: (search) => guarded(() => find(sql, search)),
    heads: (size, most) => guarded(() => sql.heads.all(size, most).map(toKeptHead)),
    texts: (sha256) => guarded(() => readTexts(sql, sha256)),
    check: () => guarded(() => check(database)),
    close: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** From a damaged file a value comes out as null that its column never holds. */
function toKeptHead({ size, note, peaks }: Readonly<Record<string, unknown>>): KeptHead {
  if (!isCount(size) || typeof note !== 'string' || !(peaks instanceof Uint8Array))
    throw notAsIssued('head', 'a row of another form');
  return { size, note, peaks };
}

/** As many lines as anybody reads. */
const CHECK = 'PRAGMA integrity_check(10)';

function check(database: DatabaseSync): readonly string[] {
  const lines = database
    .prepare(CHECK)
    .all()
    .map((row) => String(row.integrity_check));
  return lines.filter((line) => line !== 'ok');
}

function guard<Result>(file: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw sqliteFailure(error, file, 'read');
  }
}

function prepare(database: DatabaseSync): Statements {
  const statements = Object.entries(SQL).map(([name, sql]) => [name, database.prepare(sql)]);
  return Object.fromEntries(statements) as Statements;
}

function sizeOf(sql: Statements): number {
  return Number(sql.size.get()?.last ?? -1) + 1;
}

/** INVARIANT: 32 bytes for each index, or whoever cuts them apart would take every later leaf for another. */
function readLeaves(sql: Statements, file: string, from: number, before: number): Uint8Array {
  const leaves: Uint8Array[] = [];
  for (const { idx, leaf } of sql.leaves.iterate(from, before) as Iterable<unknown> as Iterable<EntryRow>) {
    const next = from + leaves.length;
    if (idx !== next) throw damaged(file, next, 'is missing');
    if (leaf.length !== HASH_BYTES) throw damaged(file, next, 'has a leaf that is no hash');
    leaves.push(leaf);
  }
  if (leaves.length < before - from) throw damaged(file, from + leaves.length, 'is missing');
  return Buffer.concat(leaves);
}

function damaged(file: string, index: number, problem: string): GatewayError {
  const message = `entry ${index} of the ledger \`${file}\` ${problem}: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
  return new GatewayError('EVIDENCE_INVALID', message, { file, index, problem });
}

function find(sql: Statements, { owner, from, before, after, most }: DisclosureSearch): readonly KeptEntry[] {
  const found: KeptEntry[] = [];
  const span = sql.span.get(from, before, after);
  if (span?.first == null || span.last == null || most <= 0) return found;
  for (const row of sql.within.iterate(span.first, span.last, from, before)) {
    const entry = toKeptEntry(row as unknown as EntryRow);
    const parts = entry.parts.filter((part) => part.owner === owner);
    if (parts.length > 0) found.push({ ...entry, parts });
    if (found.length >= most) break;
  }
  return found;
}

function toKept(rows: Iterable<unknown>): readonly KeptEntry[] {
  return [...(rows as Iterable<EntryRow>)].map(toKeptEntry);
}

function readTexts(sql: Statements, sha256: readonly string[]): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const hash of sha256) {
    const text = sql.text.get(Buffer.from(hash, 'hex'))?.text;
    if (typeof text === 'string') texts.set(hash, text);
  }
  return texts;
}
