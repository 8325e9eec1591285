import { nextTurn } from '../../next-turn.ts';
import type { NodeOf } from '../perfect-nodes.ts';
import type { LedgerReader } from '../store/ledger-store.ts';
import { HASH_BYTES, hashNode } from '../tree-hash.ts';

const PAGE = 50_000;

/**
 * The perfect subtrees over the first `size` leaves of a log, as `perfectNodes` gives them: its leaves are read a page at a
 * time, and in memory a leaf takes 64 bytes. Rejects as the reader does. `report` is told how far it is.
 */
export async function readNodes(
  reader: LedgerReader,
  size: number,
  report: (done: number, of: number) => void,
): Promise<NodeOf> {
  const levels = [await readLeaves(reader, size, report)];
  for (let below = levels[0] as Uint8Array; below.length >= 2 * HASH_BYTES; ) {
    below = levelAbove(below);
    levels.push(below);
  }
  return (level, index) => hashAt(levels[level] as Uint8Array, index);
}

async function readLeaves(
  reader: LedgerReader,
  size: number,
  report: (done: number, of: number) => void,
): Promise<Uint8Array> {
  const leaves = new Uint8Array(size * HASH_BYTES);
  for (let at = 0; at < size; at += PAGE) {
    const before = Math.min(at + PAGE, size);
    leaves.set(await reader.leaves(at, before), at * HASH_BYTES);
    report(before, size);
    // A store in this thread answers at once: without a pause nobody could interrupt.
    await nextTurn();
  }
  return leaves;
}

function levelAbove(below: Uint8Array): Uint8Array {
  const count = Math.floor(below.length / HASH_BYTES / 2);
  const level = new Uint8Array(count * HASH_BYTES);
  for (let index = 0; index < count; index += 1) {
    level.set(hashNode(hashAt(below, 2 * index), hashAt(below, 2 * index + 1)), index * HASH_BYTES);
  }
  return level;
}

function hashAt(level: Uint8Array, index: number): Uint8Array {
  return level.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
}
