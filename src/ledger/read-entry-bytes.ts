import { canonicalJson } from './canonical-json.ts';
import { ENTRY_BYTES, hashText } from './entry-bytes.ts';
import type { LedgerEntry } from './ledger.ts';
import { notAsIssued } from './not-as-issued.ts';
import { readUtf8 } from './read-utf8.ts';
import {
  DENIALS,
  type ListByHash,
  OPERATIONS,
  OWNERS,
  STORED_ENTRY,
  type StoredEntry,
} from './stored-entry.ts';

/** The text kept by this hash, or null. */
export type TextOf = (hash: string) => string | null;

/**
 * Reads the bytes of an entry. That they are those of the log, the tree alone can show. Bytes that two readers could take
 * for two entries (a key twice, another way to write a number) are none. Throws EVIDENCE_INVALID.
 */
export function readEntryBytes(bytes: Uint8Array): StoredEntry {
  if (bytes.length > ENTRY_BYTES) throw notAsIssued('entry', `more than ${ENTRY_BYTES} bytes`);
  const text = readUtf8(bytes);
  const { data } = STORED_ENTRY.safeParse(readJson(text));
  if (data === undefined) throw notAsIssued('entry', 'no entry of version 1');
  if (canonicalJson(data) !== text) throw notAsIssued('entry', 'no canonical JSON');
  return data;
}

/** The entry with its texts and lists in their places. Throws EVIDENCE_INVALID where a text is missing or another. */
export function restoreEntry({ version: _, ...stored }: StoredEntry, textOf: TextOf): LedgerEntry {
  const owners = inPlace(stored.owners, OWNERS, textOf);
  return {
    ...stored,
    operations: inPlace(stored.operations, OPERATIONS, textOf),
    owners: owners.map((owner) => ({
      ...owner,
      document: owner.document === null ? null : textBy(owner.document, textOf),
      denials: inPlace(owner.denials, DENIALS, textOf),
    })),
  };
}

interface Form<List> {
  safeParse(value: unknown): { readonly data?: List | undefined };
}

function inPlace<List extends readonly unknown[]>(
  list: List | ListByHash,
  form: Form<List>,
  textOf: TextOf,
): List {
  if (!isByHash(list)) return list;
  const { data } = form.safeParse(readJson(textBy(list.sha256, textOf)));
  if (data?.length !== list.count) throw notAsIssued('entry', 'a list that is not the one it counts');
  return data;
}

function isByHash(list: readonly unknown[] | ListByHash): list is ListByHash {
  return !Array.isArray(list);
}

function textBy(hash: string, textOf: TextOf): string {
  const text = textOf(hash);
  if (text === null) throw notAsIssued('entry', 'a text that is missing');
  if (hashText(text) !== hash) throw notAsIssued('entry', 'a text that is not the one it names');
  return text;
}

function readJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
