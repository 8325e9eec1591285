/** Ten thousand edits of each kind of file: each is refused, or changes nothing that a reader is told. */

import { seededRandom } from '../../mocks/seeded-random.ts';
import { GatewayError } from '../../src/errors.ts';
import { readCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { printReceiptProof, readReceiptProof } from '../../src/ledger/note/receipt-proof.ts';
import { signNote } from '../../src/ledger/note/sign-note.ts';
import { printSignedNote, readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import { verifyNote } from '../../src/ledger/note/verify-note.ts';
import { verifyReceiptProof } from '../../src/ledger/note/verify-receipt-proof.ts';
import { expect, test } from '../jest.ts';
import { EDITS, type Edit } from './edits.ts';
import { withWitnesses } from './signers.ts';
import { headOf, LOG, logOf, receiptOf } from './small-log.ts';

/** Of each kind of file. What is left unchanged are edits of the lines of witnesses, which nobody has asked about. */
const MOST = 10_000;
const log = logOf(300);
const WITNESSES = ['witness.example/a', 'witness.example/b'];
const HEAD = withWitnesses(headOf(log), WITNESSES);
const NOTE = withWitnesses(
  signNote(`${LOG.key.name}\n12\nA text.\n\nIt has a blank line.\n`, LOG),
  WITNESSES,
);

/** What a reader is told of a file, as text. */
type Tell = (file: Uint8Array) => unknown;

const FILES: Readonly<
  Record<string, { readonly text: string; readonly tell: Tell; readonly verdicts: object }>
> = {
  head: {
    text: printSignedNote(HEAD),
    tell: (file) => verifyCheckpoint(readSignedNote(file), LOG.key),
    verdicts: {
      refused: 8795,
      unchanged: {
        'a bit flipped': 154,
        'a blank or sign put in': 9,
        'a byte dropped': 41,
        'a byte put in': 12,
        'a line dropped': 103,
        'a line of a stranger put in': 408,
        'a line twice': 55,
        'base64 of more or fewer bytes': 184,
        'base64 of other bytes': 196,
        'cut short': 1,
        'two lines exchanged': 42,
      },
    },
  },
  proof: {
    text: printReceiptProof({ ...receiptOf(log, 123), head: HEAD }),
    tell: (file) => verifyReceiptProof(readReceiptProof(file), LOG.key),
    verdicts: {
      refused: 9364,
      unchanged: {
        'a bit flipped': 57,
        'a blank or sign put in': 3,
        'a byte dropped': 13,
        'a byte put in': 8,
        'a line dropped': 40,
        'a line of a stranger put in': 408,
        'a line twice': 6,
        'base64 of more or fewer bytes': 42,
        'base64 of other bytes': 55,
        'two lines exchanged': 4,
      },
    },
  },
  note: {
    text: printSignedNote(NOTE),
    tell: (file) => verifyNote(readSignedNote(file), LOG.key),
    verdicts: {
      refused: 8697,
      unchanged: {
        'a bit flipped': 156,
        'a blank or sign put in': 13,
        'a byte dropped': 39,
        'a byte put in': 11,
        'a line dropped': 81,
        'a line of a stranger put in': 408,
        'a line twice': 35,
        'base64 of more or fewer bytes': 258,
        'base64 of other bytes': 271,
        'cut short': 4,
        'two lines exchanged': 27,
      },
    },
  },
};

for (const [what, { text, tell, verdicts }] of Object.entries(FILES)) {
  test(`of 10,000 edits of a ${what}, of every kind, none makes a reader believe anything else`, () => {
    expect(verdictsOn(Buffer.from(text), tell)).toEqual({
      kinds: Object.keys(EDITS).length,
      changed: 0,
      ...verdicts,
    });
  });
}

/** Readers with a fault each, which the same edits must find out. */
const BLIND: Readonly<Record<string, { readonly text: string; readonly tell: Tell }>> = {
  'a head that verifies no signature': {
    text: printSignedNote(HEAD),
    tell: (file) => readCheckpoint(readSignedNote(file).text),
  },
  'a proof that looks at the head alone': {
    text: printReceiptProof({ ...receiptOf(log, 123), head: HEAD }),
    tell: (file) => {
      const { index, entry, head } = readReceiptProof(file);
      return { index, entry, head: verifyCheckpoint(head, LOG.key) };
    },
  },
  'a note that goes by the id of the key': {
    text: printSignedNote(NOTE),
    tell: (file) => {
      const { text, signatures } = readSignedNote(file);
      if (signatures.some(({ keyId }) => keyId === LOG.key.id)) return text;
      throw new GatewayError('EVIDENCE_INVALID', 'no signature');
    },
  },
};
for (const [what, { text, tell }] of Object.entries(BLIND)) {
  test(`the same edits find out a reader of ${what}`, () => {
    const { changed } = verdictsOn(Buffer.from(text), tell);
    expect(changed).toBeGreaterThan(200);
  });
}

function verdictsOn(file: Uint8Array, tell: Tell) {
  const told = JSON.stringify(tell(file));
  const counts = { changed: 0, refused: 0 };
  const unchanged: Record<string, number> = {};
  const kinds = new Set<string>();
  for (const { kind, edited } of editsOf(file)) {
    const verdict = verdictOn(edited, tell, told);
    kinds.add(kind);
    if (verdict === 'unchanged') unchanged[kind] = (unchanged[kind] ?? 0) + 1;
    else counts[verdict] += 1;
  }
  return { kinds: kinds.size, ...counts, unchanged };
}

function verdictOn(edited: Uint8Array, tell: Tell, told: string): 'refused' | 'unchanged' | 'changed' {
  try {
    return JSON.stringify(tell(edited)) === told ? 'unchanged' : 'changed';
  } catch (error) {
    // Anything else is a fault of ours.
    if (error instanceof GatewayError && error.code === 'EVIDENCE_INVALID') return 'refused';
    throw error;
  }
}

/** The same edits in every run: ten thousand files that are not the one given, of all kinds in turn. */
function* editsOf(file: Uint8Array): Generator<{ readonly kind: string; readonly edited: Uint8Array }> {
  const kinds: readonly (readonly [string, Edit])[] = Object.entries(EDITS);
  const { below } = seededRandom(6);
  for (let [made, turn] = [0, 0]; made < MOST; turn += 1) {
    const [kind, edit] = kinds[turn % kinds.length] as readonly [string, Edit];
    const edited = edit(file, below);
    if (edited === null || Buffer.compare(Buffer.from(edited), file) === 0) continue;
    made += 1;
    yield { kind, edited: Buffer.from(edited) };
  }
}
