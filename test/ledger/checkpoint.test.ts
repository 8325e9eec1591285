/** Heads: three lines that one log has signed. */

import { readCheckpoint, signCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { signNote } from '../../src/ledger/note/sign-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import { EMPTY_ROOT, hashLeaf } from '../../src/ledger/tree-hash.ts';
import { expect, test } from '../jest.ts';
import { signerOf } from './signers.ts';

const NAME = 'ledger.example/one';
const LOG = signerOf(NAME, 1);
const ROOT = hashLeaf(Buffer.from('entry 0'));
const BASE64 = Buffer.from(ROOT).toString('base64');
const EMPTY = Buffer.from(EMPTY_ROOT).toString('base64');
const invalid = expect.objectContaining({ code: 'EVIDENCE_INVALID' });

test('a head says its log, its size and its root, each on a line, and nothing else', () => {
  const note = signCheckpoint({ size: 1, root: ROOT }, LOG);
  expect(note.text).toBe(`${NAME}\n1\n${BASE64}\n`);
  expect(note.signatures).toHaveLength(1);
  expect(verifyCheckpoint(note, LOG.key)).toEqual({ origin: NAME, size: 1, root: Buffer.from(ROOT) });
});

test('the empty log has a head, with the root of no leaves and no other', () => {
  const note = signCheckpoint({ size: 0, root: EMPTY_ROOT }, LOG);
  expect(verifyCheckpoint(note, LOG.key)).toMatchObject({ size: 0 });
  expect(() => readCheckpoint(`${NAME}\n0\n${BASE64}\n`)).toThrow(invalid);
});

test('a size is exact up to 2^53 - 1', () => {
  const size = Number.MAX_SAFE_INTEGER;
  expect(readCheckpoint(signCheckpoint({ size, root: ROOT }, LOG).text)).toMatchObject({ size });
});

test('a head of another log is refused, though the key signed it', () => {
  const note = signNote(`ledger.example/two\n1\n${BASE64}\n`, LOG);
  expect(() => verifyCheckpoint(note, LOG.key)).toThrow(invalid);
});

const BROKEN: Readonly<Record<string, string>> = {
  'an extension line': `${NAME}\n1\n${BASE64}\nmore\n`,
  'an empty line more': `${NAME}\n1\n${BASE64}\n\n`,
  'a line less': `${NAME}\n1\n`,
  'no last newline': `${NAME}\n1\n${BASE64}`,
  'no origin': `\n1\n${BASE64}\n`,
  'no size': `${NAME}\n\n${BASE64}\n`,
  'a size that begins with 0': `${NAME}\n01\n${BASE64}\n`,
  'two noughts': `${NAME}\n00\n${EMPTY}\n`,
  'a sign': `${NAME}\n+1\n${BASE64}\n`,
  'a size below 0': `${NAME}\n-1\n${BASE64}\n`,
  'a fraction': `${NAME}\n1.0\n${BASE64}\n`,
  'an exponent': `${NAME}\n1e3\n${BASE64}\n`,
  hexadecimal: `${NAME}\n0x1\n${BASE64}\n`,
  'digits of another script': `${NAME}\n\u0661\n${BASE64}\n`,
  'a blank at the size': `${NAME}\n1 \n${BASE64}\n`,
  'a size of 2^53': `${NAME}\n9007199254740992\n${BASE64}\n`,
  'a size of 17 digits': `${NAME}\n10000000000000000\n${BASE64}\n`,
  'no root': `${NAME}\n1\n\n`,
  'a root of 31 bytes': `${NAME}\n1\n${Buffer.alloc(31).toString('base64')}\n`,
  'a root of 33 bytes': `${NAME}\n1\n${Buffer.alloc(33).toString('base64')}\n`,
  'a root in hex': `${NAME}\n1\n${Buffer.from(ROOT).toString('hex')}\n`,
  'a root without padding': `${NAME}\n1\n${BASE64.slice(0, -1)}\n`,
  'a root with bits that mean nothing': `${NAME}\n1\n${'A'.repeat(42)}B=\n`,
  'lines that end in CRLF': `${NAME}\r\n1\r\n${BASE64}\r\n`,
};
for (const [what, text] of Object.entries(BROKEN)) {
  test(`what has ${what} is no head, though the key signed it`, () => {
    expect(() => verifyCheckpoint(signNote(text, LOG), LOG.key)).toThrow(invalid);
  });
}
