import type { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../errors.ts';
import type { CountryCode } from '../../terms.ts';
import { ENTRY_COLUMNS, type EntryRow, toEntryRow, toKeptEntry } from './entry-row.ts';
import type { Erased, KeptEntry } from './ledger-store.ts';
import { withoutOwner } from './without-owner.ts';

/** How many entries are read at a time. */
const PAGE = 1_000;

// The plus: in the order of entries, and not by the index of times, which would sort them all for each page.
const WHOLE = `SELECT ${ENTRY_COLUMNS} FROM entries
  WHERE idx >= ? AND +time < ? AND bytes IS NOT NULL ORDER BY idx LIMIT ?`;
const REWRITE = 'UPDATE entries SET salt = ?, bytes = ?, parts = ? WHERE idx = ?';

/** What was taken away of a page of entries. */
export interface ErasedPage extends Erased {
  /** Where the next page begins; null: this was the last. */
  readonly next: number | null;
}

/**
 * Takes away what is `owner`'s of a page of entries from index `from` on, before `before` (milliseconds since 1970), as
 * `withoutOwner` says. INVARIANT: in a transaction, after the one with the entry that records it. Leaves stay as they are.
 *
 * Throws EVIDENCE_INVALID at an entry that cannot be read: whose it is, nobody can say then.
 */
export function takeAwayPage(
  database: DatabaseSync,
  owner: CountryCode,
  before: number,
  from: number,
): ErasedPage {
  const rewrite = database.prepare(REWRITE);
  const rows = database.prepare(WHOLE).all(from, before, PAGE) as unknown as readonly EntryRow[];
  let [parts, entries] = [0, 0];
  for (const row of rows) {
    const change = changeOf(row, owner);
    if (change === null) continue;
    const { salt, bytes, parts: packed } = toEntryRow(change.after);
    rewrite.run(salt, bytes, packed, row.idx);
    parts += change.before.parts.length - change.after.parts.length;
    entries += change.after.entry === null ? 1 : 0;
  }
  const last = rows.length < PAGE ? undefined : rows.at(-1);
  return { parts, entries, next: last === undefined ? null : last.idx + 1 };
}

function changeOf(
  row: EntryRow,
  owner: CountryCode,
): { readonly before: KeptEntry; readonly after: KeptEntry } | null {
  try {
    const before = toKeptEntry(row);
    const after = withoutOwner(before, owner);
    return after && { before, after };
  } catch (cause) {
    const message = `entry ${row.idx} of the ledger cannot be read, so nothing from there on is erased: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
    throw new GatewayError('EVIDENCE_INVALID', message, { index: row.idx }, { cause });
  }
}
