import { packParts, unpackParts } from '../entry/part-frames.ts';
import { isCount } from '../is-count.ts';
import { notAsIssued } from '../not-as-issued.ts';
import { HASH_BYTES } from '../tree-hash.ts';
import type { KeptEntry } from './ledger-store.ts';

/** A row of `entries`, in either database. */
export interface EntryRow {
  readonly idx: number;
  readonly leaf: Uint8Array;
  readonly time: number;
  readonly salt: Uint8Array | null;
  readonly bytes: Uint8Array | null;
  /** As `packParts` writes them. */
  readonly parts: Uint8Array | null;
}

/**
 * By name, and never all that there are: in a file of which the columns have been renamed, a value would be missing without a
 * word.
 */
export const ENTRY_COLUMNS = 'idx, leaf, time, salt, bytes, parts';

/**
 * The row as an entry. Nothing of it has been verified, not even its form: from a damaged file a value comes out as null that
 * its column never holds. Throws EVIDENCE_INVALID for that, and for parts that cannot be taken apart.
 */
export function toKeptEntry(row: EntryRow): KeptEntry {
  const { idx, leaf, time, salt, bytes, parts } = row;
  if (!isRow(row)) throw notAsIssued('entry', 'a row of another form');
  const entry = salt === null || bytes === null ? null : { salt, bytes };
  return { index: idx, leaf, time, entry, parts: parts === null ? [] : unpackParts(parts) };
}

function isRow({
  idx,
  leaf,
  time,
  salt,
  bytes,
  parts,
}: { readonly [column in keyof EntryRow]: unknown }): boolean {
  return (
    isCount(idx) &&
    Number.isSafeInteger(time) &&
    leaf instanceof Uint8Array &&
    leaf.length === HASH_BYTES &&
    [salt, bytes, parts].every((value) => value === null || value instanceof Uint8Array)
  );
}

/** The entry as a row: of what is erased, nothing. */
export function toEntryRow({ index, leaf, time, entry, parts }: KeptEntry): EntryRow {
  const { salt, bytes } = entry ?? { salt: null, bytes: null };
  return { idx: index, leaf, time, salt, bytes, parts: parts.length === 0 ? null : packParts(parts) };
}
