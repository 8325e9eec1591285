/** RFC 6962, section 2.1, word for word: slow, and with nothing of the product in it. */
import { createHash } from 'node:crypto';

type Hashes = readonly Uint8Array[];

export function naiveLeaf(data: string | Uint8Array): Uint8Array {
  return digest(Buffer.of(0), Buffer.from(data));
}

export function naiveRoot(leaves: Hashes): Uint8Array {
  if (leaves.length === 0) return digest();
  if (leaves.length === 1) return leaves[0] as Uint8Array;
  const k = largestPowerBelow(leaves.length);
  return naiveNode(naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

/** PATH(m, D[n]). */
export function naivePath(m: number, leaves: Hashes): Hashes {
  const n = leaves.length;
  if (n === 1) return [];
  const k = largestPowerBelow(n);
  return m < k
    ? [...naivePath(m, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(m - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}

/** PROOF(m, D[n]) = SUBPROOF(m, D[n], true). */
export function naiveConsistency(m: number, leaves: Hashes, isWhole = true): Hashes {
  const n = leaves.length;
  if (m === n) return isWhole ? [] : [naiveRoot(leaves)];
  const k = largestPowerBelow(n);
  return m <= k
    ? [...naiveConsistency(m, leaves.slice(0, k), isWhole), naiveRoot(leaves.slice(k))]
    : [...naiveConsistency(m - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

/** The root that a path of inclusion leads to; null when it has a hash too many or too few. */
export function naiveRootFrom(leaf: Uint8Array, m: number, n: number, path: Hashes): Uint8Array | null {
  if (m >= n || n === 1) return m === 0 && path.length === 0 ? leaf : null;
  const k = largestPowerBelow(n);
  const sibling = path.at(-1);
  const below = path.slice(0, -1);
  const own = m < k ? naiveRootFrom(leaf, m, k, below) : naiveRootFrom(leaf, m - k, n - k, below);
  if (sibling === undefined || own === null) return null;
  return m < k ? naiveNode(own, sibling) : naiveNode(sibling, own);
}

/** The roots of the first `m` and of all `n` leaves that a proof of consistency leads to; null when it does not fit. */
export function naiveRootsFrom(
  m: number,
  n: number,
  proof: Hashes,
  root: Uint8Array,
  isWhole = true,
): readonly [Uint8Array, Uint8Array] | null {
  if (m < 1 || m > n) return null;
  const last = proof.at(-1);
  const rest = proof.slice(0, -1);
  if (m === n) {
    const only = isWhole ? root : last;
    return only === undefined || proof.length !== (isWhole ? 0 : 1) ? null : [only, only];
  }
  if (last === undefined) return null;
  const k = largestPowerBelow(n);
  if (m <= k) {
    const left = naiveRootsFrom(m, k, rest, root, isWhole);
    return left && [left[0], naiveNode(left[1], last)];
  }
  const right = naiveRootsFrom(m - k, n - k, rest, root, false);
  return right && [naiveNode(last, right[0]), naiveNode(last, right[1])];
}

function naiveNode(left: Uint8Array, right: Uint8Array): Uint8Array {
  return digest(Buffer.of(1), left, right);
}

function largestPowerBelow(n: number): number {
  return 2 ** (Math.ceil(Math.log2(n)) - 1);
}

function digest(...parts: Hashes): Uint8Array {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}
