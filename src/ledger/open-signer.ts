import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomUUID,
} from 'node:crypto';
import {
  closeSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { GatewayError } from '../errors.ts';
import { type NoteSigner, noteSignerOf } from './note/sign-note.ts';
import { sha256 } from './tree-hash.ts';

/**
 * The signer of the log: the Ed25519 key in `keyFile` (PKCS #8 in PEM), under `name`; without a name under one that is made
 * of the public key. `mayMake`: the log is new, so that a key that is not there is made.
 *
 * INVARIANT: a key that is made is readable by this user alone, is on the disk whole before it is used, and never takes the
 * place of another. Throws CONFIGURATION_INVALID, with the file and what to do, for a key that cannot be used.
 */
export function openSigner(keyFile: string, name: string | null, mayMake: boolean): NoteSigner {
  const text = readText(keyFile) ?? makeText(keyFile, mayMake);
  const privateKey = readPrivateKey(keyFile, text);
  return noteSignerOf(name ?? nameOf(privateKey), privateKey);
}

/** What the file says, or null where there is none. */
function readText(keyFile: string): string | null {
  let file: number;
  try {
    file = openSync(keyFile, 'r');
  } catch (cause) {
    if (isOf(cause, 'ENOENT')) return null;
    throw unfit(keyFile, 'cannot be read', 'let this user read it', cause);
  }
  try {
    // Windows has no such mode.
    if (process.platform !== 'win32' && (fstatSync(file).mode & 0o077) !== 0)
      throw unfit(keyFile, 'may be read by others', `take that right away (\`chmod 600 ${keyFile}\`)`);
    return readFileSync(file, 'utf8');
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    throw unfit(keyFile, 'cannot be read', 'give the path of a file', cause);
  } finally {
    closeSync(file);
  }
}

function makeText(keyFile: string, mayMake: boolean): string {
  if (!mayMake) throw unfit(keyFile, 'is not there, and the log is not new', 'take the key back from a copy');
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    keep(keyFile, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string);
  } catch (cause) {
    if (!isOf(cause, 'EEXIST'))
      throw unfit(keyFile, 'cannot be made', 'let this user write its folder', cause);
  }
  // Who comes second takes the first one's key.
  return readText(keyFile) ?? makeText(keyFile, false);
}

function keep(keyFile: string, pem: string): void {
  const folder = dirname(keyFile);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const draft = `${keyFile}.${randomUUID()}`;
  try {
    withFile(draft, 'wx', (file) => writeSync(file, pem));
    // A link is made whole or not at all, and never over a file that is there.
    linkSync(draft, keyFile);
  } finally {
    rmSync(draft, { force: true });
  }
  if (process.platform !== 'win32') withFile(folder, 'r', () => {});
}

/** Does it to the file or folder, and waits until the disk has it. */
function withFile(path: string, flags: string, act: (file: number) => void): void {
  const file = openSync(path, flags, 0o600);
  try {
    act(file);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

function readPrivateKey(keyFile: string, text: string): KeyObject {
  const remedy = 'give an Ed25519 key, PKCS #8 in PEM, without a passphrase';
  if (text.includes('ENCRYPTED')) throw unfit(keyFile, 'is encrypted', remedy);
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch {
    // Without the cause: it might show a line of the key.
    throw unfit(keyFile, 'holds no private key', remedy);
  }
  if (key.asymmetricKeyType !== 'ed25519') throw unfit(keyFile, 'holds a key of another kind', remedy);
  return key;
}

function nameOf(privateKey: KeyObject): string {
  const raw = Buffer.from(createPublicKey(privateKey).export({ format: 'jwk' }).x ?? '', 'base64url');
  return `concordat/${Buffer.from(sha256(raw)).toString('hex').slice(0, 12)}`;
}

function isOf(cause: unknown, code: string): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === code;
}

function unfit(keyFile: string, problem: string, remedy: string, cause?: unknown): GatewayError {
  const facts = { key: 'ledger.keyFile', file: keyFile, remedy };
  return new GatewayError('CONFIGURATION_INVALID', `${keyFile} ${problem}: ${remedy}`, facts, { cause });
}
