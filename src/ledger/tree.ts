import { EMPTY_ROOT, HASH_BYTES, hashNode } from './tree-hash.ts';

/**
 * A tree of `size` leaves, as far as what comes after them hangs on it: a compact range from the first leaf on.
 * `peaks` are the roots of its perfect subtrees from left to right, one for each bit of `size`.
 */
export interface Tree {
  readonly size: number;
  readonly peaks: readonly Uint8Array[];
}

export const EMPTY_TREE: Tree = { size: 0, peaks: [] };

/** The tree with one more leaf, by its hash. At most log2(size) hashes are made; the given tree is not changed. */
export function appendLeaf({ size, peaks }: Tree, leafHash: Uint8Array): Tree {
  let node = leafHash;
  let left = peaks.length;
  // As many subtrees are full and as large as the new one as `size` ends in ones.
  for (let rest = size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
    left -= 1;
    node = hashNode(peaks[left] as Uint8Array, node);
  }
  return { size: size + 1, peaks: [...peaks.slice(0, left), node] };
}

/** The tree with more leaves, by their hashes one after the other, as a store gives them. */
export function appendLeaves(tree: Tree, leafHashes: Uint8Array): Tree {
  let grown = tree;
  for (let at = 0; at < leafHashes.length; at += HASH_BYTES)
    grown = appendLeaf(grown, leafHashes.slice(at, at + HASH_BYTES));
  return grown;
}

/** The root of the tree (RFC 6962, section 2.1). */
export function rootOf({ peaks }: Tree): Uint8Array {
  return peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => hashNode(left, right));
}
