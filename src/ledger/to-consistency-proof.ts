import { GatewayError } from '../errors.ts';
import { type NodeOf, rootOfRange, splitOf } from './perfect-nodes.ts';

/**
 * What shows that the tree of `size` leaves begins with the tree of `earlier` leaves (RFC 6962, section 2.1.2). Empty where
 * both are one tree, and for the tree without leaves, with which every tree begins.
 *
 * Throws only on a broken promise: INVARIANT, an earlier tree that is the larger one.
 */
export function toConsistencyProof(nodeOf: NodeOf, earlier: number, size: number): readonly Uint8Array[] {
  if (!(earlier >= 0 && earlier <= size))
    throw new GatewayError('INTERNAL', 'INVARIANT: a proof is made of an earlier tree');
  if (earlier === 0) return [];
  const proof: Uint8Array[] = [];
  let [start, end] = [0, size];
  while (end !== earlier) {
    const middle = start + splitOf(end - start);
    if (earlier <= middle) {
      proof.push(rootOfRange(nodeOf, middle, end));
      end = middle;
    } else {
      proof.push(rootOfRange(nodeOf, start, middle));
      start = middle;
    }
  }
  // What is left is the earlier tree itself, whose root the reader has, or else its last part.
  if (start > 0) proof.push(rootOfRange(nodeOf, start, end));
  return proof.reverse();
}
