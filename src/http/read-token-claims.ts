import { z } from 'zod';
import { GatewayError } from '../errors.ts';
import { CALLER_FORMS, CALLER_ROLES } from '../gateway/caller.ts';

/** One form for each claim: a list where a string belongs, or words parted by blanks, is no other way to say it. */
const CLAIMS = z.object({
  aud: z.string(),
  sub: z.string().regex(CALLER_FORMS.subject),
  country: z.string().regex(CALLER_FORMS.country),
  purposes: z.array(z.string().regex(CALLER_FORMS.purpose)).min(1).max(16),
  role: z.enum(CALLER_ROLES),
  jti: z.string().regex(CALLER_FORMS.tokenId),
  /** Seconds since 1970, whole. */
  iat: z.int(),
  exp: z.int(),
  justification: z.string().optional(),
});

/** The claims of a token that we read, each of its form. Other claims are left out. */
export type TokenClaims = Readonly<z.infer<typeof CLAIMS>>;

const LONGEST_SECONDS = 3_600;

/** How far the issuer's clock may be ahead of ours, in seconds. A token that has ended has ended: no such grace for `exp`. */
export const CLOCK_TOLERANCE_SECONDS = 5;

/**
 * Reads the claims of a token: their form, its end and its length of life, at most an hour.
 *
 * `payload` is parsed JSON whose signature, audience, issuer, type and `nbf` have been verified; its claims are untrusted
 * still. `now` is the real clock, never an access date. Throws UNAUTHENTICATED, for the operator with the claims at fault.
 */
export function readTokenClaims(payload: unknown, now: Date): TokenClaims {
  const { success, data, error } = CLAIMS.safeParse(payload);
  if (!success) {
    throw refusal(error.issues.map(({ path }) => String(path[0])));
  }
  const seconds = now.getTime() / 1_000;
  if (data.exp <= seconds) {
    throw refusal(['exp']);
  }
  if (data.iat > seconds + CLOCK_TOLERANCE_SECONDS) {
    throw refusal(['iat']);
  }
  // With `iat` not ahead, `exp` is so within an hour of now.
  if (data.exp - data.iat > LONGEST_SECONDS) {
    throw refusal(['exp', 'iat']);
  }
  return data;
}

function refusal(claims: readonly string[]): GatewayError {
  const names = claims.map((claim) => `\`${claim}\``).join(', ');
  const message = `a token is refused for its claims ${names}: let its issuer write them as README says`;
  return new GatewayError('UNAUTHENTICATED', message, { claims });
}
