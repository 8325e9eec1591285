import { notAsIssued } from '../not-as-issued.ts';
import { readUtf8 } from '../read-utf8.ts';
import { readBase64, toBase64 } from './base64.ts';
import { isKeyName } from './note-key.ts';

/** A signature as it stands in a note. Until `verifyNote` has found it good it says nothing. */
export interface NoteSignature {
  readonly name: string;
  /** Four bytes in hex. */
  readonly keyId: string;
  readonly signature: Uint8Array;
}

/** A text and who has signed it, ourselves and perhaps witnesses: C2SP signed-note. */
export interface SignedNote {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** What C2SP asks a reader to take at least; the signatures of today's witnesses are far shorter. */
const MOST_SIGNATURES = 16;
/** Bytes. Sixteen of the longest signatures there are (post-quantum, 5 kB) are within it. */
export const LONGEST_NOTE = 128 * 1024;
const KEY_ID_BYTES = 4;
/** ASCII control characters but the newline. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what is looked for
const CONTROL = /[\x00-\x09\x0b-\x1f]/;
const SIGNATURE_LINE = /^— ([^ ]+) ([^ ]+)$/u;

/** The note as text: exactly what `readSignedNote` takes. */
export function printSignedNote({ text, signatures }: SignedNote): string {
  const lines = signatures.map(({ name, keyId, signature }) => {
    return `— ${name} ${toBase64(Buffer.concat([Buffer.from(keyId, 'hex'), signature]))}\n`;
  });
  return `${text}\n${lines.join('')}`;
}

/**
 * Reads a note: its form only. Every line of signature must be well-formed, whoever has made it; none has been verified,
 * so the text is not to be looked at yet. Throws EVIDENCE_INVALID.
 */
export function readSignedNote(bytes: Uint8Array): SignedNote {
  if (bytes.length > LONGEST_NOTE) throw notAsIssued('note', `more than ${LONGEST_NOTE} bytes`);
  const whole = readUtf8(bytes);
  if (whole === null) throw notAsIssued('note', 'no UTF-8');
  if (CONTROL.test(whole)) throw notAsIssued('note', 'a control character');
  // The last empty line: the text may have empty lines of its own.
  const blank = whole.lastIndexOf('\n\n');
  if (blank === -1 || !whole.endsWith('\n'))
    throw notAsIssued('note', 'a missing empty line or last newline');
  const lines = whole.slice(blank + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) throw notAsIssued('note', `more than ${MOST_SIGNATURES} signatures`);
  return { text: whole.slice(0, blank + 1), signatures: lines.map(readSignatureLine) };
}

function readSignatureLine(line: string): NoteSignature {
  const [, name = '', base64 = ''] = SIGNATURE_LINE.exec(line) ?? [];
  const bytes = readBase64(base64);
  if (!isKeyName(name) || bytes === null || bytes.length <= KEY_ID_BYTES)
    throw notAsIssued('note', 'a line after the text that is no signature');
  const keyId = Buffer.from(bytes.subarray(0, KEY_ID_BYTES)).toString('hex');
  return { name, keyId, signature: bytes.subarray(KEY_ID_BYTES) };
}
