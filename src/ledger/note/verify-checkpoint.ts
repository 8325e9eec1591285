import { notAsIssued } from '../not-as-issued.ts';
import { type Checkpoint, readCheckpoint } from './checkpoint.ts';
import type { NoteKey } from './note-key.ts';
import type { SignedNote } from './signed-note.ts';
import { verifyNote } from './verify-note.ts';

/**
 * The head that `key` has signed for the log of its name. It is that log's word for its size and root; whether others were
 * told the same, only they or a witness can say. Throws EVIDENCE_INVALID.
 */
export function verifyCheckpoint(note: SignedNote, key: NoteKey): Checkpoint {
  const head = readCheckpoint(verifyNote(note, key));
  if (head.origin !== key.name) throw notAsIssued('head', 'an origin of which this is not the key');
  return head;
}
