import { sealEntry } from '../../../src/ledger/entry/seal-entry.ts';
import { toHeadRow, treeOfHead } from '../../../src/ledger/store/head-row.ts';
import { appendLeaf, EMPTY_TREE, rootOf, type Tree } from '../../../src/ledger/tree.ts';
import { describe, expect, test } from '../../jest.ts';
import { signerOf } from '../signers.ts';
import { someEntry } from '../some-entry.ts';

const SIGNER = signerOf('ledger.example/one', 1);

function treeOf(size: number): Tree {
  return Array.from({ length: size }, () => sealEntry(someEntry()).leaf).reduce(appendLeaf, EMPTY_TREE);
}

describe('the tree of a kept head', () => {
  test('is the one that was signed, whatever its size', () => {
    for (let size = 0; size < 20; size += 1) {
      const tree = treeOf(size);
      const read = treeOfHead(toHeadRow(tree, SIGNER), SIGNER.key);
      expect([read.size, ...read.peaks.map(hex)]).toEqual([size, ...tree.peaks.map(hex)]);
    }
  });

  const tree = treeOf(7);
  const row = toHeadRow(tree, SIGNER);
  const [first = Buffer.of(), ...rest] = tree.peaks;
  for (const [what, change, key] of [
    // Its root would be the right one: the trap is that what grows on it would not be.
    ['of one peak that is the root itself', { peaks: rootOf(tree) }, SIGNER.key],
    [
      'of two peaks that lead to the root',
      { peaks: Buffer.concat([first, rootOf({ size: 3, peaks: rest })]) },
      SIGNER.key,
    ],
    ['of other peaks', { peaks: Buffer.concat(treeOf(7).peaks) }, SIGNER.key],
    ['of peaks in another order', { peaks: Buffer.concat(tree.peaks.toReversed()) }, SIGNER.key],
    ['of peaks that are cut off', { peaks: row.peaks.subarray(0, -1) }, SIGNER.key],
    ['of no peaks', { peaks: Buffer.of() }, SIGNER.key],
    ['at another size', { size: 11 }, SIGNER.key],
    ['with a note of another size', { note: toHeadRow(treeOf(6), SIGNER).note }, SIGNER.key],
    ['of another key', {}, signerOf('ledger.example/one', 2).key],
    ['of another log', {}, signerOf('ledger.example/two', 1).key],
  ] as const)
    test(`is not believed ${what}`, () => {
      expect(() => treeOfHead({ ...row, ...change }, key)).toThrow(
        expect.objectContaining({ code: 'EVIDENCE_INVALID' }),
      );
    });
});

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
