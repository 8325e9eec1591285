import { createHash } from 'node:crypto';
import { hashEntry, type SaltedEntry } from '../../src/ledger/entry/entry-leaf.ts';
import { signCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import type { ReceiptProof } from '../../src/ledger/note/receipt-proof.ts';
import type { SignedNote } from '../../src/ledger/note/signed-note.ts';
import { perfectNodes } from '../../src/ledger/perfect-nodes.ts';
import { toInclusionProof } from '../../src/ledger/to-inclusion-proof.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../src/ledger/tree.ts';
import { signerOf } from './signers.ts';

/** The log that all of this is of. */
export const LOG = signerOf('ledger.example/one', 1);

/** The hashes and the root of a log; the same for the same size, always. */
export interface SmallLog {
  readonly leafHashes: readonly Uint8Array[];
  readonly root: Uint8Array;
}

export function logOf(size: number): SmallLog {
  const leafHashes = Array.from({ length: size }, (_, index) => hashEntry(entryAt(index)));
  return { leafHashes, root: rootOf(leafHashes.reduce(appendLeaf, EMPTY_TREE)) };
}

export function entryAt(index: number): SaltedEntry {
  const salt = createHash('sha256').update(`salt ${index}`).digest();
  return { salt, bytes: Buffer.from(`{"entry":${index}}`) };
}

export function headOf({ leafHashes, root }: SmallLog): SignedNote {
  return signCheckpoint({ size: leafHashes.length, root }, LOG);
}

export function receiptOf(log: SmallLog, index: number): ReceiptProof {
  const proof = toInclusionProof(perfectNodes(log.leafHashes), index, log.leafHashes.length);
  return { index, entry: entryAt(index), proof, head: headOf(log) };
}
