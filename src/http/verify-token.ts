import { base64url, errors, jwtVerify } from 'jose';
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
  const [header = '', payload = ''] = token.split('.');
  if (!HEADER.safeParse(parseOnce(header)).success) {
    throw refusal('its header carries a key, an address of one, `crit`, or a malformed `kid`');
  }
  parseOnce(payload);
  return readTokenClaims(await verifySignature(token, keys, now), now);
}

async function verifySignature(token: string, keys: TokenKeys, now: Date): Promise<unknown> {
  try {
    const verified = await jwtVerify(token, keys.keyOf, {
      algorithms: [...keys.algorithms],
      audience: keys.audience,
      ...(keys.issuer === null ? {} : { issuer: keys.issuer }),
      typ: 'at+jwt',
      currentDate: now,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
    });
    return verified.payload;
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
