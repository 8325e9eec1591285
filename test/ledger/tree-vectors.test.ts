/** Vectors of the tree that come from elsewhere: ours agrees with each. */

import { readFileSync } from 'node:fs';
import { isConsistent } from '../../src/ledger/is-consistent.ts';
import { isIncluded } from '../../src/ledger/is-included.ts';
import { appendLeaf, EMPTY_TREE, rootOf } from '../../src/ledger/tree.ts';
import { hashLeaf } from '../../src/ledger/tree-hash.ts';
import { expect, test } from '../jest.ts';

interface Vectors {
  readonly leafHashes: readonly string[];
  readonly roots: Readonly<Record<string, string>>;
  readonly inclusion: readonly {
    readonly index: number;
    readonly size: number;
    readonly leaf: string;
    readonly proof: readonly string[];
    readonly root: string;
    readonly valid: boolean;
    readonly why: string;
  }[];
  readonly consistency: readonly {
    readonly size1: number;
    readonly size2: number;
    readonly root1: string;
    readonly root2: string;
    readonly proof: readonly string[];
    readonly valid: boolean;
    readonly why: string;
  }[];
}

const VECTORS = JSON.parse(readFileSync(new URL('ledger-vectors.json', import.meta.url), 'utf8')) as Vectors;
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

test('leaves have the hashes of the vectors', () => {
  const own = VECTORS.leafHashes.map((_, index) => hex(hashLeaf(Buffer.from(`entry ${index}`))));
  expect(own).toEqual(VECTORS.leafHashes);
});

test('trees that grow leaf by leaf have the roots of the vectors', () => {
  const own = new Map<string, string>();
  for (let tree = EMPTY_TREE; tree.size <= 300; ) {
    own.set(String(tree.size), hex(rootOf(tree)));
    tree = appendLeaf(tree, hashLeaf(Buffer.from(`entry ${tree.size}`)));
  }
  const sizes = Object.keys(VECTORS.roots);
  expect(sizes).toHaveLength(19);
  expect(Object.fromEntries(sizes.map((size) => [size, own.get(size)]))).toEqual(VECTORS.roots);
});

test('proofs of inclusion hold and fail as the vectors say', () => {
  const verdicts = VECTORS.inclusion.map((vector) => ({
    ...vector,
    valid: isIncluded({
      index: vector.index,
      size: vector.size,
      leafHash: bytes(vector.leaf),
      root: bytes(vector.root),
      proof: vector.proof.map(bytes),
    }),
  }));
  expect(verdicts).toEqual(VECTORS.inclusion);
  expect(verdicts).toHaveLength(138);
});

test('proofs of consistency hold and fail as the vectors say', () => {
  const verdicts = VECTORS.consistency.map((vector) => ({
    ...vector,
    valid: isConsistent(
      { size: vector.size1, root: bytes(vector.root1) },
      { size: vector.size2, root: bytes(vector.root2) },
      vector.proof.map(bytes),
    ),
  }));
  expect(verdicts).toEqual(VECTORS.consistency);
  expect(verdicts).toHaveLength(74);
});
