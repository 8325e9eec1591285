import { hashEntry } from '../entry/entry-leaf.ts';
import { isIncluded } from '../is-included.ts';
import { notAsIssued } from '../not-as-issued.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { NoteKey } from './note-key.ts';
import type { ReceiptProof } from './receipt-proof.ts';
import { verifyCheckpoint } from './verify-checkpoint.ts';

/** What a proof has shown: these bytes are entry `index` of the log that `head` is of. */
export interface VerifiedReceipt {
  readonly index: number;
  readonly head: Checkpoint;
  readonly entry: Uint8Array;
}

/**
 * Verifies a proof that holds its entry, offline, with the log's public key alone: first the head, then that the entry is
 * under it. Throws EVIDENCE_INVALID. What the entry says is the operator's word; that it was said by then is proved.
 */
export function verifyReceiptProof(
  { index, entry, proof, head: note }: ReceiptProof,
  key: NoteKey,
): VerifiedReceipt {
  const head = verifyCheckpoint(note, key);
  if (entry === null) throw notAsIssued('proof', 'no entry in it, only where one would be');
  if (!isIncluded({ index, size: head.size, leafHash: hashEntry(entry), root: head.root, proof }))
    throw notAsIssued('proof', 'its entry is not at this index under the head');
  return { index, head, entry: entry.bytes };
}
