import { GatewayError } from '../errors.ts';
import { type NodeOf, rootOfRange, splitOf } from './perfect-nodes.ts';

/**
 * What is needed, beside the leaf's own hash, to come from leaf `index` to the root of the first `size` leaves: from the
 * leaf's sibling up (RFC 6962, section 2.1.1). Empty where the leaf is the whole tree.
 *
 * Throws only on a broken promise: INVARIANT, an index that is not in the tree.
 */
export function toInclusionProof(nodeOf: NodeOf, index: number, size: number): readonly Uint8Array[] {
  if (!(index >= 0 && index < size))
    throw new GatewayError('INTERNAL', 'INVARIANT: a proof is made of an index below the size');
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    if (index < middle) {
      proof.push(rootOfRange(nodeOf, middle, end));
      end = middle;
    } else {
      proof.push(rootOfRange(nodeOf, start, middle));
      start = middle;
    }
  }
  return proof.reverse();
}
