/** The public key of a ledger as text: one text for each key, or none. */

import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { noteKeyOf, printNoteKey, readNoteKey } from '../../src/ledger/note/note-key.ts';
import { expect, test } from '../jest.ts';

/** The example of C2SP signed-note. */
const EXAMPLE = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const [NAME = '', ID = '', KEY = ''] = EXAMPLE.split('+');

test('the key of the specification is read, and printed as it was', () => {
  const key = readNoteKey(EXAMPLE);
  expect(key).toMatchObject({ name: 'example.com/foo', id: '530d903a' });
  expect(printNoteKey(key)).toBe(EXAMPLE);
});

test('a key with a plus in its base64 is read', () => {
  const prefix = Buffer.from('302a300506032b6570032100', 'hex');
  const raw = Buffer.from(`fbef${'be'.repeat(30)}`, 'hex');
  const publicKey = createPublicKey({ key: Buffer.concat([prefix, raw]), format: 'der', type: 'spki' });
  const text = printNoteKey(noteKeyOf('log', publicKey));
  expect(text.split('+').length).toBeGreaterThan(3);
  expect(printNoteKey(readNoteKey(text))).toBe(text);
});

const BROKEN: Readonly<Record<string, string>> = {
  'no text': '',
  'a part missing': `${NAME}+${ID}`,
  'no name': `+${ID}+${KEY}`,
  'another name': `example.com/bar+${ID}+${KEY}`,
  'another id': `${NAME}+530d903b+${KEY}`,
  'an id in capitals': `${NAME}+530D903A+${KEY}`,
  'a short id': `${NAME}+30d903a+${KEY}`,
  'a blank in the name': `example.com foo+${ID}+${KEY}`,
  'a blank before': ` ${EXAMPLE}`,
  'a newline behind': `${EXAMPLE}\n`,
  'a part more': `${EXAMPLE}+`,
  'another alphabet': `${NAME}+${ID}+${KEY.replace('+', '-').replace('/', '_').replace('Ae', 'A-')}`,
  'padding that is not needed': `${EXAMPLE}=`,
  'a key cut short': `${NAME}+${ID}+${KEY.slice(0, -4)}`,
  'a key of a witness (type 4)': `${NAME}+${ID}+BO${KEY.slice(2)}`,
};
for (const [what, text] of Object.entries(BROKEN)) {
  test(`a key is refused: ${what}`, () => {
    expect(() => readNoteKey(text)).toThrow(expect.objectContaining({ code: 'CONFIGURATION_INVALID' }));
  });
}

test('a name that no note can hold has no key, nor has any other kind of key a name', () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const refused = expect.objectContaining({ code: 'CONFIGURATION_INVALID' });
  for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2028b', 'a\u0085b', 'a\nb', '\ud800'])
    expect(() => noteKeyOf(name, publicKey)).toThrow(refused);
  expect(() => noteKeyOf('log', privateKey)).toThrow(refused);
  expect(() => noteKeyOf('log', generateKeyPairSync('x25519').publicKey)).toThrow(refused);
});
