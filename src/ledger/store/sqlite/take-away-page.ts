import type { DatabaseSync } from 'node:sqlite';
import type { CountryCode } from '../../../terms.ts';
import { ENTRY_COLUMNS, type EntryRow, toEntryRow, toKeptEntry } from '../entry-row.ts';
import { type TakenEntry, takeFromEntry } from '../take-from-entry.ts';

// By index, or the last page would be looked for to the end of the table. The plus: not by the index of times.
const WHOLE = `SELECT ${ENTRY_COLUMNS} FROM entries
  WHERE idx >= ? AND idx < ? AND +time < ? AND bytes IS NOT NULL ORDER BY idx`;
const REWRITE = 'UPDATE entries SET salt = ?, bytes = ?, parts = ? WHERE idx = ?';

/** Whose, of entries before `before` (milliseconds since 1970), from index `from` to before `to`. */
export interface PageOrder {
  readonly owner: CountryCode;
  readonly before: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Takes away what is the owner's of a page of entries, and gives what that was. INVARIANT: in the transaction that puts the
 * entry about it at the end of the log. Leaves stay as they are. Throws EVIDENCE_INVALID as `takeFromEntry`.
 */
export function takeAwayPage(
  database: DatabaseSync,
  { owner, before, from, to }: PageOrder,
): readonly TakenEntry[] {
  const rows = database.prepare(WHOLE).all(from, to, before) as unknown as readonly EntryRow[];
  const taken = rows
    .map((row) => takeFromEntry(() => toKeptEntry(row), row.idx, owner))
    .filter((one) => one !== null);
  const rewrite = database.prepare(REWRITE);
  for (const { left } of taken) {
    const { salt, bytes, parts, idx } = toEntryRow(left);
    rewrite.run(salt, bytes, parts, idx);
  }
  return taken;
}
