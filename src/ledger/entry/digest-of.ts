import { canonicalJson } from '../../canonical-json.ts';
import { hashSaltedText } from './entry-leaf.ts';

/**
 * The digest of values that the evidence does not hold: SHA-256 (hex) over the salt of their part, what they are, a newline,
 * and their canonical JSON. Whoever has the part can check values that they know; without its salt, or once it is erased,
 * nobody can try out any. INVARIANT: a salt has one length, so that nothing of it can pass for what follows.
 */
export function digestOf(
  salt: Uint8Array,
  what: 'arguments' | 'references',
  values: readonly unknown[],
): string {
  return hashSaltedText(salt, `${what}\n${textOf(values)}`);
}

/** As `canonicalJson`, which is what JSON itself writes of a list of words: references are many. */
function textOf(values: readonly unknown[]): string {
  return values.every((value) => typeof value === 'string') ? JSON.stringify(values) : canonicalJson(values);
}
