import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CryptoKey, JSONWebKeySet } from 'jose';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose';
import { z } from 'zod';
import { GatewayError } from '../errors.ts';

/** The pair that signs the demo's tokens. */
export interface DemoKeys {
  /** The public half, as the gateway is given it. */
  readonly publicJwks: JSONWebKeySet;
  readonly privateKey: CryptoKey;
  /** The public half's thumbprint (RFC 7638). */
  readonly kid: string;
}

/** Where the demo and `concordat token` find the pair: in this checkout, whatever letters its path has. */
export const DEMO_FOLDER = fileURLToPath(new URL('../../.concordat/', import.meta.url));

const FILE = 'demo-key.json';
const ED25519 = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string().length(43),
  d: z.string().length(43),
});

/**
 * The demo's Ed25519 pair in `folder`, made there at first use. Processes that start at once get the same one.
 *
 * INVARIANT: the private key is never readable by others (mode 0600), nor ever half written.
 * Throws CONFIGURATION_INVALID with file and remedy when it cannot be made or read, is damaged, or others may read it.
 */
export async function loadOrMakeDemoKeys(folder: string): Promise<DemoKeys> {
  const file = join(folder, FILE);
  try {
    if (!isThere(file)) {
      await makeFile(folder, file);
    }
    return await readKeys(file);
  } catch (cause) {
    if (cause instanceof GatewayError) {
      throw cause;
    }
    throw refusal(file, 'cannot be made or read', 'let this user write the folder and read the file', cause);
  }
}

function isThere(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false }) !== undefined;
}

async function makeFile(folder: string, file: string): Promise<void> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { kty, crv, x, d } = await exportJWK(privateKey);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${FILE}.${randomUUID()}`);
  try {
    writeFileSync(draft, `${JSON.stringify({ kty, crv, x, d })}\n`, { mode: 0o600, flag: 'wx' });
    // A link is made whole or not at all, and never over a file that is there: who comes second takes the first one's key.
    linkSync(draft, file);
  } catch (error) {
    if (!isThere(file)) {
      throw error;
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

async function readKeys(file: string): Promise<DemoKeys> {
  // Windows has no such mode.
  if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0) {
    throw refusal(file, 'may be read by others', 'delete it: a new one is made at next use');
  }
  const { success, data } = ED25519.safeParse(parseJson(readFileSync(file, 'utf8')));
  if (!success) {
    throw refusal(file, 'holds no Ed25519 key', 'delete it: a new one is made at next use');
  }
  const { d: _, ...publicJwk } = data;
  const kid = await calculateJwkThumbprint(publicJwk);
  const publicJwks: JSONWebKeySet = { keys: [{ ...publicJwk, kid, alg: 'EdDSA', use: 'sig' }] };
  const privateKey = (await importJWK(data, 'EdDSA')) as CryptoKey;
  return Object.freeze({ publicJwks, privateKey, kid });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusal(file: string, problem: string, remedy: string, cause?: unknown): GatewayError {
  const message = `${file}: ${problem}: ${remedy}`;
  return new GatewayError('CONFIGURATION_INVALID', message, { file, remedy }, { cause });
}
