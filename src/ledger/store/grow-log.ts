import type { NoteSigner } from '../note/sign-note.ts';
import { appendLeaf, type Tree } from '../tree.ts';
import { type HeadRow, toHeadRow } from './head-row.ts';
import { HEAD_EVERY } from './ledger-store.ts';

/** What a log becomes when leaves are put at its end. Nothing has been written. */
export interface GrownLog {
  readonly tree: Tree;
  /** Over all leaves. */
  readonly head: HeadRow;
  /** Those to keep, in their order: `head` may be among them. */
  readonly kept: readonly HeadRow[];
}

/** What is known of the heads that are kept. */
export interface HeadsSoFar {
  /** The size of the newest one; 0 where there is none. */
  readonly keptSize: number;
  /** Whether the time between two kept heads is over. */
  readonly isTimeUp: boolean;
}

/** The log with these leaf hashes at its end, and the heads that are due by `HEAD_EVERY`. Pure but for the signature. */
export function growLog(
  tree: Tree,
  leaves: readonly Uint8Array[],
  { keptSize, isTimeUp }: HeadsSoFar,
  signer: NoteSigner,
): GrownLog {
  const kept: HeadRow[] = [];
  let grown = tree;
  let size = keptSize;
  for (const leaf of leaves) {
    grown = appendLeaf(grown, leaf);
    if (grown.size - size < HEAD_EVERY.entries) continue;
    kept.push(toHeadRow(grown, signer));
    size = grown.size;
  }
  const last = kept.at(-1);
  if (last !== undefined && last.size === grown.size) return { tree: grown, head: last, kept };
  const head = toHeadRow(grown, signer);
  const isDue = isTimeUp && grown.size > size;
  return { tree: grown, head, kept: isDue ? [...kept, head] : kept };
}
