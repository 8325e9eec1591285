import { GatewayError } from '../../errors.ts';
import { hashEntry } from '../entry/entry-leaf.ts';
import { notAsIssued } from '../not-as-issued.ts';
import type { ReceiptProof } from '../note/receipt-proof.ts';
import type { KeptEntry } from '../store/ledger-store.ts';
import { isSameHash } from '../tree-hash.ts';
import type { Prover } from './open-prover.ts';

/**
 * The proof that the entry is in the log, to be checked offline: with its salt and bytes.
 *
 * Throws BAD_USER_INPUT for an entry that was erased, of which there is nothing to give; EVIDENCE_INVALID for one that is
 * not what its leaf says.
 */
export function proveEntry({ index, entry, leaf }: KeptEntry, { head, proofOf }: Prover): ReceiptProof {
  if (entry === null) {
    const message = `entry ${index} was erased: nothing is left of it but its place in the log`;
    throw new GatewayError('BAD_USER_INPUT', message, { index });
  }
  if (!isSameHash(hashEntry(entry), leaf))
    throw notAsIssued('entry', `number ${index} is not what its leaf says`);
  return { index, entry, proof: proofOf(index), head };
}
