import { hashEntry, hashSalted, SALT_BYTES, type SaltedEntry } from '../entry/entry-leaf.ts';
import { type NamedText, textsOfEntry, textsOfPart } from '../entry/named-texts.ts';
import { readEntry, readPart } from '../entry/read-entry.ts';
import type { SealedPart } from '../entry/seal-entry.ts';
import type { StoredEntry, StoredPart } from '../entry/stored-entry.ts';
import { problemOf } from '../problem-of.ts';
import type { KeptEntry } from '../store/ledger-store.ts';
import { HASH_BYTES, isSameHash } from '../tree-hash.ts';

/** What an entry of a store shows of itself, without the tree and without the texts. */
export interface CheckedEntry {
  readonly index: number;
  /** What is wrong with it; empty: nothing. */
  readonly problems: readonly string[];
  /** Null: erased, or not readable. */
  readonly entry: StoredEntry | null;
  /** What an erasure must name: all but the leaf, or parts by their hashes (hex). Null: nothing is missing. */
  readonly missing: { readonly whole: KeptEntry } | { readonly parts: ReadonlySet<string> } | null;
  readonly texts: readonly NamedText[];
}

/**
 * Checks an entry as it stands in the store: its leaf against salt and bytes, bytes against their form, the time beside it
 * against its own, each part against what the entry says of it. Of the store nothing is trusted; nothing is thrown.
 */
export function checkKeptEntry(kept: KeptEntry): CheckedEntry {
  const { index, leaf, entry, parts } = kept;
  const problems = leaf.length === HASH_BYTES ? [] : ['its leaf is no hash'];
  if (entry === null) {
    if (parts.length > 0) problems.push('it is erased, and a part of it is not');
    return { index, problems, entry: null, missing: { whole: kept }, texts: [] };
  }
  problems.push(...faultsOfLeaf(entry, leaf));
  const read = readOr(() => readEntry(entry.bytes), problems);
  if (read === null) return { index, problems, entry: null, missing: null, texts: [] };
  if (Date.parse(read.time) !== kept.time) problems.push('the time it is kept under is not its own');
  const left = new Set(read.parts);
  const checked = checkParts(parts, left, problems);
  return {
    index,
    problems,
    entry: read,
    missing: left.size > 0 ? { parts: left } : null,
    texts: [...textsOfEntry(read), ...checked.flatMap(textsOfPart)],
  };
}

function faultsOfLeaf(entry: SaltedEntry, leaf: Uint8Array): readonly string[] {
  if (entry.salt.length !== SALT_BYTES) return ['its salt has another length'];
  return isSameHash(hashEntry(entry), leaf) ? [] : ['its leaf is not the hash of its salt and bytes'];
}

/** The parts that are the entry's, each once; what stays in `left` is missing. */
function checkParts(
  parts: readonly SealedPart[],
  left: Set<string>,
  problems: string[],
): readonly StoredPart[] {
  return parts.flatMap((part) => {
    const hash = part.salt.length === SALT_BYTES ? Buffer.from(hashSalted(part)).toString('hex') : '';
    if (!left.delete(hash)) {
      problems.push('a part of it is not one that it names, or is there twice');
      return [];
    }
    const read = readOr(() => readPart(part.bytes), problems);
    if (read !== null && read.owner !== part.owner)
      problems.push('a part of it is kept under another owner than its own');
    return read === null ? [] : [read];
  });
}

function readOr<Stored>(read: () => Stored, problems: string[]): Stored | null {
  try {
    return read();
  } catch (error) {
    problems.push(problemOf(error));
    return null;
  }
}
