import { createHash } from 'node:crypto';
import { base64url, type CryptoKey, errors, type JWSHeaderParameters, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import type { TokenClaims } from './read-token-claims.ts';
import { CLOCK_TOLERANCE_SECONDS, readTokenClaims } from './read-token-claims.ts';
import { repeatedKeyOf } from './repeated-key-of.ts';
import type { TokenKeys } from './token-keys.ts';

const MAX_LENGTH = 8_192;

/**
 * A token that brings its own key, or names an address of one, is not asked twice; `crit` demands what we do not know.
 * Other parameters are ignored (RFC 7515, section 4).
 */
const HEADER = z.object({
  kid: z
    .string()
    .regex(/^[\w.-]{1,128}$/)
    .optional(),
  jku: z.never().optional(),
  jwk: z.never().optional(),
  x5u: z.never().optional(),
  x5c: z.never().optional(),
  crit: z.never().optional(),
});

/**
 * Verifies an access token (RFC 9068): signature by a key of ours and an algorithm of our list, `typ`, `aud`, `iss`, times
 * and the form of every claim; no key twice in header or payload. After this the claims are trusted.
 *
 * `token` is untrusted text. `now` is the real clock. Throws UNAUTHENTICATED whatever is wrong, the reason for the operator only.
 */
export async function verifyToken(token: string, keys: TokenKeys, now: Date): Promise<TokenClaims> {
  if (token.length > MAX_LENGTH) {
    throw refusal('it is longer than 8 kB');
  }
  const kept = keptBy(keys);
  const digest = createHash('sha256').update(token).digest('base64');
  const known = kept.get(digest);
  if (known !== undefined && (await isStillKey(keys, known))) return readTokenClaims(known.payload, now);
  const [header = '', payload = ''] = token.split('.');
  if (!HEADER.safeParse(parseOnce(header)).success) {
    throw refusal('its header carries a key, an address of one, `crit`, or a malformed `kid`');
  }
  parseOnce(payload);
  const signed = await verifySignature(token, keys, now);
  const claims = readTokenClaims(signed.payload, now);
  kept.set(digest, signed);
  return claims;
}

/** A token whose signature was found good, and by which key. */
interface Signed {
  readonly header: JWSHeaderParameters;
  readonly key: CryptoKey;
  readonly payload: unknown;
}

const MOST_TOKENS = 1_000;

/**
 * Tokens whose signature was good, by their digest: what does not change of a token is not worked out for every request. Its
 * end is (that it had begun stays so), and that its key is still the one that the source of keys gives: a key that is withdrawn takes its tokens along.
 */
const KEPT = new WeakMap<TokenKeys, LRUCache<string, Signed>>();

function keptBy(keys: TokenKeys): LRUCache<string, Signed> {
  const kept = KEPT.get(keys) ?? new LRUCache<string, Signed>({ max: MOST_TOKENS });
  KEPT.set(keys, kept);
  return kept;
}

/** False also where the key cannot be had any more: then the signature is looked at, and refused, as that of any token. */
async function isStillKey({ keyOf }: TokenKeys, { header, key }: Signed): Promise<boolean> {
  try {
    return (await keyOf(header)) === key;
  } catch {
    return false;
  }
}

async function verifySignature(token: string, keys: TokenKeys, now: Date): Promise<Signed> {
  try {
    const verified = await jwtVerify(token, keys.keyOf, {
      algorithms: [...keys.algorithms],
      audience: keys.audience,
      ...(keys.issuer === null ? {} : { issuer: keys.issuer }),
      typ: 'at+jwt',
      currentDate: now,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return { header: verified.protectedHeader, key: verified.key, payload: verified.payload };
  } catch (cause) {
    if (cause instanceof GatewayError) {
      throw cause;
    }
    throw refusal(`\`${cause instanceof errors.JOSEError ? cause.code : 'check failed'}\``, cause);
  }
}

/** One part of a token, as JSON in which no key stands twice. */
function parseOnce(part: string): unknown {
  let text: string;
  let value: unknown;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(base64url.decode(part));
    value = JSON.parse(text);
  } catch (cause) {
    throw refusal('it is no JSON Web Token', cause);
  }
  if (repeatedKeyOf(text) !== null) {
    throw refusal('a key stands in it twice');
  }
  return value;
}

function refusal(reason: string, cause?: unknown): GatewayError {
  const message = `a token is refused, ${reason}: let its issuer write it as README says`;
  return new GatewayError('UNAUTHENTICATED', message, { reason }, { cause });
}
