import type { Disclosure } from './disclosure.ts';
import { readEntry, readPart } from './entry/read-entry.ts';
import type { KeptEntry } from './store/ledger-store.ts';

/** What an entry with one owner's part says; null when either is erased. `texts` are by hash. Throws EVIDENCE_INVALID. */
export function toDisclosure(
  { index, entry, parts }: KeptEntry,
  texts: ReadonlyMap<string, string>,
): Disclosure | null {
  const [part] = parts;
  if (entry === null || part === undefined) return null;
  const read = readPart(part.bytes);
  const document = read.document === null ? null : (texts.get(read.document) ?? null);
  return { index, entry: readEntry(entry.bytes), part: read, document };
}
