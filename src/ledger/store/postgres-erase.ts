import type { CountryCode } from '../../terms.ts';
import { toEntryRow } from './entry-row.ts';
import type { Erased } from './ledger-store.ts';
import { ownerMark, type PostgresEntry, readPostgresEntry } from './postgres-rows.ts';
import type { PostgresSession } from './postgres-session.ts';
import { withoutOwner } from './without-owner.ts';

const PAGE = 500;
/**
 * What `withoutOwner` could change: entries with a part of the owner (or bytes that look like one) and those without parts.
 * FOR UPDATE: another erasure may be at the same entry, and what it took away must not come back.
 */
const NEXT_PAGE = {
  text: `SELECT * FROM concordat.entries
    WHERE idx > $1 AND time < $2 AND bytes IS NOT NULL AND (parts IS NULL OR position($3::bytea IN parts) > 0)
    ORDER BY idx LIMIT ${PAGE} FOR UPDATE`,
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
 * Takes away what is `owner`'s of entries before `before`, page by page, in the transaction that has begun. Entries are
 * locked one by one and the log is not: gateways append meanwhile.
 */
export async function eraseInTransaction(
  session: PostgresSession,
  owner: CountryCode,
  before: number,
): Promise<Erased> {
  let erased: Erased = { parts: 0, entries: 0 };
  for (let after = -1; ; ) {
    const rows = await session.query<PostgresEntry>(NEXT_PAGE, [after, before, ownerMark(owner)]);
    const last = rows.at(-1);
    if (last === undefined) return erased;
    erased = sum(erased, await erasePage(session, rows, owner));
    after = Number(last.idx);
  }
}

async function erasePage(
  session: PostgresSession,
  rows: readonly PostgresEntry[],
  owner: CountryCode,
): Promise<Erased> {
  const changes = rows.flatMap((row) => {
    const kept = readPostgresEntry(row);
    const left = withoutOwner(kept, owner);
    return left === null ? [] : [{ left, parts: kept.parts.length - left.parts.length }];
  });
  await session.query(CHANGE, [
    changes.map(({ left }) => left.index),
    changes.map(({ left }) => left.entry === null),
    changes.map(({ left }) => toEntryRow(left).parts),
  ]);
  const entries = changes.filter(({ left }) => left.entry === null).length;
  return { parts: changes.reduce((total, { parts }) => total + parts, 0), entries };
}

function sum(one: Erased, other: Erased): Erased {
  return { parts: one.parts + other.parts, entries: one.entries + other.entries };
}
