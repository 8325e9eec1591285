import { hash } from 'node:crypto';

/** Bytes of every hash of the tree: SHA-256. */
export const HASH_BYTES = 32;

const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** SHA-256 of the parts one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  return hash('sha256', Buffer.concat(parts), 'buffer');
}

/** The root of a tree without leaves (RFC 6962, section 2.1). */
export const EMPTY_ROOT: Uint8Array = sha256();

/** The hash of a leaf (RFC 6962, section 2.1): its first byte is never that of a node, so that neither passes for the other. */
export function hashLeaf(data: Uint8Array): Uint8Array {
  return sha256(LEAF, data);
}

/** The hash of two subtrees, in their order. */
export function hashNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(NODE, left, right);
}

/** Whether both are the same hash. */
export function isSameHash(left: Uint8Array, right: Uint8Array): boolean {
  return Buffer.compare(left, right) === 0;
}
