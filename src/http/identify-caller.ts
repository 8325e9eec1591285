import { GatewayError } from '../errors.ts';
import type { Caller } from '../gateway/caller.ts';
import { readJustification } from '../gateway/read-justification.ts';
import type { TokenClaims } from './read-token-claims.ts';
import type { TokenKeys } from './token-keys.ts';
import { verifyToken } from './verify-token.ts';

/** By lower-case name, as Node gives them. Untrusted. */
export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

const BEARER = /^Bearer +([\w.-]+)$/i;

/**
 * Says who asks: the bearer token (RFC 6750, section 2.1) verified, and the purpose and justification chosen.
 *
 * `headers` is best `headersDistinct` of Node's request, where each header is a list. Node's `headers` will do, but hides
 * that one came twice: of two `authorization` it keeps the first, others it joins with `, `, so that two purposes are one
 * word with a comma, which no token names. No other header is looked at; none of a proxy's (`x-forwarded-*`) is believed.
 * `now` is the real clock, never an access date.
 *
 * Throws UNAUTHENTICATED without a good token, whatever else is wrong, and only then JUSTIFICATION_INVALID. A purpose
 * that is missing is no failure: `purpose` is null, and the rules decide. `verified` is told who it is, without purpose and
 * justification, as soon as the token is known to be good: for the evidence of what is refused after that.
 */
export async function identifyCaller(
  headers: RequestHeaders,
  keys: TokenKeys,
  now: Date,
  verified: (person: Caller) => void = () => {},
): Promise<Caller> {
  const claims = await verifyToken(readBearer(headers), keys, now);
  const { sub: subject, country, role, jti: tokenId } = claims;
  const person = { subject, country, role, tokenId, purpose: null, justification: null };
  verified(Object.freeze(person));
  const justification = chooseJustification(headers, claims);
  return Object.freeze({
    ...person,
    purpose: justification === null ? null : choosePurpose(headers, claims),
    justification,
  });
}

function readBearer(headers: RequestHeaders): string {
  const [value, ...more] = valuesOf(headers, 'authorization');
  const token = BEARER.exec(value ?? '')?.[1];
  if (token === undefined || more.length > 0) {
    const message = 'no bearer token, or more than one: send `authorization: Bearer <token>` once';
    throw new GatewayError('UNAUTHENTICATED', message);
  }
  return token;
}

function choosePurpose(headers: RequestHeaders, claims: TokenClaims): string | null {
  const asked = valuesOf(headers, 'x-purpose');
  const [purpose, ...more] = asked.length > 0 ? asked : claims.purposes;
  return purpose !== undefined && more.length === 0 && claims.purposes.includes(purpose) ? purpose : null;
}

function chooseJustification(headers: RequestHeaders, claims: TokenClaims): string | null {
  const [stated, ...more] = valuesOf(headers, 'x-justification');
  if (more.length > 0) {
    const message = 'the justification is stated twice: send `x-justification` once';
    throw new GatewayError('JUSTIFICATION_INVALID', message);
  }
  const text = stated === undefined ? claims.justification : fromBytes(stated);
  return text === undefined ? null : readJustification(text);
}

function valuesOf(headers: RequestHeaders, name: string): readonly string[] {
  const value = headers[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
}

/** Node gives each byte of a header as one character. Most clients send UTF-8; `fetch` sends Latin-1, which is almost never valid UTF-8. */
function fromBytes(value: string): string {
  const bytes = Buffer.from(value, 'latin1');
  const text = bytes.toString('utf8');
  const isUtf8 = bytes.toString('latin1') === value && Buffer.from(text, 'utf8').equals(bytes);
  return isUtf8 ? text : value;
}
