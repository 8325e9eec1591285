import { packParts, unpackParts } from '../entry/part-frames.ts';
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

/** The row as an entry. Nothing of it has been verified. Throws EVIDENCE_INVALID for parts that cannot be taken apart. */
export function toKeptEntry({ idx, leaf, time, salt, bytes, parts }: EntryRow): KeptEntry {
  const entry = salt === null || bytes === null ? null : { salt, bytes };
  return { index: idx, leaf, time, entry, parts: parts === null ? [] : unpackParts(parts) };
}

/** The entry as a row: of what is erased, nothing. */
export function toEntryRow({ index, leaf, time, entry, parts }: KeptEntry): EntryRow {
  const { salt, bytes } = entry ?? { salt: null, bytes: null };
  return { idx: index, leaf, time, salt, bytes, parts: parts.length === 0 ? null : packParts(parts) };
}
