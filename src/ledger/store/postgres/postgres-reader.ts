import type { DisclosureSearch } from '../../ledger.ts';
import type { KeptEntry, KeptHead, LedgerReader, LogIdentity } from '../ledger-store.ts';
import { readLeaves } from './postgres-leaves.ts';
import type { PostgresLine } from './postgres-line.ts';
import { ownerMark, type PostgresEntry, readBigint, readPostgresEntry } from './postgres-rows.ts';
import type { PostgresSession } from './postgres-session.ts';

const SIZE = { text: 'SELECT coalesce(max(idx) + 1, 0) AS size FROM concordat.entries' };
const ENTRIES = { text: `SELECT * FROM concordat.entries WHERE idx >= $1 ORDER BY idx LIMIT $2` };
const FIND = {
  text: `SELECT * FROM concordat.entries
    WHERE idx > $1 AND time >= $2 AND time < $3 AND position($4::bytea IN parts) > 0 ORDER BY idx LIMIT $5`,
};
const HEADS = {
  text: 'SELECT size, note, peaks FROM concordat.heads WHERE size >= $1 ORDER BY size LIMIT $2',
};
const TEXTS = { text: 'SELECT sha256, text FROM concordat.texts WHERE sha256 = ANY($1::bytea[])' };

/** A reader that asks over this line, and closes it. */
export function postgresReaderOver(identity: LogIdentity, line: PostgresLine): LedgerReader {
  return {
    identity,
    size: () => line.use(readSize),
    leaves: (from, before) => line.use((session) => readLeaves(session, from, before)),
    entries: (from, most) =>
      line.use(async (session) =>
        (await session.query<PostgresEntry>(ENTRIES, [from, most])).map(readPostgresEntry),
      ),
    find: (search) => line.use((session) => find(session, search)),
    heads: (size, most) => line.use((session) => readHeads(session, size, most)),
    texts: (sha256) => line.use((session) => readTexts(session, sha256)),
    // Without an extension PostgreSQL has nothing to check an index with.
    check: async () => [],
    close: () => line.close(),
  };
}

/** How many entries there are. */
export async function readSize(session: PostgresSession): Promise<number> {
  const [row] = await session.query<{ size: string }>(SIZE, []);
  return readBigint(row?.size ?? '');
}

async function find(session: PostgresSession, search: DisclosureSearch): Promise<readonly KeptEntry[]> {
  const { owner, from, before, most } = search;
  const found: KeptEntry[] = [];
  for (let after = search.after; found.length < most; ) {
    const missing = most - found.length;
    const rows = await session.query<PostgresEntry>(FIND, [after, from, before, ownerMark(owner), missing]);
    for (const kept of rows.map(readPostgresEntry)) {
      // The mark may also stand within another owner's part.
      const parts = kept.parts.filter((part) => part.owner === owner);
      if (parts.length > 0) found.push({ ...kept, parts });
      after = kept.index;
    }
    if (rows.length < missing) break;
  }
  return found;
}

async function readHeads(session: PostgresSession, size: number, most: number): Promise<readonly KeptHead[]> {
  const rows = await session.query<{ size: string; note: string; peaks: Uint8Array }>(HEADS, [size, most]);
  return rows.map(({ note, peaks, ...row }) => ({ size: readBigint(row.size), note, peaks }));
}

async function readTexts(
  session: PostgresSession,
  sha256: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const hashes = sha256.map((hash) => Buffer.from(hash, 'hex'));
  const rows = await session.query<{ sha256: Uint8Array; text: Uint8Array }>(TEXTS, [hashes]);
  return new Map(
    rows.map((row) => [Buffer.from(row.sha256).toString('hex'), Buffer.from(row.text).toString()]),
  );
}
