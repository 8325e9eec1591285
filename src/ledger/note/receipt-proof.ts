import { SALT_BYTES, type SaltedEntry } from '../entry/entry-leaf.ts';
import { ENTRY_BYTES } from '../entry/seal-entry.ts';
import { notAsIssued } from '../not-as-issued.ts';
import { readUtf8 } from '../read-utf8.ts';
import { HASH_BYTES } from '../tree-hash.ts';
import { readBase64, toBase64 } from './base64.ts';
import { readDecimal } from './read-decimal.ts';
import { LONGEST_NOTE, printSignedNote, readSignedNote, type SignedNote } from './signed-note.ts';

/** That an entry is in the log, for whoever has the log's public key and nothing else: C2SP tlog-proof. */
export interface ReceiptProof {
  readonly index: number;
  /** What was logged, as the `extra` of the format: salt, then bytes. Null: the reader has it from elsewhere. */
  readonly entry: SaltedEntry | null;
  /** Of inclusion in the head's tree, from the leaf's sibling up. */
  readonly proof: readonly Uint8Array[];
  readonly head: SignedNote;
}

const FORMAT = 'c2sp.org/tlog-proof@v1';
/** A tree of less than 2^53 leaves is at most 53 high. */
const LONGEST_PROOF = 53;
/** Bytes: the note, an entry in base64, and a hundred lines of hashes. */
const LONGEST = LONGEST_NOTE + 2 * ENTRY_BYTES;

/** The text of a `.tlog-proof` file: exactly what `readReceiptProof` takes. */
export function printReceiptProof({ index, entry, proof, head }: ReceiptProof): string {
  const extra = entry === null ? [] : [`extra ${toBase64(Buffer.concat([entry.salt, entry.bytes]))}`];
  const lines = [FORMAT, ...extra, `index ${index}`, ...proof.map(toBase64)];
  return `${lines.join('\n')}\n\n${printSignedNote(head)}`;
}

/** Reads such a file: its form only. Nothing in it has been verified. Throws EVIDENCE_INVALID. */
export function readReceiptProof(bytes: Uint8Array): ReceiptProof {
  if (bytes.length > LONGEST) throw notAsIssued('proof', `more than ${LONGEST} bytes`);
  const text = readUtf8(bytes);
  if (text === null) throw notAsIssued('proof', 'no UTF-8');
  const blank = text.indexOf('\n\n');
  const [format, ...lines] = text.slice(0, Math.max(blank, 0)).split('\n');
  if (format !== FORMAT) throw notAsIssued('proof', `no first line \`${FORMAT}\` or no empty line`);
  const extra = takeValue(lines, 'extra');
  const index = readDecimal(takeValue(lines, 'index') ?? '');
  if (index === null) throw notAsIssued('proof', 'an index that is no number from 0 to 2^53 - 1');
  if (lines.length > LONGEST_PROOF) throw notAsIssued('proof', `more than ${LONGEST_PROOF} hashes`);
  return {
    index,
    entry: extra === null ? null : readEntry(extra),
    proof: lines.map(readHash),
    // Byte for byte: the note is read by its own rules.
    head: readSignedNote(Buffer.from(text.slice(blank + 2))),
  };
}

/** Takes the next line if it is of this name. */
function takeValue(lines: string[], name: string): string | null {
  if (!lines[0]?.startsWith(`${name} `)) return null;
  return lines.shift()?.slice(name.length + 1) ?? null;
}

function readEntry(extra: string): SaltedEntry {
  const bytes = readBase64(extra);
  if (bytes === null || bytes.length <= SALT_BYTES || bytes.length > SALT_BYTES + ENTRY_BYTES)
    throw notAsIssued('proof', '`extra` is not a salt and an entry in base64');
  return { salt: bytes.subarray(0, SALT_BYTES), bytes: bytes.subarray(SALT_BYTES) };
}

function readHash(line: string): Uint8Array {
  const hash = readBase64(line);
  if (hash?.length !== HASH_BYTES) throw notAsIssued('proof', 'a line of the proof that is no hash');
  return hash;
}
