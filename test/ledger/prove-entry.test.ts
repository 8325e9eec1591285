/** A proof that is made of a ledger in a file: offline whoever has the key can check it, and every bit counts. */
import { join } from 'node:path';
import { printReceiptProof, readReceiptProof } from '../../src/ledger/note/receipt-proof.ts';
import { verifyReceiptProof } from '../../src/ledger/note/verify-receipt-proof.ts';
import { perfectNodes } from '../../src/ledger/perfect-nodes.ts';
import { openProver } from '../../src/ledger/proof/open-prover.ts';
import { proveEntry } from '../../src/ledger/proof/prove-entry.ts';
import { readNodes } from '../../src/ledger/proof/read-nodes.ts';
import type { LedgerReader } from '../../src/ledger/store/ledger-store.ts';
import { openReader } from '../../src/ledger/store/open-store.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { flipBit } from './flip-bit.ts';
import { signerOf } from './signers.ts';
import { logOf } from './small-log.ts';
import { temporaryFolder } from './store/temporary-folder.ts';
import { SIGNER, writeLog } from './written-log.ts';

const file = join(temporaryFolder(), 'ledger.db');
const invalid = expect.objectContaining({ code: 'EVIDENCE_INVALID' });
let reader: LedgerReader;
beforeAll(async () => {
  await writeLog(file);
  reader = await openReader({ kind: 'sqlite', file });
});
afterAll(() => reader.close());

async function proverAt(size: number, key = SIGNER.key) {
  const [head] = await reader.heads(size, 1);
  if (head === undefined) throw new Error('no head');
  return openProver(reader, head, key, () => {});
}

test('every entry has a proof under every head that is over it, which gives its bytes back', async () => {
  const entries = await reader.entries(0, 7);
  for (const size of [1, 3, 7]) {
    const prover = await proverAt(size);
    for (const kept of entries.slice(0, size)) {
      const text = printReceiptProof(proveEntry(kept, prover));
      const verified = verifyReceiptProof(readReceiptProof(Buffer.from(text)), SIGNER.key);
      expect(verified).toMatchObject({ index: kept.index, head: { size } });
      expect(Buffer.from(verified.entry)).toEqual(Buffer.from(kept.entry?.bytes ?? []));
    }
  }
});

test('each bit of a proof, flipped, is found', async () => {
  const [kept] = await reader.entries(5, 1);
  if (kept === undefined) throw new Error('no entry');
  const bytes = Buffer.from(printReceiptProof(proveEntry(kept, await proverAt(7))));
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    expect(() => verifyReceiptProof(readReceiptProof(flipBit(bytes, bit)), SIGNER.key)).toThrow(invalid);
  }
}, 30_000);

test('nothing is proved by a head of another key, nor of an entry that was altered or erased', async () => {
  await expect(proverAt(7, signerOf(SIGNER.key.name, 2).key)).rejects.toThrow(invalid);
  const prover = await proverAt(7);
  const [one, two] = await reader.entries(0, 2);
  if (one === undefined || two === undefined) throw new Error('no entry');
  expect(() => proveEntry({ ...one, entry: two.entry }, prover)).toThrow(invalid);
  const userInput = expect.objectContaining({ code: 'BAD_USER_INPUT' });
  expect(() => proveEntry({ ...one, entry: null }, prover)).toThrow(userInput);
});

test('subtrees that are read a page at a time are those of all leaves at once, for every size up to 40', async () => {
  for (let size = 0; size <= 40; size += 1) {
    const { leafHashes } = logOf(size);
    const leaves = async (from: number, before: number) => Buffer.concat(leafHashes.slice(from, before));
    const [read, known] = [await readNodes({ ...reader, leaves }, size, () => {}), perfectNodes(leafHashes)];
    for (let level = 0; 2 ** level <= size; level += 1) {
      for (let index = 0; (index + 1) * 2 ** level <= size; index += 1)
        expect(Buffer.from(read(level, index))).toEqual(Buffer.from(known(level, index)));
    }
  }
});
