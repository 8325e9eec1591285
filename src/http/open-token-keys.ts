import { createPublicKey } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { JSONWebKeySet } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, customFetch } from 'jose';
import { GatewayError } from '../errors.ts';
import { fetchKeySet } from './fetch-key-set.ts';
import { readKeySet } from './read-key-set.ts';
import type { FindKey, KeySource, TokenKeys, TokenSettings } from './token-keys.ts';

const TIMEOUT_MS = 2_000;
/** How long an unknown `kid` fetches no set again: a storm of them makes one request. */
const COOLDOWN_MS = 30_000;
/** How long a withdrawn key goes on verifying. When it has passed and no set can be had, no token is good. */
const MAX_AGE_MS = 300_000;

/**
 * Opens the source of keys. A file is read once, now; an address is asked when the first token comes, and again when its
 * set is five minutes old or a token names an unknown key.
 *
 * `settings` has been read (`readConfig`): algorithms of our list, an address that is https or on this machine.
 * Throws CONFIGURATION_INVALID with file and remedy when a file cannot be read, holds a private or symmetric key, or
 * holds no key that fits the algorithms.
 */
export async function openTokenKeys(settings: TokenSettings): Promise<TokenKeys> {
  const { issuer, audience, algorithms, keys } = settings;
  return Object.freeze({ issuer, audience, algorithms, keyOf: await openSource(keys, algorithms) });
}

async function openSource(source: KeySource, algorithms: readonly string[]): Promise<FindKey> {
  if ('jwksUrl' in source) {
    return openRemote(source.jwksUrl);
  }
  if ('jwks' in source) {
    return openLocal(readKeySet(JSON.stringify(source.jwks)), 'the key set', algorithms);
  }
  if ('jwksFile' in source) {
    return openLocal(readKeySet(await readText(source.jwksFile)), source.jwksFile, algorithms);
  }
  const file = source.publicKeyFile;
  const find = await openLocal(toKeySet(await readText(file), file), file, algorithms);
  // A key in PEM has no name: what a token calls it says nothing.
  return ({ kid: _, ...header }) => find(header);
}

function openRemote(url: string): FindKey {
  const set = createRemoteJWKSet(new URL(url), {
    timeoutDuration: TIMEOUT_MS,
    cooldownDuration: COOLDOWN_MS,
    cacheMaxAge: MAX_AGE_MS,
    [customFetch]: fetchKeySet(),
  });
  return namedOrOnly(set, () => set.jwks()?.keys.length ?? 0);
}

async function openLocal(
  keySet: JSONWebKeySet | null,
  place: string,
  algorithms: readonly string[],
): Promise<FindKey> {
  if (keySet === null) {
    const remedy = 'give a JSON Web Key Set, `{ "keys": [...] }`, of public keys only';
    throw unfit(place, 'holds no key set, or a private or symmetric key', remedy);
  }
  const names = keySet.keys.map(({ kid }) => kid);
  if (new Set(names).size < names.length) {
    throw unfit(place, 'holds two keys with one `kid`, or two without', 'give each key its own `kid`');
  }
  const set = createLocalJWKSet(keySet);
  const tries = names.flatMap((kid) =>
    algorithms.map((alg) => set(kid === undefined ? { alg } : { alg, kid })),
  );
  const found = await Promise.allSettled(tries);
  if (!found.some(({ status }) => status === 'fulfilled')) {
    throw unfit(place, `holds no key for ${algorithms.join(', ')}`, 'give the key, or list its algorithm');
  }
  return namedOrOnly(set, () => names.length);
}

/** jose takes a key for a token without `kid` when it is the only one of its kind; here it must be the only one at all. */
function namedOrOnly(find: FindKey, count: () => number): FindKey {
  return async (header) => {
    const key = await find(header);
    if (header.kid === undefined && count() !== 1) {
      const message = 'a token names no key, and there is more than one: let its issuer write `kid`';
      throw new GatewayError('UNAUTHENTICATED', message);
    }
    return key;
  };
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw unfit(file, 'cannot be read', 'put the public key there, and let this user read it', cause);
  }
}

function toKeySet(text: string, file: string): JSONWebKeySet {
  // node:crypto would take a private key as well, and derive the public one.
  if (!text.includes('PRIVATE KEY') && text.includes('BEGIN PUBLIC KEY')) {
    try {
      return { keys: [createPublicKey(text).export({ format: 'jwk' })] } as JSONWebKeySet;
    } catch {
      // Refused below.
    }
  }
  throw unfit(file, 'holds no public key', 'give one in PEM, from `-----BEGIN PUBLIC KEY-----` on');
}

function unfit(place: string, problem: string, remedy: string, cause?: unknown): GatewayError {
  const message = `${place}: ${problem}: ${remedy}`;
  return new GatewayError('CONFIGURATION_INVALID', message, { place, remedy }, { cause });
}
