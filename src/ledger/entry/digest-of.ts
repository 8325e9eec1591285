import { createHmac } from 'node:crypto';
import { canonicalJson } from '../../canonical-json.ts';

/**
 * The digest of values that the evidence does not hold: HMAC-SHA-256 (hex) under the salt of their part, over what they are
 * and their canonical JSON, a newline between. Whoever has the part can check values that they know; without its salt, or
 * once it is erased, nobody can try out any.
 */
export function digestOf(
  salt: Uint8Array,
  what: 'arguments' | 'references',
  values: readonly unknown[],
): string {
  return createHmac('sha256', salt)
    .update(`${what}\n${canonicalJson(values)}`)
    .digest('hex');
}
