import { type ErrorFacts, GatewayError } from '../../../errors.ts';
import type { NoteKey } from '../../note/note-key.ts';
import { appendLeaves, EMPTY_TREE, type Tree } from '../../tree.ts';
import { HASH_BYTES, isSameHash } from '../../tree-hash.ts';
import { treeOfHead } from '../head-row.ts';
import { readLeaves } from './postgres-leaves.ts';
import { readBigint } from './postgres-rows.ts';
import type { PostgresSession } from './postgres-session.ts';

/** The tree over the log as one gateway last saw it; others may have appended since. */
export interface SeenLog {
  readonly tree: Tree;
  /** Its last leaf; null where it is not known. */
  readonly last: Uint8Array | null;
}

const NEWEST_HEAD = {
  text: 'SELECT size, note, peaks FROM concordat.heads ORDER BY size DESC LIMIT 1',
};

/**
 * The tree of the newest head that was kept, verified by `key`. Throws EVIDENCE_INVALID for a head that is not ours. What
 * came after it is not in it: `catchUp` reads that.
 */
export async function readSeenLog(session: PostgresSession, key: NoteKey): Promise<SeenLog> {
  const [row] = await session.query<{ size: string; note: string; peaks: Uint8Array }>(NEWEST_HEAD, []);
  if (row === undefined) return { tree: EMPTY_TREE, last: null };
  try {
    return { tree: treeOfHead({ ...row, size: readBigint(row.size) }, key), last: null };
  } catch (cause) {
    throw changed('its newest head is not its own', { size: row.size }, cause);
  }
}

/**
 * The log with all that others have appended: `size` is what the table has now. Throws EVIDENCE_INVALID when the table does
 * not go on from what was seen: it is shorter, another leaf stands where the last one stood, or one is missing.
 */
export async function catchUp(session: PostgresSession, seen: SeenLog, size: number): Promise<SeenLog> {
  if (size < seen.tree.size)
    throw changed(`it had ${seen.tree.size} entries and has ${size}`, { had: seen.tree.size, has: size });
  const from = seen.last === null ? seen.tree.size : seen.tree.size - 1;
  const leaves = await readLeaves(session, from, size);
  const overlap = leaves.slice(0, HASH_BYTES);
  if (seen.last !== null && !isSameHash(overlap, seen.last))
    throw changed(`entry ${from} is another than it was`, { index: from });
  const added = leaves.subarray((seen.tree.size - from) * HASH_BYTES);
  const last = leaves.length === 0 ? null : leaves.slice(-HASH_BYTES);
  return { tree: appendLeaves(seen.tree, added), last };
}

function changed(problem: string, facts: ErrorFacts, cause?: unknown): GatewayError {
  const message = `the ledger in PostgreSQL is not the one that was written: ${problem}: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
  return new GatewayError('EVIDENCE_INVALID', message, facts, { cause });
}
