import type { JSONWebKeySet } from 'jose';
import { z } from 'zod';

/** `d`, `k` and `priv` are the secret parts of RFC 7518, section 6, and of the key type AKP. */
const PUBLIC_KEY = z.looseObject({
  kty: z.string().refine((kty) => kty !== 'oct'),
  kid: z.string().optional(),
  d: z.never().optional(),
  k: z.never().optional(),
  priv: z.never().optional(),
});
const KEY_SET = z.object({ keys: z.array(PUBLIC_KEY).min(1) });

/**
 * Reads a JSON Web Key Set (RFC 7517, section 5): at least one key, each public and of an asymmetric kind, or null.
 *
 * `text` is untrusted. What a key may be used for, and whether it is one at all, is jose's to judge.
 */
export function readKeySet(text: string): JSONWebKeySet | null {
  try {
    const value: unknown = JSON.parse(text);
    return isKeySet(value) ? value : null;
  } catch {
    return null;
  }
}

function isKeySet(value: unknown): value is JSONWebKeySet {
  return KEY_SET.safeParse(value).success;
}
