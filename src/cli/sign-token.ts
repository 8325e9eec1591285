import type { CryptoKey } from 'jose';
import { SignJWT } from 'jose';
import type { Caller } from '../gateway/caller.ts';

/** What a token is to say, beside the audience. Trusted: the signer answers for it. */
export interface TokenContent {
  readonly subject: string;
  readonly country: Caller['country'];
  readonly role: Caller['role'];
  /** What this person may act for. */
  readonly purposes: readonly string[];
  /** Left out of the token when null. */
  readonly justification: string | null;
  /** Names this one token, its `jti`. */
  readonly tokenId: string;
  readonly issuedAt: Date;
  /** From `issuedAt`; the gateway takes at most 60. */
  readonly expiresInMinutes: number;
}

/** A private key on Ed25519, and the name its public half has in the key set. */
export interface SigningKey {
  readonly privateKey: CryptoKey;
  readonly kid: string;
}

/**
 * Signs an access token (RFC 9068) for `aud: concordat`: three parts of base64url, fit for one `authorization` header.
 *
 * Nothing is checked: a test may sign what the gateway must refuse. Only the demo and the tests sign; the gateway never does.
 */
export function signToken(content: TokenContent, key: SigningKey): Promise<string> {
  const { country, role, purposes, justification } = content;
  const issuedAt = Math.floor(content.issuedAt.getTime() / 1_000);
  return new SignJWT({ country, role, purposes, ...(justification === null ? {} : { justification }) })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: key.kid })
    .setAudience('concordat')
    .setSubject(content.subject)
    .setJti(content.tokenId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + content.expiresInMinutes * 60)
    .sign(key.privateKey);
}
