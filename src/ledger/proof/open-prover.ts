import { notAsIssued } from '../not-as-issued.ts';
import type { NoteKey } from '../note/note-key.ts';
import { readSignedNote, type SignedNote } from '../note/signed-note.ts';
import { verifyCheckpoint } from '../note/verify-checkpoint.ts';
import { rootOfRange } from '../perfect-nodes.ts';
import type { KeptHead, LedgerReader } from '../store/ledger-store.ts';
import { toInclusionProof } from '../to-inclusion-proof.ts';
import { EMPTY_ROOT, isSameHash } from '../tree-hash.ts';
import { readNodes } from './read-nodes.ts';

/** Proves entries to be under one head. */
export interface Prover {
  readonly head: SignedNote;
  readonly size: number;
  /** From the leaf's sibling up. INVARIANT: of an index below the size. */
  readonly proofOf: (index: number) => readonly Uint8Array[];
}

/**
 * Reads all leaves under a head of the log. INVARIANT: nothing is proved of a log that is damaged: the leaves are those of
 * the head, which `key` has signed, or EVIDENCE_INVALID is thrown.
 */
export async function openProver(
  reader: LedgerReader,
  { note }: KeptHead,
  key: NoteKey,
  report: (done: number, of: number) => void,
): Promise<Prover> {
  const head = readSignedNote(Buffer.from(note));
  const { size, root } = verifyCheckpoint(head, key);
  const nodeOf = await readNodes(reader, size, report);
  if (!isSameHash(size === 0 ? EMPTY_ROOT : rootOfRange(nodeOf, 0, size), root))
    throw notAsIssued('head', 'the tree of this log is another: see what `concordat ledger verify` finds');
  return { head, size, proofOf: (index) => toInclusionProof(nodeOf, index, size) };
}
