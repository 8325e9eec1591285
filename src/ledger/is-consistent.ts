import { isCount } from './is-count.ts';
import { EMPTY_ROOT, HASH_BYTES, hashNode, isSameHash } from './tree-hash.ts';

/** A number of leaves and the root over them. */
export interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/**
 * Whether the proof shows that the tree of `later` begins with all leaves of `earlier`, in their order (RFC 9162, section
 * 2.1.4.2). Nothing is trusted; the heads are worth what verified them. Every tree begins with the empty one: of it no
 * proof is needed, and none is taken.
 */
export function isConsistent(earlier: TreeHead, later: TreeHead, proof: readonly Uint8Array[]): boolean {
  if (!isCount(earlier.size) || !isCount(later.size) || earlier.size > later.size) return false;
  if ([earlier.root, later.root, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  if (earlier.size === 0 && !isSameHash(earlier.root, EMPTY_ROOT)) return false;
  if (earlier.size === later.size) return proof.length === 0 && isSameHash(earlier.root, later.root);
  if (earlier.size === 0) return proof.length === 0;
  return leadsToBoth(earlier, later, proof);
}

function leadsToBoth(earlier: TreeHead, later: TreeHead, proof: readonly Uint8Array[]): boolean {
  let [own, last] = [earlier.size - 1, later.size - 1];
  while (own % 2 === 1) [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  // A perfect earlier tree is a node of the later one, and its root is not sent again.
  const [first, ...rest] = own === 0 ? [earlier.root, ...proof] : proof;
  if (first === undefined) return false;
  let [before, after] = [first, first];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (own % 2 === 1 || own === last) {
      before = hashNode(sibling, before);
      after = hashNode(sibling, after);
      for (; own % 2 === 0 && own !== 0; last = Math.floor(last / 2)) own /= 2;
    } else {
      after = hashNode(after, sibling);
    }
    [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  }
  return last === 0 && isSameHash(before, earlier.root) && isSameHash(after, later.root);
}
