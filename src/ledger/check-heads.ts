import { GatewayError } from '../errors.ts';
import type { Checkpoint } from './note/checkpoint.ts';
import type { NoteKey } from './note/note-key.ts';
import { readSignedNote } from './note/signed-note.ts';
import { verifyCheckpoint } from './note/verify-checkpoint.ts';
import type { LedgerReader } from './store/ledger-store.ts';
import { appendLeaf, EMPTY_TREE, rootOf, type Tree } from './tree.ts';
import { HASH_BYTES, isSameHash } from './tree-hash.ts';

/** How many leaves are read at a time: hashing them takes a few milliseconds of the event loop. */
const PAGE = 1_000;

/** A head that was given out, and where it stands: a file or memory. Not trusted. */
export interface HeadGiven {
  readonly note: Uint8Array;
  /** With backticks where it is a path. */
  readonly place: string;
}

interface VerifiedHead extends Checkpoint {
  readonly place: string;
}

/**
 * Checks that the ledger begins with all that each of the heads is over: an older copy of it, another log and one that was
 * cut off are found, and one put together of two copies. `key` verifies the heads. Every leaf up to the last of them is
 * read: what the store has kept beside them is not asked, since it may be of another copy than the leaves.
 *
 * Rejects with EVIDENCE_INVALID, and what to do; EVIDENCE_LOG_UNAVAILABLE when the ledger cannot be read.
 */
export async function checkHeads(
  given: readonly HeadGiven[],
  key: NoteKey,
  reader: LedgerReader,
): Promise<void> {
  const heads = given.map((one) => verified(one, key)).sort((one, other) => one.size - other.size);
  const size = await reader.size();
  for (const head of heads)
    if (size < head.size) throw unlike(head, `it has ${size} entries, and had ${head.size}`);
  let tree = EMPTY_TREE;
  for (const head of heads) {
    tree = await grownTo(head.size, tree, reader);
    if (!isSameHash(rootOf(tree), head.root)) throw unlike(head, `its first ${head.size} entries are others`);
  }
}

function verified({ note, place }: HeadGiven, key: NoteKey): VerifiedHead {
  try {
    return { ...verifyCheckpoint(readSignedNote(note), key), place };
  } catch (cause) {
    const message = `${place} holds no head that the key \`${key.name}\` of this ledger has signed: give the ledger its own key and head back`;
    throw new GatewayError('EVIDENCE_INVALID', message, { place }, { cause });
  }
}

async function grownTo(size: number, tree: Tree, reader: LedgerReader): Promise<Tree> {
  let grown = tree;
  while (grown.size < size) {
    const page = await reader.leaves(grown.size, Math.min(size, grown.size + PAGE));
    for (let at = 0; at < page.length; at += HASH_BYTES)
      grown = appendLeaf(grown, page.slice(at, at + HASH_BYTES));
  }
  return grown;
}

function unlike({ place }: VerifiedHead, problem: string): GatewayError {
  const message = `the ledger is older than, or another than, the head in ${place}: ${problem}: put its newest copy back; to go on from this one all the same, and lose what came after it, move the head away`;
  return new GatewayError('EVIDENCE_INVALID', message, { place });
}
