import { createPrivateKey } from 'node:crypto';
import { type NoteSigner, noteSignerOf, signNote } from '../../src/ledger/note/sign-note.ts';
import type { SignedNote } from '../../src/ledger/note/signed-note.ts';

/** PKCS #8 of an Ed25519 key, up to its 32 bytes (RFC 8410, section 7). */
const PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The same key for the same number, always. */
export function signerOf(name: string, seed: number): NoteSigner {
  const key = Buffer.concat([PREFIX, Buffer.alloc(32, seed)]);
  return noteSignerOf(name, createPrivateKey({ key, format: 'der', type: 'pkcs8' }));
}

/** The note with a line of each witness behind its own. */
export function withWitnesses(note: SignedNote, names: readonly string[]): SignedNote {
  const lines = names.flatMap((name, at) => signNote(note.text, signerOf(name, 100 + at)).signatures);
  return { ...note, signatures: [...note.signatures, ...lines] };
}
