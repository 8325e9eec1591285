import { GatewayError } from '../errors.ts';
import { hashLeaf, sha256 } from './tree-hash.ts';

/** Bytes of a salt. Of one length always: or a byte could go over from the salt to the entry, and the leaf stay the same. */
export const SALT_BYTES = 32;

/** The exact bytes of an entry, and the secret number that keeps whoever has the leaf alone from guessing them. */
export interface SaltedEntry {
  readonly salt: Uint8Array;
  readonly bytes: Uint8Array;
}

/**
 * The hash of the entry's leaf: SHA-256(0x00 || SHA-256(salt || bytes)). When salt and bytes are erased, it stays.
 *
 * Throws only on a broken promise: INVARIANT, a salt of another length.
 */
export function hashEntry({ salt, bytes }: SaltedEntry): Uint8Array {
  if (salt.length !== SALT_BYTES)
    throw new GatewayError('INTERNAL', `INVARIANT: a salt has ${SALT_BYTES} bytes`);
  return hashLeaf(sha256(salt, bytes));
}
