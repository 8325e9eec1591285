import { hash } from 'node:crypto';
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
  requireSalt(salt);
  return sha256(salt, bytes);
}

/** Where salt and text are put one after the other: making room for each anew takes longer than hashing it. */
const ROOM = Buffer.allocUnsafeSlow(65_536);

/** In hex, what `hashSalted` gives for the UTF-8 of `text`. */
export function hashSaltedText(salt: Uint8Array, text: string): string {
  requireSalt(salt);
  // What UTF-16 writes in one unit takes three bytes at most.
  if (SALT_BYTES + 3 * text.length > ROOM.length)
    return hash('sha256', Buffer.concat([salt, Buffer.from(text)]));
  ROOM.set(salt);
  const end = SALT_BYTES + ROOM.write(text, SALT_BYTES);
  return hash('sha256', ROOM.subarray(0, end));
}

function requireSalt(salt: Uint8Array): void {
  if (salt.length !== SALT_BYTES)
    throw new GatewayError('INTERNAL', `INVARIANT: a salt has ${SALT_BYTES} bytes`);
}

/** The hash of the entry's leaf: SHA-256(0x00 || SHA-256(salt || bytes)), as `hashSalted`. */
export function hashEntry(entry: SaltedEntry): Uint8Array {
  return hashLeaf(hashSalted(entry));
}
