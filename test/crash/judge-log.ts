/** The log, held against what clients were given. */
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readEntry } from '../../src/ledger/entry/read-entry.ts';
import type { StoredEntry } from '../../src/ledger/entry/stored-entry.ts';
import { type NoteKey, noteKeyOf, readNoteKey } from '../../src/ledger/note/note-key.ts';
import { readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import type { LedgerPlace } from '../../src/ledger/store/ledger-place.ts';
import type { LedgerReader } from '../../src/ledger/store/ledger-store.ts';
import { openReader } from '../../src/ledger/store/open-store.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../src/ledger/tree.ts';
import { isSameHash } from '../../src/ledger/tree-hash.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { type Given, isEvidenced } from './crash-clients.ts';

export interface Judgement {
  readonly size: number;
  readonly faults: readonly string[];
  readonly entries: readonly StoredEntry[];
}

const PAGE = 1_000;
const HASH_BYTES = 32;
const MOST_FAULTS = 20;

/**
 * Every answer that was received whole has its entry: at the index of its receipt, with its token and justification, under
 * the head of its receipt, which is of this log. Indices are dense, and the log verifies.
 */
export async function judgeLog(
  place: LedgerPlace,
  given: readonly Given[],
  keyFile?: string,
): Promise<Judgement> {
  const reader = await openReader(place);
  try {
    const key = keyFile === undefined ? readNoteKey(reader.identity.key) : keyIn(keyFile, reader);
    const entries = await entriesOf(reader);
    const faults = [
      ...(await faultsOfLog(reader, key)),
      ...(await faultsOfGiven(reader, key, entries, given.filter(isEvidenced))),
    ];
    return { size: entries.length, faults: faults.slice(0, MOST_FAULTS), entries };
  } finally {
    await reader.close();
  }
}

/** By the key of the gateway, and not by what the log says of itself. */
function keyIn(keyFile: string, { identity }: LedgerReader): NoteKey {
  return noteKeyOf(identity.name, createPublicKey(readFileSync(keyFile, 'utf8')));
}

async function entriesOf(reader: LedgerReader): Promise<readonly StoredEntry[]> {
  const entries: StoredEntry[] = [];
  for (const size = await reader.size(); entries.length < size; ) {
    const page = await reader.entries(entries.length, Math.min(PAGE, size - entries.length));
    for (const { index, entry } of page) {
      if (index !== entries.length || entry === null) throw new Error(`entry ${entries.length} is not there`);
      entries.push(readEntry(entry.bytes));
    }
    if (page.length === 0) throw new Error(`entry ${entries.length} is not there`);
  }
  return entries;
}

async function faultsOfLog(reader: LedgerReader, key: NoteKey): Promise<readonly string[]> {
  const { first, faults } = await verifyLog(reader, { key, given: [], report: () => {} });
  return faults === 0 ? [] : [`the log does not verify: entry ${first?.index}: ${first?.problem}`];
}

async function faultsOfGiven(
  reader: LedgerReader,
  key: NoteKey,
  entries: readonly StoredEntry[],
  given: readonly Given[],
): Promise<readonly string[]> {
  const rootAt = await rootsOf(reader, entries.length);
  const marks = new Map<string, StoredEntry>();
  for (const entry of entries) marks.set(entry.justification ?? '', entry);
  return given.flatMap((one) => {
    const { mark, tokenId, receipt } = one;
    const entry = receipt === null ? marks.get(mark) : entries[receipt.index];
    if (entry === undefined) return [`\`${mark}\` (${one.status}) was given and has no entry`];
    if (entry.justification !== mark || entry.requester?.tokenId !== tokenId)
      return [`\`${mark}\` was given, and entry ${receipt?.index} is another's`];
    if (receipt === null) return [];
    const head = verifyCheckpoint(readSignedNote(Buffer.from(receipt.head)), key);
    if (head.size <= receipt.index) return [`the head given with \`${mark}\` is without its entry`];
    const root = rootAt(head.size);
    if (root === null) return [`the head given with \`${mark}\` is of a larger log`];
    return isSameHash(root, head.root) ? [] : [`the head given with \`${mark}\` is not of this log`];
  });
}

/** The root over the first so many leaves, of every size; null beyond the log. */
async function rootsOf(reader: LedgerReader, size: number): Promise<(at: number) => Uint8Array | null> {
  const leaves = await reader.leaves(0, size);
  let tree = EMPTY_TREE;
  const roots = [rootOf(tree)];
  for (let at = 0; at < leaves.length; at += HASH_BYTES) {
    tree = appendLeaf(tree, leaves.slice(at, at + HASH_BYTES));
    roots.push(rootOf(tree));
  }
  return (at) => roots[at] ?? null;
}
