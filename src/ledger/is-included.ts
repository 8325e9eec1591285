import { isCount } from './is-count.ts';
import { HASH_BYTES, hashNode, isSameHash } from './tree-hash.ts';

/** That the leaf of this hash is number `index` of the `size` leaves under `root`. */
export interface InclusionClaim {
  readonly index: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

/**
 * Whether the proof shows it (RFC 9162, section 2.1.3.2). Nothing of the claim is trusted. What it is worth is what `size`
 * and `root` are worth together: take them from a verified head. (A proof may hold for several sizes: the first leaf of
 * three is proved as the first of four would be.)
 */
export function isIncluded({ index, size, leafHash, root, proof }: InclusionClaim): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  if ([leafHash, ...proof].some(({ length }) => length !== HASH_BYTES)) return false;
  let [own, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (own % 2 === 1 || own === last) {
      hash = hashNode(sibling, hash);
      // The last node of a level may have no sibling there: it is the same node further up.
      for (; own % 2 === 0 && own !== 0; last = Math.floor(last / 2)) own /= 2;
    } else {
      hash = hashNode(hash, sibling);
    }
    [own, last] = [Math.floor(own / 2), Math.floor(last / 2)];
  }
  return last === 0 && isSameHash(hash, root);
}
