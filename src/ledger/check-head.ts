import { GatewayError } from '../errors.ts';
import type { Checkpoint } from './note/checkpoint.ts';
import type { NoteKey } from './note/note-key.ts';
import { readSignedNote } from './note/signed-note.ts';
import { verifyCheckpoint } from './note/verify-checkpoint.ts';
import type { LedgerReader } from './store/ledger-store.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from './tree.ts';
import { HASH_BYTES, isSameHash } from './tree-hash.ts';

/** How many leaves are read at a time. */
const PAGE = 10_000;

/** A head that was given out, and where it stands: a file or memory. Not trusted. */
export interface HeadGiven {
  readonly note: Uint8Array;
  /** With backticks where it is a path. */
  readonly place: string;
}

/**
 * Checks that the ledger begins with all that the head is over: an older copy of the ledger, another log and one that was cut
 * off are found. `key` verifies the head.
 *
 * Rejects with EVIDENCE_INVALID, and what to do; EVIDENCE_LOG_UNAVAILABLE when the ledger cannot be read.
 */
export async function checkHead(given: HeadGiven, key: NoteKey, reader: LedgerReader): Promise<void> {
  const { place } = given;
  const head = verified(given, key);
  const size = await reader.size();
  if (size < head.size) throw unlike(place, `it has ${size} entries, and had ${head.size}`);
  if (await isKept(head, key, reader)) return;
  if (!isSameHash(await rootOfFirst(head.size, reader), head.root))
    throw unlike(place, `its first ${head.size} entries are others`);
}

function verified({ note, place }: HeadGiven, key: NoteKey): Checkpoint {
  try {
    return verifyCheckpoint(readSignedNote(note), key);
  } catch (cause) {
    const message = `${place} holds no head that the key \`${key.name}\` of this ledger has signed: give the ledger its own key and head back`;
    throw new GatewayError('EVIDENCE_INVALID', message, { place }, { cause });
  }
}

/**
 * Whether the log has kept this very head: then it was of these leaves when it was signed, and whether they have been
 * touched since, `concordat ledger verify` shows, as it does for all that stands before the newest head.
 */
async function isKept(head: Checkpoint, key: NoteKey, reader: LedgerReader): Promise<boolean> {
  const [kept] = await reader.heads(head.size, 1);
  if (kept?.size !== head.size) return false;
  try {
    return isSameHash(verifyCheckpoint(readSignedNote(Buffer.from(kept.note)), key).root, head.root);
  } catch {
    return false;
  }
}

async function rootOfFirst(size: number, reader: LedgerReader): Promise<Uint8Array> {
  let tree = EMPTY_TREE;
  while (tree.size < size) {
    const page = await reader.leaves(tree.size, Math.min(size, tree.size + PAGE));
    for (let at = 0; at < page.length; at += HASH_BYTES)
      tree = appendLeaf(tree, page.slice(at, at + HASH_BYTES));
  }
  return rootOf(tree);
}

function unlike(place: string, problem: string): GatewayError {
  const message = `the ledger is older than, or another than, the head in ${place}: ${problem}: put its newest copy back; to go on from this one all the same, and lose what came after it, move the head away`;
  return new GatewayError('EVIDENCE_INVALID', message, { place });
}
