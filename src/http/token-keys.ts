import type { CryptoKey, JSONWebKeySet, JWSHeaderParameters } from 'jose';

/** Signatures a token may bear. Asymmetric only: with a shared secret whoever can verify can sign, and `none` is none. */
export const TOKEN_ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

/** Where the public keys are: a JWKS (RFC 7517) as file, address or object, or a file with one key in PEM (SPKI). */
export type KeySource =
  | { readonly jwksFile: string }
  | { readonly jwksUrl: string }
  | { readonly publicKeyFile: string }
  | { readonly jwks: JSONWebKeySet };

/** What a token must be to be good here. Trusted: it comes from the configuration, never from a token. */
export interface TokenSettings {
  /** Null: `iss` is not looked at. */
  readonly issuer: string | null;
  readonly audience: string;
  readonly algorithms: readonly TokenAlgorithm[];
  readonly keys: KeySource;
}

/** Finds the public key that a token's header names by `kid`. Rejects when there is none, or more than one. */
export type FindKey = (header: JWSHeaderParameters) => Promise<CryptoKey>;

/** The settings with the keys at hand, made by `openTokenKeys`. */
export interface TokenKeys extends Omit<TokenSettings, 'keys'> {
  readonly keyOf: FindKey;
}
