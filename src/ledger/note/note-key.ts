import { createPublicKey, type KeyObject } from 'node:crypto';
import { GatewayError } from '../../errors.ts';
import { sha256 } from '../tree-hash.ts';
import { readBase64, toBase64 } from './base64.ts';

/** A key that notes are verified with. Name and id are what a signature line says of it; only the key itself proves. */
export interface NoteKey {
  readonly name: string;
  /** Four bytes in hex, of a digest of name and key: tells keys apart, and proves nothing. */
  readonly id: string;
  readonly publicKey: KeyObject;
}

/** Ed25519 over the text of the note: the signature type of C2SP signed-note. */
const TYPE = Buffer.of(1);
const KEY_BYTES = 32;
/** Not empty, no blank of Unicode, no plus. */
const NAME = /^[^\p{White_Space}\p{Cc}\p{Cs}+]+$/u;
/** The base64 part may hold a plus, the name may not. */
const VERIFIER_KEY = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s;

export function isKeyName(text: string): boolean {
  return NAME.test(text);
}

/** The key under its name. Throws CONFIGURATION_INVALID for a name that no note can hold and for any key but Ed25519. */
export function noteKeyOf(name: string, publicKey: KeyObject): NoteKey {
  if (!isKeyName(name)) throw unfit('its name is empty, or has a blank or a plus');
  if (publicKey.type !== 'public' || publicKey.asymmetricKeyType !== 'ed25519')
    throw unfit('it is no public key of Ed25519');
  const digest = sha256(Buffer.from(`${name}\n`), TYPE, rawOf(publicKey));
  return { name, id: Buffer.from(digest.subarray(0, 4)).toString('hex'), publicKey };
}

/** The key as text, `name+id+base64`: the verifier key of C2SP signed-note. It is public. */
export function printNoteKey({ name, id, publicKey }: NoteKey): string {
  return `${name}+${id}+${toBase64(Buffer.concat([TYPE, rawOf(publicKey)]))}`;
}

/** Reads such a text. Throws CONFIGURATION_INVALID, with what to do, unless every part of it is right. */
export function readNoteKey(text: string): NoteKey {
  const [, name = '', id, base64 = ''] = VERIFIER_KEY.exec(text) ?? [];
  const bytes = readBase64(base64);
  if (bytes?.length !== TYPE.length + KEY_BYTES || bytes[0] !== TYPE[0])
    throw unfit('it has not the form `name+id+base64` of Ed25519');
  const x = Buffer.from(bytes.subarray(TYPE.length)).toString('base64url');
  const key = noteKeyOf(name, createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } }));
  if (key.id !== id) throw unfit('its id does not belong to its name and key');
  return key;
}

/** 32 bytes (RFC 8032, section 5.1.5). */
function rawOf(publicKey: KeyObject): Uint8Array {
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
}

function unfit(problem: string): GatewayError {
  const message = `this is no key of a ledger: ${problem}: give it as the operator has published it`;
  return new GatewayError('CONFIGURATION_INVALID', message, { problem });
}
