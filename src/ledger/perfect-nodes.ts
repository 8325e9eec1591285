import { hashNode } from './tree-hash.ts';

/**
 * The root of the perfect subtree of 2^level leaves that is number `index` of its level, from the left. Such a root never
 * changes, however long the log grows, so a store may keep it.
 */
export type NodeOf = (level: number, index: number) => Uint8Array;

/** Of the hashes of leaves, in their order. All perfect subtrees are made here, once. */
export function perfectNodes(leafHashes: readonly Uint8Array[]): NodeOf {
  const levels = [leafHashes];
  for (let below = leafHashes; below.length > 1; ) {
    const level = Array.from({ length: Math.floor(below.length / 2) }, (_, index) =>
      hashNode(below[2 * index] as Uint8Array, below[2 * index + 1] as Uint8Array),
    );
    levels.push(level);
    below = level;
  }
  return (level, index) => levels[level]?.[index] as Uint8Array;
}

/**
 * The root over the leaves from `start` to before `end`, of which there is one at least. INVARIANT: a range that the
 * splits of RFC 6962 lead to, so that a part of a power of two is a perfect subtree.
 */
export function rootOfRange(nodeOf: NodeOf, start: number, end: number): Uint8Array {
  const size = end - start;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return nodeOf(level, start / size);
  const middle = start + splitOf(size);
  return hashNode(rootOfRange(nodeOf, start, middle), rootOfRange(nodeOf, middle, end));
}

/** How many of `size` leaves, two at least, are left of the root: the largest power of two below `size`. */
export function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}
