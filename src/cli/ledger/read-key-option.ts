import { readFileSync } from 'node:fs';
import { GatewayError } from '../../errors.ts';
import { type NoteKey, readNoteKey } from '../../ledger/note/note-key.ts';
import { optionError } from '../read-option.ts';

/** The public key of a log, from its text or from a file that holds it. Throws BAD_USER_INPUT. */
export function readKeyOption(text: string): NoteKey {
  try {
    return readNoteKey((readFile(text) ?? text).trim());
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    throw optionError(
      '--key',
      `neither a key nor a file that holds one: ${error.facts.problem}`,
      'give what `concordat ledger key` prints, in quotes',
      error,
    );
  }
}

function readFile(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
