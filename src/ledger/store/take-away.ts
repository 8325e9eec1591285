import type { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../errors.ts';
import type { CountryCode } from '../../terms.ts';
import { type EntryRow, toEntryRow, toKeptEntry } from './entry-row.ts';
import type { Erased, KeptEntry } from './ledger-store.ts';
import { withoutOwner } from './without-owner.ts';

/** How many entries are read at a time. */
const PAGE = 1_000;

const SPAN = 'SELECT min(idx) AS first, max(idx) AS last FROM entries WHERE time < ?';
// The plus: in the order of entries, and not by the index of times, which would sort them all for each page.
const WHOLE = `SELECT * FROM entries WHERE idx BETWEEN ? AND ? AND +time < ? AND bytes IS NOT NULL
                ORDER BY idx LIMIT ?`;
const REWRITE = 'UPDATE entries SET salt = ?, bytes = ?, parts = ? WHERE idx = ?';

/**
 * Takes away what is `owner`'s of entries before `before` (milliseconds since 1970), as `withoutOwner` says. INVARIANT: in a
 * transaction, with the entry that records it. Leaves stay as they are.
 *
 * Throws EVIDENCE_INVALID at an entry that cannot be read: whose it is, nobody can say then.
 */
export function takeAway(database: DatabaseSync, owner: CountryCode, before: number): Erased {
  const whole = database.prepare(WHOLE);
  const rewrite = database.prepare(REWRITE);
  const span = database.prepare(SPAN).get(before);
  const last = Number(span?.last ?? -1);
  let [parts, entries] = [0, 0];
  for (let next = Number(span?.first ?? 0); next <= last; ) {
    const rows = whole.all(next, last, before, PAGE) as unknown as readonly EntryRow[];
    for (const row of rows) {
      const change = changeOf(row, owner);
      if (change === null) continue;
      const { salt, bytes, parts: packed } = toEntryRow(change.after);
      rewrite.run(salt, bytes, packed, row.idx);
      parts += change.before.parts.length - change.after.parts.length;
      entries += change.after.entry === null ? 1 : 0;
    }
    next = (rows.at(-1)?.idx ?? last) + 1;
  }
  return { parts, entries };
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
    const message = `entry ${row.idx} of the ledger cannot be read, so nothing is erased: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
    throw new GatewayError('EVIDENCE_INVALID', message, { index: row.idx }, { cause });
  }
}
