import { packParts } from '../entry/part-frames.ts';
import type { SealedEntry } from '../entry/seal-entry.ts';
import type { EntryRow } from './entry-row.ts';

/** A sealed entry as a row that has no place yet, and the texts that it names. */
export interface SealedRow extends Omit<EntryRow, 'idx'>, Pick<SealedEntry, 'texts'> {}

/**
 * The row of an entry that is to be written. All its bytes stand in one buffer of their own: another thread is handed a copy
 * of every buffer that a row has a part of, whole, and of 28 owners' parts there would be many.
 */
export function toSealedRow({ leaf, time, salt, bytes, parts, texts }: SealedEntry): SealedRow {
  const packed = parts.length === 0 ? null : packParts(parts);
  const buffer = new Uint8Array(leaf.length + salt.length + bytes.length + (packed?.length ?? 0));
  let end = 0;
  const put = (one: Uint8Array): Uint8Array => {
    const start = end;
    end += one.length;
    buffer.set(one, start);
    return buffer.subarray(start, end);
  };
  return { leaf: put(leaf), time, salt: put(salt), bytes: put(bytes), parts: packed && put(packed), texts };
}
