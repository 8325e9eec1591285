/** Receipts: that an entry is in the log, for whoever has the public key and the file. */

import { hashEntry, SALT_BYTES } from '../../src/ledger/entry/entry-leaf.ts';
import { signCheckpoint } from '../../src/ledger/note/checkpoint.ts';
import { printReceiptProof, readReceiptProof } from '../../src/ledger/note/receipt-proof.ts';
import { printSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyReceiptProof } from '../../src/ledger/note/verify-receipt-proof.ts';
import { describe, expect, test } from '../jest.ts';
import { naiveLeaf, naivePath, naiveRoot } from './naive-tree.ts';
import { signerOf, withWitnesses } from './signers.ts';
import { entryAt, headOf, LOG, logOf, receiptOf } from './small-log.ts';

const SIZE = 21;
const log = logOf(SIZE);
const invalid = expect.objectContaining({ code: 'EVIDENCE_INVALID' });
const read = (text: string) => readReceiptProof(Buffer.from(text));
const verify = (text: string) => verifyReceiptProof(read(text), LOG.key);

test('each entry of a log has a receipt that gives its bytes back, and verifies with the public key alone', () => {
  for (let index = 0; index < SIZE; index += 1) {
    const receipt = receiptOf(log, index);
    const text = printReceiptProof(receipt);
    expect(printReceiptProof(read(text))).toBe(text);
    const verified = verify(text);
    expect(verified).toMatchObject({ index, head: { origin: LOG.key.name, size: SIZE } });
    expect(Buffer.from(verified.entry).toString()).toBe(`{"entry":${index}}`);
  }
});

test('the file is laid out line by line as the specification says', () => {
  const receipt = receiptOf(log, 5);
  const { salt, bytes } = entryAt(5);
  const hashes = naivePath(5, log.leafHashes).map((hash) => Buffer.from(hash).toString('base64'));
  expect(printReceiptProof(receipt).split('\n')).toEqual([
    'c2sp.org/tlog-proof@v1',
    `extra ${Buffer.concat([salt, bytes]).toString('base64')}`,
    'index 5',
    ...hashes,
    '',
    'ledger.example/one',
    '21',
    Buffer.from(naiveRoot(log.leafHashes)).toString('base64'),
    '',
    expect.stringMatching(/^— ledger\.example\/one [A-Za-z0-9+/]+=*$/),
    '',
  ]);
});

test('the leaf is SHA-256 of a nought and SHA-256 of salt and bytes', async () => {
  const { salt, bytes } = entryAt(5);
  const inner = await crypto.subtle.digest('SHA-256', Buffer.concat([salt, bytes]));
  expect(hashEntry({ salt, bytes })).toEqual(naiveLeaf(Buffer.from(inner)));
});

test('a salt of another length has no leaf: a byte of the entry could pass for one of the salt', () => {
  for (const length of [0, SALT_BYTES - 1, SALT_BYTES + 1]) {
    const salt = new Uint8Array(length);
    expect(() => hashEntry({ salt, bytes: Buffer.from('{}') })).toThrow('INVARIANT');
  }
});

test('a receipt of the only entry has no hashes, and verifies', () => {
  const text = printReceiptProof(receiptOf(logOf(1), 0));
  expect(text.split('\n')[3]).toBe('');
  expect(verify(text)).toMatchObject({ index: 0, head: { size: 1 } });
});

test('a receipt without its entry is read and written, and shows nothing by itself', () => {
  const text = printReceiptProof({ ...receiptOf(log, 5), entry: null });
  expect(text).not.toContain('extra');
  expect(printReceiptProof(read(text))).toBe(text);
  expect(() => verify(text)).toThrow(invalid);
});

test('witnesses of the head change nothing for whoever does not know them', () => {
  const receipt = receiptOf(log, 5);
  const text = printReceiptProof({ ...receipt, head: withWitnesses(receipt.head, ['witness.example/a']) });
  expect(printReceiptProof(read(text))).toBe(text);
  expect(verify(text)).toEqual(verify(printReceiptProof(receipt)));
});

test('the longest entry fits, a byte more does not', () => {
  const entryOf = (length: number) => ({ salt: entryAt(5).salt, bytes: Buffer.alloc(length, 'x') });
  const receipt = receiptOf(log, 5);
  expect(read(printReceiptProof({ ...receipt, entry: entryOf(65_535) })).entry?.bytes).toHaveLength(65_535);
  expect(() => read(printReceiptProof({ ...receipt, entry: entryOf(65_536) }))).toThrow(invalid);
  expect(() => read(printReceiptProof({ ...receipt, entry: entryOf(0) }))).toThrow(invalid);
});

describe('what does not verify', () => {
  const receipt = receiptOf(log, 5);
  const cases = {
    'another entry': { ...receipt, entry: entryAt(6) },
    'another salt': { ...receipt, entry: { salt: entryAt(6).salt, bytes: entryAt(5).bytes } },
    'another index': { ...receipt, index: 6 },
    'an index at the size': { ...receipt, index: SIZE },
    'a hash more': { ...receipt, proof: [...receipt.proof, hashEntry(entryAt(0))] },
    'a hash less': { ...receipt, proof: receipt.proof.slice(1) },
    'the hashes from the root down': { ...receipt, proof: receipt.proof.toReversed() },
    'an older head': { ...receipt, head: headOf(logOf(SIZE - 1)) },
    'the head of another key': {
      ...receipt,
      head: signCheckpoint({ size: SIZE, root: log.root }, signerOf(LOG.key.name, 2)),
    },
    'the head of another log': {
      ...receipt,
      head: signCheckpoint({ size: SIZE, root: log.root }, signerOf('ledger.example/two', 1)),
    },
    'an unsigned head with a witness': {
      ...receipt,
      head: { ...receipt.head, signatures: withWitnesses(receipt.head, ['w']).signatures.slice(1) },
    },
  };
  for (const [what, changed] of Object.entries(cases)) {
    test(`a receipt with ${what}`, () => {
      const text = printReceiptProof(changed);
      expect(printReceiptProof(read(text))).toBe(text);
      expect(() => verify(text)).toThrow(invalid);
    });
  }
});

describe('what is no receipt', () => {
  const text = printReceiptProof(receiptOf(log, 5));
  const head = printSignedNote(headOf(log));
  const hash = text.split('\n')[3] ?? '';
  const extra = text.split('\n')[1] ?? '';
  const BROKEN: Readonly<Record<string, string>> = {
    nothing: '',
    'a head alone': head,
    'another version': text.replace('@v1', '@v2'),
    'the first line twice': `c2sp.org/tlog-proof@v1\n${text}`,
    'an empty line first': `\n${text}`,
    'a byte order mark': `\ufeff${text}`,
    'no index': text.replace('index 5\n', ''),
    'two indices': text.replace('index 5\n', 'index 5\nindex 5\n'),
    'the index before the extra': text.replace(`${extra}\nindex 5\n`, `index 5\n${extra}\n`),
    'two extras': text.replace(`${extra}\n`, `${extra}\n${extra}\n`),
    'an empty extra': text.replace(extra, 'extra '),
    'an extra of a salt alone': text.replace(extra, `extra ${Buffer.alloc(32).toString('base64')}`),
    'an index that begins with 0': text.replace('index 5', 'index 05'),
    'a sign': text.replace('index 5', 'index +5'),
    'two blanks': text.replace('index 5', 'index  5'),
    'a blank behind': text.replace('index 5', 'index 5 '),
    'a tab for the blank': text.replace('index 5', 'index\t5'),
    'an index of 2^53': text.replace('index 5', 'index 9007199254740992'),
    'a hash without padding': text.replace(hash, hash.slice(0, -1)),
    'a hash of 31 bytes': text.replace(hash, Buffer.alloc(31).toString('base64')),
    'a blank at a hash': text.replace(hash, `${hash} `),
    'no empty line': text.replace('\n\n', '\n'),
    'lines that end in CRLF': text.replaceAll('\n', '\r\n'),
    'something behind it': `${text}x`,
    'an empty line behind it': `${text}\n`,
    'no last newline': text.slice(0, -1),
  };
  for (const [what, broken] of Object.entries(BROKEN)) {
    test(what, () => {
      expect(broken).not.toBe(text);
      expect(() => read(broken)).toThrow(invalid);
    });
  }

  test('an empty line more, after which all would be what the head signed', () => {
    for (const broken of [text.replace(hash, `\n${hash}`), text.replace('\n\n', '\n\n\n')])
      expect(() => verify(broken)).toThrow(invalid);
  });

  test('more than 53 hashes', () => {
    const withHashes = (count: number) =>
      printReceiptProof({ ...receiptOf(log, 5), proof: Array(count).fill(log.root) });
    expect(read(withHashes(53)).proof).toHaveLength(53);
    expect(() => read(withHashes(54))).toThrow(invalid);
  });

  test('more bytes than a receipt can have', () => {
    expect(() => readReceiptProof(new Uint8Array(300_000))).toThrow('more than');
  });

  test('bytes that are no UTF-8', () => {
    expect(() => readReceiptProof(Buffer.from(text.replace('ledger', 'l\u00e4dger'), 'latin1'))).toThrow(
      invalid,
    );
  });
});
