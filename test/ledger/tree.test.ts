/** The tree against the recursive definition of RFC 6962, at every size up to 64, and every way to damage a proof. */

import { isConsistent, type TreeHead } from '../../src/ledger/is-consistent.ts';
import { type InclusionClaim, isIncluded } from '../../src/ledger/is-included.ts';
import { perfectNodes } from '../../src/ledger/perfect-nodes.ts';
import { toConsistencyProof } from '../../src/ledger/to-consistency-proof.ts';
import { toInclusionProof } from '../../src/ledger/to-inclusion-proof.ts';
import { appendLeaf, EMPTY_TREE, rootOf, type Tree } from '../../src/ledger/tree.ts';
import { hashNode } from '../../src/ledger/tree-hash.ts';
import { describe, expect, test } from '../jest.ts';
import { flipBit } from './flip-bit.ts';
import {
  naiveConsistency,
  naiveLeaf,
  naivePath,
  naiveRoot,
  naiveRootFrom,
  naiveRootsFrom,
} from './naive-tree.ts';

const MOST = 64;
/** For what is tried bit by bit: all shapes of small trees, and two larger ones. */
const SIZES = [1, 2, 3, 4, 5, 6, 7, 8, 13, 21];
const LEAVES = Array.from({ length: MOST }, (_, index) => naiveLeaf(`leaf ${index}`));
const NODES = perfectNodes(LEAVES);
const ROOTS = Array.from({ length: MOST + 1 }, (_, size) => naiveRoot(LEAVES.slice(0, size)));

const rootAt = (size: number) => ROOTS[size] as Uint8Array;
const headAt = (size: number): TreeHead => ({ size, root: rootAt(size) });
const upTo = (end: number, start = 0) => Array.from({ length: end - start }, (_, at) => start + at);

function claimOf(index: number, size: number): InclusionClaim {
  return {
    index,
    size,
    leafHash: LEAVES[index] as Uint8Array,
    root: rootAt(size),
    proof: toInclusionProof(NODES, index, size),
  };
}

const CLAIMS = upTo(MOST + 1, 1).flatMap((size) => upTo(size).map((index) => claimOf(index, size)));
/** Of two sizes, the empty tree aside, of which nothing is proved. */
const PAIRS = upTo(MOST + 1, 1).flatMap((later) =>
  upTo(later + 1, 1).map((earlier) => [earlier, later] as const),
);

test('at every size up to 64 the root is that of the definition, with one peak for each bit of the size', () => {
  let tree: Tree = EMPTY_TREE;
  for (const size of upTo(MOST + 1)) {
    expect(tree.size).toBe(size);
    expect(Buffer.compare(rootOf(tree), rootAt(size))).toBe(0);
    expect(tree.peaks).toHaveLength(size.toString(2).replaceAll('0', '').length);
    if (size < MOST) tree = appendLeaf(tree, LEAVES[size] as Uint8Array);
  }
});

test('a tree that another grows from stays as it was', () => {
  const three = LEAVES.slice(0, 3).reduce(appendLeaf, EMPTY_TREE);
  const other = appendLeaf(three, LEAVES[9] as Uint8Array);
  expect(rootOf(three)).toEqual(rootAt(3));
  expect(rootOf(appendLeaf(three, LEAVES[3] as Uint8Array))).toEqual(rootAt(4));
  expect(rootOf(other)).not.toEqual(rootAt(4));
});

describe('inclusion', () => {
  test('each leaf of each tree up to 64 has the proof of the definition, and it holds', () => {
    expect(CLAIMS).toHaveLength(2_080);
    for (const claim of CLAIMS) {
      expect(claim.proof).toEqual(naivePath(claim.index, LEAVES.slice(0, claim.size)));
      expect(isIncluded(claim)).toBe(true);
    }
  });

  test('no proof holds with any bit flipped of its hashes, its leaf or its root', () => {
    const counts = { tried: 0, held: 0 };
    for (const claim of CLAIMS.filter(({ size }) => SIZES.includes(size))) {
      for (const damaged of flipped([claim.leafHash, claim.root, ...claim.proof])) {
        const [leafHash, root, ...proof] = damaged as [Uint8Array, Uint8Array, ...Uint8Array[]];
        counts.tried += 1;
        if (isIncluded({ ...claim, leafHash, root, proof })) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 96_256, held: 0 });
  });

  test('no proof holds with a hash more, less, twice, cut or in another place', () => {
    const counts = { tried: 0, held: 0 };
    for (const claim of CLAIMS) {
      for (const proof of rearranged(claim.proof, claim.leafHash)) {
        counts.tried += 1;
        if (isIncluded({ ...claim, proof })) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 72_417, held: 0 });
  });

  test('no proof holds with a byte moved from one hash to its neighbour', () => {
    const counts = { tried: 0, held: 0 };
    for (const claim of CLAIMS.filter(({ proof }) => proof.length > 0)) {
      const [sibling, ...rest] = claim.proof as [Uint8Array, ...Uint8Array[]];
      for (const [leafHash, moved] of [
        ...moveByte(claim.leafHash, sibling),
        ...moveByte(sibling, claim.leafHash).map(([a, b]) => [b, a] as const),
      ]) {
        counts.tried += 1;
        if (isIncluded({ ...claim, leafHash, proof: [moved, ...rest] })) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 8_316, held: 0 });
  });

  test('no proof holds for another index of its tree', () => {
    const counts = { tried: 0, held: 0 };
    for (const claim of CLAIMS) {
      for (const index of [...upTo(claim.size + 2), -1, 0.5, Number.NaN, 2 ** 53]) {
        if (index === claim.index) continue;
        counts.tried += 1;
        if (isIncluded({ ...claim, index })) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 99_840, held: 0 });
  });

  test('for any index and size a proof holds exactly where the definition leads to its root', () => {
    const counts = { tried: 0, held: 0 };
    for (const claim of CLAIMS.filter(({ size }) => size <= 16)) {
      for (const { index, size } of CLAIMS.filter((other) => other.size <= 17)) {
        const root = naiveRootFrom(claim.leafHash, index, size, claim.proof);
        const holds = root !== null && Buffer.compare(root, claim.root) === 0;
        expect(isIncluded({ ...claim, index, size })).toBe(holds);
        counts.tried += 1;
        if (holds) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 20_808, held: 782 });
  });

  for (const size of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    test(`nothing is in a tree of ${size} leaves`, () => {
      expect(isIncluded({ ...claimOf(0, 1), size })).toBe(false);
    });
  }

  test('a node does not pass for a leaf, nor a leaf for a node', () => {
    const [left, right] = [NODES(1, 0), NODES(1, 1)];
    // The tree of two leaves over two nodes has the root of the tree of four: but no leaf hash is a node's.
    expect(isIncluded({ index: 0, size: 2, leafHash: left, root: rootAt(4), proof: [right] })).toBe(true);
    expect(naiveLeaf(Buffer.concat([LEAVES[0] as Uint8Array, LEAVES[1] as Uint8Array]))).not.toEqual(left);
    expect(hashNode(LEAVES[0] as Uint8Array, LEAVES[1] as Uint8Array)).toEqual(left);
  });

  test('in a tree of 2^53 - 1 leaves an index is exact', () => {
    const size = 2 ** 53 - 1;
    const path = Array.from({ length: 53 }, (_, at) => naiveLeaf(`sibling ${at}`));
    for (const index of [0, 2 ** 31, 2 ** 32 + 1, 2 ** 52 - 1]) {
      const root = naiveRootFrom(LEAVES[0] as Uint8Array, index, 2 ** 53, path) as Uint8Array;
      const claim = { index, size, leafHash: LEAVES[0] as Uint8Array, root, proof: path };
      expect(isIncluded(claim)).toBe(true);
      expect(isIncluded({ ...claim, index: index + 1 })).toBe(false);
    }
  });

  test('no proof is made of an index that is not there', () => {
    for (const index of [-1, 5, Number.NaN])
      expect(() => toInclusionProof(NODES, index, 5)).toThrow('INVARIANT');
  });
});

describe('consistency', () => {
  test('each pair of trees up to 64 has the proof of the definition, and it holds', () => {
    expect(PAIRS).toHaveLength(2_080);
    for (const [earlier, later] of PAIRS) {
      const proof = toConsistencyProof(NODES, earlier, later);
      expect(proof).toEqual(naiveConsistency(earlier, LEAVES.slice(0, later)));
      expect(isConsistent(headAt(earlier), headAt(later), proof)).toBe(true);
    }
  });

  test('no proof holds with any bit flipped of its hashes or its roots', () => {
    const counts = { tried: 0, held: 0 };
    for (const [earlier, later] of PAIRS.filter((pair) => pair.every((size) => SIZES.includes(size)))) {
      const proof = toConsistencyProof(NODES, earlier, later);
      for (const damaged of flipped([rootAt(earlier), rootAt(later), ...proof])) {
        const [before, after, ...rest] = damaged as [Uint8Array, Uint8Array, ...Uint8Array[]];
        counts.tried += 1;
        if (isConsistent({ size: earlier, root: before }, { size: later, root: after }, rest))
          counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 64_768, held: 0 });
  });

  test('no proof holds with a hash more, less, twice, cut or in another place', () => {
    const counts = { tried: 0, held: 0 };
    for (const [earlier, later] of PAIRS) {
      for (const proof of rearranged(toConsistencyProof(NODES, earlier, later), rootAt(earlier))) {
        counts.tried += 1;
        if (isConsistent(headAt(earlier), headAt(later), proof)) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 70_554, held: 0 });
  });

  test('no proof holds with a byte moved from one hash to the next', () => {
    const counts = { tried: 0, held: 0 };
    for (const [earlier, later] of PAIRS) {
      const proof = toConsistencyProof(NODES, earlier, later);
      for (const [at, hash] of proof.slice(1).entries()) {
        const first = proof[at] as Uint8Array;
        for (const [left, right] of moveByte(first, hash))
          if (isConsistent(headAt(earlier), headAt(later), proof.with(at, left).with(at + 1, right)))
            counts.held += 1;
        for (const [left, right] of moveByte(hash, first))
          if (isConsistent(headAt(earlier), headAt(later), proof.with(at, right).with(at + 1, left)))
            counts.held += 1;
        counts.tried += 4;
      }
    }
    expect(counts).toEqual({ tried: 36_156, held: 0 });
  });

  test('no proof holds between trees of which one is forked, older or larger than it says', () => {
    const counts = { tried: 0, held: 0 };
    for (const [earlier, later] of PAIRS.filter((pair) => pair[0] < pair[1])) {
      const proof = toConsistencyProof(NODES, earlier, later);
      const fork = naiveRoot(LEAVES.slice(0, later).with(earlier - 1, naiveLeaf('another')));
      const claims: readonly (readonly [TreeHead, TreeHead])[] = [
        [headAt(earlier), { size: later, root: fork }],
        [headAt(later), headAt(earlier)],
        [{ size: later, root: rootAt(earlier) }, headAt(later)],
        [headAt(earlier), { size: earlier, root: rootAt(later) }],
        [headAt(earlier - 1), headAt(later)],
        [headAt(0), headAt(later)],
        [{ size: 0, root: rootAt(earlier) }, headAt(later)],
      ];
      for (const [before, after] of claims) {
        counts.tried += 1;
        if (isConsistent(before, after, proof)) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 14_112, held: 0 });
  });

  test('for any two sizes a proof holds exactly where the definition leads to both roots', () => {
    const counts = { tried: 0, held: 0 };
    const sizes = upTo(11);
    for (const [earlier, later] of PAIRS.filter((pair) => pair[1] <= 9)) {
      const [proof, before, after] = [
        toConsistencyProof(NODES, earlier, later),
        rootAt(earlier),
        rootAt(later),
      ];
      for (const [first, second] of sizes.flatMap((one) => sizes.map((other) => [one, other] as const))) {
        const roots = naiveRootsFrom(first, second, proof, before);
        const holds = roots !== null && Buffer.concat(roots).equals(Buffer.concat([before, after]));
        expect(isConsistent({ size: first, root: before }, { size: second, root: after }, proof)).toBe(holds);
        counts.tried += 1;
        if (holds) counts.held += 1;
      }
    }
    expect(counts).toEqual({ tried: 5_445, held: 311 });
  });

  test('every tree begins with the empty one, which takes no proof and has one root', () => {
    for (const size of upTo(MOST + 1)) {
      expect(toConsistencyProof(NODES, 0, size)).toEqual([]);
      expect(isConsistent(headAt(0), headAt(size), [])).toBe(true);
      expect(isConsistent({ size: 0, root: rootAt(1) }, headAt(size), [])).toBe(false);
      expect(isConsistent(headAt(0), headAt(size), [rootAt(1)])).toBe(false);
    }
  });

  for (const size of [-1, 1.5, Number.NaN, 2 ** 53]) {
    test(`there is no tree of ${size} leaves`, () => {
      expect(isConsistent({ size, root: rootAt(1) }, headAt(1), [])).toBe(false);
      expect(isConsistent(headAt(1), { size, root: rootAt(1) }, [])).toBe(false);
    });
  }

  test('no proof is made of an earlier tree that is the larger one', () => {
    for (const earlier of [-1, 6, Number.NaN])
      expect(() => toConsistencyProof(NODES, earlier, 5)).toThrow('INVARIANT');
  });
});

/** The hashes with one bit flipped, each bit of each. */
function* flipped(hashes: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  for (const [at, hash] of hashes.entries()) {
    for (const bit of upTo(256)) yield hashes.with(at, flipBit(hash, bit));
  }
}

/** Both hashes with the border between them moved: one after the other they are the same bytes. */
function moveByte(left: Uint8Array, right: Uint8Array): readonly (readonly [Uint8Array, Uint8Array])[] {
  const both = Buffer.concat([left, right]);
  return [31, 33].map((at) => [both.subarray(0, at), both.subarray(at)] as const);
}

/** Hashes added, dropped, doubled, cut, lengthened and exchanged, wherever that makes another proof. */
function* rearranged(proof: readonly Uint8Array[], extra: Uint8Array): Generator<readonly Uint8Array[]> {
  for (const at of upTo(proof.length + 1)) yield proof.toSpliced(at, 0, extra);
  yield [...proof, new Uint8Array(32)];
  yield [...proof, new Uint8Array(0)];
  for (const [at, hash] of proof.entries()) {
    yield proof.toSpliced(at, 1);
    yield proof.toSpliced(at, 0, hash);
    yield proof.with(at, hash.subarray(1));
    yield proof.with(at, Buffer.concat([hash, Buffer.of(0)]));
    if (at > 0) yield proof.with(at, proof[at - 1] as Uint8Array).with(at - 1, hash);
  }
}
