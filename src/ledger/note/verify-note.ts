import { verify } from 'node:crypto';
import { notAsIssued } from '../not-as-issued.ts';
import type { NoteKey } from './note-key.ts';
import type { SignedNote } from './signed-note.ts';

/**
 * The text of a note that `key` has signed, once: from here on it is the key holder's word. Lines of other keys, also of
 * the same name or the same id, are left aside: they are for whoever knows these keys. Throws EVIDENCE_INVALID.
 */
export function verifyNote({ text, signatures }: SignedNote, key: NoteKey): string {
  const own = signatures.filter(({ name, keyId }) => name === key.name && keyId === key.id);
  const [line] = own;
  if (line === undefined) throw notAsIssued('note', 'no signature of this key');
  if (own.length > 1) throw notAsIssued('note', 'two signatures of this key');
  if (!verify(null, Buffer.from(text), key.publicKey, line.signature))
    throw notAsIssued('note', 'a signature that this key did not make');
  return text;
}
