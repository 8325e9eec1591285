import type { z } from 'zod';
import { canonicalJson } from '../../canonical-json.ts';
import { notAsIssued } from '../not-as-issued.ts';
import { readJson } from '../read-json.ts';
import { readUtf8 } from '../read-utf8.ts';
import { ENTRY_BYTES } from './seal-entry.ts';
import { STORED_ENTRY, STORED_PART, type StoredEntry, type StoredPart } from './stored-entry.ts';

/**
 * Reads the bytes of an entry. That they are those of the log, the tree alone can show. Bytes that two readers could take
 * for two entries (a key twice, another way to write a number) are none. Throws EVIDENCE_INVALID.
 */
export function readEntry(bytes: Uint8Array): StoredEntry {
  return read(bytes, 'entry', STORED_ENTRY);
}

/** Reads the bytes of an owner's part, likewise. That they are those of an entry, the entry's `parts` alone can show. */
export function readPart(bytes: Uint8Array): StoredPart {
  return read(bytes, 'part', STORED_PART);
}

function read<Stored>(bytes: Uint8Array, what: 'entry' | 'part', form: z.ZodType<Stored>): Stored {
  if (bytes.length > ENTRY_BYTES) throw notAsIssued(what, `more than ${ENTRY_BYTES} bytes`);
  const text = readUtf8(bytes);
  const { data } = form.safeParse(readJson(text));
  if (data === undefined) throw notAsIssued(what, `no ${what} of version 1`);
  if (canonicalJson(data) !== text) throw notAsIssued(what, 'no canonical JSON');
  return data;
}
