import type { Disclosure } from './disclosure.ts';
import { isByHash, listInPlace, type TextOf, textBy } from './entry/list-in-place.ts';
import { readEntry, readPart } from './entry/read-entry.ts';
import {
  DENIALS,
  JOINS,
  OBLIGATIONS,
  type StoredEntry,
  type StoredPart,
  WORDS,
} from './entry/stored-entry.ts';
import type { KeptEntry } from './store/ledger-store.ts';

/**
 * What an entry with one owner's part says; null when either is erased. `texts` are by hash, all that `textsOf` names.
 * Throws EVIDENCE_INVALID, also for a text that is missing or another: nothing is left out in silence.
 */
export function toDisclosure(kept: KeptEntry, texts: ReadonlyMap<string, string>): Disclosure | null {
  const read = readKept(kept);
  if (read === null) return null;
  const { entry, part } = read;
  const textOf: TextOf = (sha256) => texts.get(sha256) ?? null;
  return {
    index: kept.index,
    entry: { ...entry, operations: listInPlace(entry.operations, WORDS, textOf) },
    part: {
      ...part,
      coordinates: listInPlace(part.coordinates, WORDS, textOf),
      denials: listInPlace(part.denials, DENIALS, textOf),
      joins: listInPlace(part.joins, JOINS, textOf),
      obligations: listInPlace(part.obligations, OBLIGATIONS, textOf),
    },
    document: part.document === null ? null : textBy(part.document, textOf),
  };
}

/** The hashes of all texts that a disclosure needs, each once. Throws EVIDENCE_INVALID. */
export function textsOf(kept: KeptEntry): readonly string[] {
  const read = readKept(kept);
  if (read === null) return [];
  const { entry, part } = read;
  const lists = [entry.operations, part.coordinates, part.denials, part.joins, part.obligations];
  const hashes = lists.flatMap((list) => (isByHash(list) ? [list.sha256] : []));
  return [...new Set(part.document === null ? hashes : [part.document, ...hashes])];
}

function readKept({
  entry,
  parts,
}: KeptEntry): { readonly entry: StoredEntry; readonly part: StoredPart } | null {
  const [part] = parts;
  if (entry === null || part === undefined) return null;
  return { entry: readEntry(entry.bytes), part: readPart(part.bytes) };
}
