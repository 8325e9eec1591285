/** Rows as the driver gives them: `bigint` as decimal text, `bytea` as bytes. */
import { GatewayError } from '../../../errors.ts';
import { isCount } from '../../is-count.ts';
import { type EntryRow, toKeptEntry } from '../entry-row.ts';
import type { KeptEntry } from '../ledger-store.ts';

/** A row of `entries`. */
export interface PostgresEntry extends Omit<EntryRow, 'idx' | 'time'> {
  readonly idx: string;
  readonly time: string;
}

/** Throws EVIDENCE_INVALID for an index or a time that is none, and for parts that cannot be taken apart. */
export function readPostgresEntry(row: PostgresEntry): KeptEntry {
  return toKeptEntry({ ...row, idx: readBigint(row.idx), time: readBigint(row.time) });
}

/** A `bigint` that counts something. Throws EVIDENCE_INVALID for one that is negative or that a number cannot hold exactly. */
export function readBigint(bigint: string): number {
  const count = Number(bigint);
  if (isCount(count)) return count;
  const message = `the ledger in PostgreSQL has an index or a time that cannot be, \`${bigint}\`: run \`concordat ledger verify\`, and put a copy back that it finds whole`;
  throw new GatewayError('EVIDENCE_INVALID', message, { bigint });
}

/** With what the frame of an owner's part begins: what does not hold these bytes has no part of that owner. */
export function ownerMark(owner: string): Uint8Array {
  return Buffer.concat([Buffer.of(owner.length), Buffer.from(owner, 'latin1')]);
}
