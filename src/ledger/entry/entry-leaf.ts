import { GatewayError } from '../../errors.ts';
import { hashLeaf, sha256 } from '../tree-hash.ts';

/** Bytes of a salt. Of one length always: or a byte could go over from the salt to the entry, and the hash stay the same. */
export const SALT_BYTES = 32;

/** The exact bytes of an entry or a part, and the secret number that keeps whoever has the hash alone from guessing them. */
export interface SaltedEntry {
  readonly salt: Uint8Array;
  readonly bytes: Uint8Array;
}

/**
 * SHA-256(salt || bytes): of a part, what its entry says of it. When salt and bytes are erased, it stays.
 *
 * Throws only on a broken promise: INVARIANT, a salt of another length.
 */
export function hashSalted({ salt, bytes }: SaltedEntry): Uint8Array {
  if (salt.length !== SALT_BYTES)
    throw new GatewayError('INTERNAL', `INVARIANT: a salt has ${SALT_BYTES} bytes`);
  return sha256(salt, bytes);
}

/** The hash of the entry's leaf: SHA-256(0x00 || SHA-256(salt || bytes)), as `hashSalted`. */
export function hashEntry(entry: SaltedEntry): Uint8Array {
  return hashLeaf(hashSalted(entry));
}
