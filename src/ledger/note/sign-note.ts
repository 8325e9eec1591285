import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { type NoteKey, noteKeyOf } from './note-key.ts';
import type { SignedNote } from './signed-note.ts';

/** What the ledger signs its heads with. `key` is public. */
export interface NoteSigner {
  readonly key: NoteKey;
  readonly privateKey: KeyObject;
}

/** The signer of this name. Throws CONFIGURATION_INVALID for a name that no note can hold and for any key but Ed25519. */
export function noteSignerOf(name: string, privateKey: KeyObject): NoteSigner {
  return { key: noteKeyOf(name, createPublicKey(privateKey)), privateKey };
}

/** The text with one line of signature. INVARIANT: the text ends in a newline and has no other control character. */
export function signNote(text: string, { key, privateKey }: NoteSigner): SignedNote {
  const signature = sign(null, Buffer.from(text), privateKey);
  return { text, signatures: [{ name: key.name, keyId: key.id, signature }] };
}
