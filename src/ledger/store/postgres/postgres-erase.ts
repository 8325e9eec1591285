import type { CountryCode } from '../../../terms.ts';
import { toEntryRow } from '../entry-row.ts';
import type { PageOrder } from '../sqlite/take-away-page.ts';
import { type TakenEntry, takeFromEntry } from '../take-from-entry.ts';
import { ownerMark, type PostgresEntry, readBigint, readPostgresEntry } from './postgres-rows.ts';
import type { PostgresSession } from './postgres-session.ts';

/**
 * What `withoutOwner` could change: entries with a part of the owner (or bytes that look like one) and those without parts.
 * By index, or a rare owner's would be looked for through the whole table in one statement. FOR UPDATE: another erasure may
 * be at the same entry, and what it took away must not come back.
 */
const PAGE = {
  text: `SELECT * FROM concordat.entries
    WHERE idx >= $1 AND idx < $2 AND time < $3 AND bytes IS NOT NULL
      AND (parts IS NULL OR position($4::bytea IN parts) > 0)
    ORDER BY idx FOR UPDATE`,
};
const CHANGE = {
  text: `UPDATE concordat.entries AS entry
    SET salt = CASE WHEN changed.is_gone THEN NULL ELSE entry.salt END,
        bytes = CASE WHEN changed.is_gone THEN NULL ELSE entry.bytes END,
        parts = changed.parts
    FROM unnest($1::bigint[], $2::boolean[], $3::bytea[]) AS changed (idx, is_gone, parts)
    WHERE entry.idx = changed.idx`,
};

/**
 * Takes away what is the owner's of a page of entries, and gives what that was. INVARIANT: in the transaction that puts the
 * entry about it at the end of the log. Entries are locked one by one and the log is not yet: gateways append meanwhile.
 * Throws EVIDENCE_INVALID as `takeFromEntry`.
 */
export async function erasePage(session: PostgresSession, order: PageOrder): Promise<readonly TakenEntry[]> {
  const { owner, before, from, to } = order;
  const rows = await session.query<PostgresEntry>(PAGE, [from, to, before, ownerMark(owner)]);
  const taken = takenOf(rows, owner);
  if (taken.length === 0) return taken;
  await session.query(CHANGE, [
    taken.map(({ left }) => left.index),
    taken.map(({ left }) => left.entry === null),
    taken.map(({ left }) => toEntryRow(left).parts),
  ]);
  return taken;
}

function takenOf(rows: readonly PostgresEntry[], owner: CountryCode): readonly TakenEntry[] {
  return rows
    .map((row) => takeFromEntry(() => readPostgresEntry(row), readBigint(row.idx), owner))
    .filter((one) => one !== null);
}
