import { notAsIssued } from '../not-as-issued.ts';
import { signCheckpoint } from '../note/checkpoint.ts';
import type { NoteKey } from '../note/note-key.ts';
import type { NoteSigner } from '../note/sign-note.ts';
import { printSignedNote, readSignedNote } from '../note/signed-note.ts';
import { verifyCheckpoint } from '../note/verify-checkpoint.ts';
import { rootOf, type Tree } from '../tree.ts';
import { HASH_BYTES, isSameHash } from '../tree-hash.ts';
import type { KeptHead } from './ledger-store.ts';

/** A head as a store keeps it: with what the tree grows on from, so that no leaf before it is read at opening. */
export interface HeadRow extends KeptHead {
  /** The peaks of the tree, one after the other. */
  readonly peaks: Uint8Array;
}

/** The signed head over the tree. */
export function toHeadRow(tree: Tree, signer: NoteSigner): HeadRow {
  const note = printSignedNote(signCheckpoint({ size: tree.size, root: rootOf(tree) }, signer));
  return { size: tree.size, note, peaks: Buffer.concat(tree.peaks) };
}

/**
 * The tree that a kept head is of. Nothing of the row is trusted: its note is verified by `key`, and
 * INVARIANT: its peaks are believed only because they are as many as a tree of this size has, and hash to the signed root.
 *
 * Throws EVIDENCE_INVALID.
 */
export function treeOfHead({ size, note, peaks }: HeadRow, key: NoteKey): Tree {
  const head = verifyCheckpoint(readSignedNote(Buffer.from(note)), key);
  if (head.size !== size) throw notAsIssued('head', 'another size than its place in the store says');
  const tree = { size, peaks: split(peaks) };
  if (peaks.length !== peaksOf(size) * HASH_BYTES || !isSameHash(rootOf(tree), head.root))
    throw notAsIssued('head', 'peaks beside it that do not lead to its root');
  return tree;
}

function split(peaks: Uint8Array): readonly Uint8Array[] {
  const count = Math.floor(peaks.length / HASH_BYTES);
  return Array.from({ length: count }, (_, at) => peaks.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** How many perfect subtrees there are: one for each bit that is set. */
function peaksOf(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
