/** Notes: what is signed, by whom, and what is no note at all. */

import { readNoteKey } from '../../src/ledger/note/note-key.ts';
import { signNote } from '../../src/ledger/note/sign-note.ts';
import { printSignedNote, readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyNote } from '../../src/ledger/note/verify-note.ts';
import { describe, expect, test } from '../jest.ts';
import { signerOf, withWitnesses } from './signers.ts';

const LOG = signerOf('ledger.example/one', 1);
const TEXT = 'ledger.example/one\n3\nsome text\n';
const NOTE = signNote(TEXT, LOG);
const [, LINE = ''] = printSignedNote(NOTE).split('\n\n');
const invalid = expect.objectContaining({ code: 'EVIDENCE_INVALID' });
const read = (text: string) => readSignedNote(Buffer.from(text));

test('the example of the specification verifies under its key', () => {
  const key = readNoteKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
  const text = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;
  expect(verifyNote(read(text), key)).toBe('This is an example message.\n');
  expect(printSignedNote(read(text))).toBe(text);
});

test('a note is read as it was signed, and written as it was read', () => {
  expect(read(printSignedNote(NOTE))).toEqual(NOTE);
  expect(verifyNote(NOTE, LOG.key)).toBe(TEXT);
});

test('the same text gives the same note', () => {
  expect(signNote(TEXT, LOG)).toEqual(NOTE);
});

test('lines of witnesses are kept, in their order, and left aside', () => {
  const witnessed = withWitnesses(NOTE, ['witness.example/a', 'witness.example/b']);
  const kept = read(printSignedNote(witnessed));
  expect(kept.signatures.map(({ name }) => name)).toEqual([
    'ledger.example/one',
    'witness.example/a',
    'witness.example/b',
  ]);
  expect(verifyNote(kept, LOG.key)).toBe(TEXT);
  const last = { ...kept, signatures: kept.signatures.toReversed() };
  expect(verifyNote(last, LOG.key)).toBe(TEXT);
});

test('an empty line in the text does not end it', () => {
  const text = 'a\n\n— b\n\n\nc\n';
  const note = read(printSignedNote(signNote(text, LOG)));
  expect(verifyNote(note, LOG.key)).toBe(text);
});

describe('who signed', () => {
  test('another key of the same name is nobody', () => {
    expect(() => verifyNote(NOTE, signerOf('ledger.example/one', 2).key)).toThrow(invalid);
  });

  test('the same key under another name is nobody', () => {
    expect(() => verifyNote(NOTE, signerOf('ledger.example/two', 1).key)).toThrow(invalid);
  });

  test('a line with the name and id of the key and the signature of another spoils the note', () => {
    const other = signNote(TEXT, signerOf('ledger.example/one', 2));
    const forged = other.signatures.map((line) => ({ ...line, keyId: LOG.key.id }));
    expect(() => verifyNote({ ...NOTE, signatures: forged }, LOG.key)).toThrow(invalid);
    expect(() => verifyNote({ ...NOTE, signatures: [...NOTE.signatures, ...forged] }, LOG.key)).toThrow(
      invalid,
    );
  });

  test('lines that share the name or the id of the key, not both, are left aside', () => {
    const [own] = NOTE.signatures;
    if (own === undefined) throw new Error('the note has no signature');
    const strangers = [
      { ...own, keyId: '00000000' },
      { ...own, name: 'ledger.example/two' },
      { ...own, name: 'ledger.example/.ne' },
    ];
    expect(verifyNote({ ...NOTE, signatures: [...strangers, own] }, LOG.key)).toBe(TEXT);
    expect(() => verifyNote({ ...NOTE, signatures: strangers }, LOG.key)).toThrow(invalid);
  });

  test('two lines of the key are no note of ours', () => {
    const twice = { ...NOTE, signatures: [...NOTE.signatures, ...NOTE.signatures] };
    expect(() => verifyNote(twice, LOG.key)).toThrow(invalid);
  });
});

describe('form', () => {
  const sixteen = withWitnesses(
    NOTE,
    Array.from({ length: 15 }, (_, at) => `witness.example/${at}`),
  );
  test('16 lines of signature are read, 17 are not', () => {
    expect(verifyNote(read(printSignedNote(sixteen)), LOG.key)).toBe(TEXT);
    expect(() => readSignedNote(Buffer.from(`${printSignedNote(sixteen)}${LINE}`))).toThrow(invalid);
  });

  test('128 kB are read, a byte more is not', () => {
    const rest = Buffer.byteLength(`\n\n${LINE}`);
    const text = 'x'.repeat(128 * 1024 - rest);
    expect(read(`${text}\n\n${LINE}`).text).toHaveLength(text.length + 1);
    expect(() => read(`${text}x\n\n${LINE}`)).toThrow(invalid);
  });

  const BROKEN: Readonly<Record<string, string>> = {
    nothing: '',
    'a newline': '\n',
    'no signature': `${TEXT}\n`,
    'no empty line': `${TEXT}${LINE}`,
    'no last newline': `${TEXT}\n${LINE.slice(0, -1)}`,
    'an empty line at the end': `${TEXT}\n${LINE}\n`,
    'an empty line between signatures': `${TEXT}\n${LINE}\n${LINE}x`,
    'text after the signatures': `${TEXT}\n${LINE}more\n`,
    'lines that end in CRLF': `${TEXT}\n${LINE}`.replaceAll('\n', '\r\n'),
    'one line that ends in CRLF': `${TEXT}\n${LINE.replace('\n', '\r\n')}`,
    'a tab': `a\tb\n\n${LINE}`,
    'a nought': `a\0b\n\n${LINE}`,
    'a hyphen for the dash': `${TEXT}\n${LINE.replace('—', '-')}`,
    'an en dash for the dash': `${TEXT}\n${LINE.replace('—', '–')}`,
    'a blank before the dash': `${TEXT}\n ${LINE}`,
    'a blank at the end of a line': `${TEXT}\n${LINE.replace('\n', ' \n')}`,
    'two blanks': `${TEXT}\n${LINE.replace('— ', '—  ')}`,
    'a no-break space in the name': `${TEXT}\n${LINE.replace('ledger', 'led\u00a0ger')}`,
    'a plus in the name': `${TEXT}\n${LINE.replace('ledger', 'led+ger')}`,
    'no name': `${TEXT}\n${LINE.replace('ledger.example/one ', '')}`,
    'no base64': `${TEXT}\n— ledger.example/one \n`,
    'an id without a signature': `${TEXT}\n— ledger.example/one AAAAAA==\n`,
    'padding cut off': `${TEXT}\n${LINE.replace('=', '')}`,
    'padding twice': `${TEXT}\n${LINE.replace('=', '==')}`,
  };
  for (const [what, text] of Object.entries(BROKEN)) {
    test(`what has ${what} is no note`, () => {
      expect(() => read(text)).toThrow(invalid);
    });
  }

  test('what is no UTF-8 is no note, and a byte order mark belongs to the text', () => {
    const bytes = Buffer.from(`${TEXT}\n${LINE}`);
    expect(() => readSignedNote(Buffer.concat([Buffer.of(0xff), bytes]))).toThrow(invalid);
    expect(() => readSignedNote(Buffer.concat([Buffer.of(0xc0, 0x8a), bytes]))).toThrow(invalid);
    const marked = readSignedNote(Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]));
    expect(marked.text).toBe(`\ufeff${TEXT}`);
    expect(() => verifyNote(marked, LOG.key)).toThrow(invalid);
  });
});
