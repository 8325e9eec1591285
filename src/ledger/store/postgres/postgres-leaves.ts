import { GatewayError } from '../../../errors.ts';
import { HASH_BYTES } from '../../tree-hash.ts';
import type { PostgresSession } from './postgres-session.ts';

const PAGE = 16_384;
const LEAVES = {
  name: 'leaves',
  text: `SELECT string_agg(leaf, ''::bytea ORDER BY idx) AS leaves, count(*)::int AS count
    FROM concordat.entries WHERE idx >= $1 AND idx < $2`,
};

/**
 * The leaf hashes from `from` to before `before`, one after the other. INVARIANT: 32 bytes for each index, or whoever cuts
 * them apart would take every later leaf for another. Throws EVIDENCE_INVALID where one is missing.
 */
export async function readLeaves(
  session: PostgresSession,
  from: number,
  before: number,
): Promise<Uint8Array> {
  const pages: Uint8Array[] = [];
  for (let start = from; start < before; start += PAGE) {
    const end = Math.min(start + PAGE, before);
    const [row] = await session.query<{ leaves: Uint8Array | null; count: number }>(LEAVES, [start, end]);
    const leaves = row?.leaves ?? new Uint8Array();
    if (row?.count !== end - start || leaves.length !== (end - start) * HASH_BYTES)
      throw await missing(session, start, end);
    pages.push(leaves);
  }
  return Buffer.concat(pages);
}

const INDICES = { text: 'SELECT idx FROM concordat.entries WHERE idx >= $1 AND idx < $2 ORDER BY idx' };

async function missing(session: PostgresSession, from: number, before: number): Promise<GatewayError> {
  const rows = await session.query<{ idx: string }>(INDICES, [from, before]);
  const gap = rows.findIndex(({ idx }, at) => Number(idx) !== from + at);
  const index = from + (gap === -1 ? rows.length : gap);
  const message = `entry ${index} of the ledger in PostgreSQL is missing: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
  return new GatewayError('EVIDENCE_INVALID', message, { index });
}
