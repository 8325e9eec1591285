/** Tokens built by hand, so that they can be wrong in ways no library would sign. */
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { openTokenKeys } from '../../src/http/open-token-keys.ts';
import type { TokenKeys, TokenSettings } from '../../src/http/token-keys.ts';

/** When the tokens are judged. */
export const NOW = new Date('2026-03-01T12:00:00.000Z');
export const SECONDS = NOW.getTime() / 1_000;

/** A key pair of ours on Ed25519, the public half under the name `kid`. */
export interface TestPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: JWK;
}

export function makePair(kid: string): TestPair {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return { privateKey, publicKey, jwk: { ...(publicKey.export({ format: 'jwk' }) as JWK), kid } };
}

/** The key that the gateway of the tests knows. */
export const PAIR = makePair('key-1');

const HEADER = { alg: 'EdDSA', typ: 'at+jwt', kid: 'key-1' };
export const CLAIMS = {
  aud: 'concordat',
  sub: 'analyst-1',
  country: 'NO',
  role: 'analyst',
  purposes: ['OPERATIONAL_ANALYSIS'],
  justification: 'ICARUS/11-204',
  jti: 'token-1',
  iat: SECONDS - 60,
  exp: SECONDS + 600,
};

type Change = Readonly<Record<string, unknown>>;
type Part = Change | string | Buffer;

/**
 * Signs a token that is good but for `claims` and `header`: changes (undefined leaves a member out), or the text itself.
 * The signature is always real, by `key`.
 */
export function forge(claims: Part = {}, header: Part = {}, key: KeyObject = PAIR.privateKey): string {
  const signed = `${encode(HEADER, header)}.${encode(CLAIMS, claims)}`;
  const digest = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return `${signed}.${sign(digest, Buffer.from(signed), key).toString('base64url')}`;
}

export function encode(good: Change, part: Part): string {
  const isText = typeof part === 'string' || Buffer.isBuffer(part);
  return Buffer.from(isText ? part : JSON.stringify({ ...good, ...part })).toString('base64url');
}

/** The keys of the tests' gateway, with `change`. */
export function openKeys(change: Partial<TokenSettings> = {}): Promise<TokenKeys> {
  return openTokenKeys({
    issuer: null,
    audience: 'concordat',
    algorithms: ['EdDSA'],
    keys: { jwks: { keys: [PAIR.jwk] } },
    ...change,
  });
}
