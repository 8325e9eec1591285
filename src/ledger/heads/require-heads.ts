import { GatewayError } from '../../errors.ts';
import { leafPages } from '../leaf-pages.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import type { NoteKey } from '../note/note-key.ts';
import { readSignedNote } from '../note/signed-note.ts';
import { verifyCheckpoint } from '../note/verify-checkpoint.ts';
import type { LedgerReader } from '../store/ledger-store.ts';
import { appendLeaves, EMPTY_TREE, rootOf, type Tree } from '../tree.ts';
import { isSameHash } from '../tree-hash.ts';
import { withinMs } from '../within-ms.ts';

/** A head that was given out, and where it stands: a file or memory. Not trusted. */
export interface HeadGiven {
  readonly note: Uint8Array;
  /** With backticks where it is a path. */
  readonly place: string;
}

/** A head that its key has signed. */
export interface VerifiedHead extends Checkpoint {
  readonly place: string;
}

/** A log as far as this process has checked it. */
export interface CheckedLog {
  readonly tree: Tree;
  /** Its last leaf; null: it has none. */
  readonly last: Uint8Array | null;
}

export const UNCHECKED: CheckedLog = { tree: EMPTY_TREE, last: null };

/** What a log is held against. */
export interface HeadsRequired {
  readonly given: readonly HeadGiven[];
  /** Verifies them. */
  readonly key: NoteKey;
  /** What has been checked of it before, by this process; else `UNCHECKED`. */
  readonly checked: CheckedLog;
  /** How long a page of leaves may take, in milliseconds: a read that hangs holds nobody up for ever. */
  readonly pageMs: number;
}

/**
 * Requires that the ledger begins with all that each of the heads is over: an older copy of it, another log and one that was
 * cut off are found, and one put together of two copies. Every leaf from the checked ones on is read: what the store has kept
 * beside them is not asked, since it may be of another copy than the leaves. INVARIANT: another history has another leaf at
 * every place from where it parts, so that of what was checked before the last leaf is enough. Gives the log to its end.
 *
 * Rejects with EVIDENCE_INVALID, and what to do; EVIDENCE_LOG_UNAVAILABLE when the ledger cannot be read.
 */
export async function requireHeads(reader: LedgerReader, required: HeadsRequired): Promise<CheckedLog> {
  const { given, key, checked, pageMs } = required;
  const heads = given.map((one) => verifyHeadGiven(one, key)).sort((one, other) => one.size - other.size);
  const size = await inTime(reader.size(), pageMs);
  for (const head of heads)
    if (size < head.size) throw unlike(head, `it has ${size} entries, and had ${head.size}`);
  await requireChecked(reader, required, size);
  let { tree } = checked;
  for (const head of heads.filter((one) => one.size >= checked.tree.size)) {
    tree = await grownTo(head.size, tree, reader, pageMs);
    if (!isSameHash(rootOf(tree), head.root)) throw unlike(head, `its first ${head.size} entries are others`);
  }
  tree = await grownTo(size, tree, reader, pageMs);
  return { tree, last: size === 0 ? null : await inTime(reader.leaves(size - 1, size), pageMs) };
}

async function requireChecked(
  reader: LedgerReader,
  { checked: { tree, last }, pageMs }: HeadsRequired,
  size: number,
): Promise<void> {
  const place = 'the memory of this gateway';
  if (size < tree.size) throw unlike({ place }, `it has ${size} entries, and had ${tree.size}`);
  if (last === null) return;
  const leaf = await inTime(reader.leaves(tree.size - 1, tree.size), pageMs);
  if (!isSameHash(leaf, last)) throw unlike({ place }, `its first ${tree.size} entries are others`);
}

/** Throws EVIDENCE_INVALID, and what to do. */
export function verifyHeadGiven({ note, place }: HeadGiven, key: NoteKey): VerifiedHead {
  try {
    return { ...verifyCheckpoint(readSignedNote(note), key), place };
  } catch (cause) {
    const message = `${place} holds no head that the key \`${key.name}\` of this ledger has signed: give the ledger its own key and head back`;
    throw new GatewayError('EVIDENCE_INVALID', message, { place }, { cause });
  }
}

async function grownTo(size: number, tree: Tree, reader: LedgerReader, pageMs: number): Promise<Tree> {
  let grown = tree;
  for (const { from, before } of leafPages(tree.size, size))
    grown = appendLeaves(grown, await inTime(reader.leaves(from, before), pageMs));
  return grown;
}

function inTime<Result>(reading: Promise<Result>, pageMs: number): Promise<Result> {
  return withinMs(reading, pageMs, 'reading the ledger');
}

function unlike({ place }: Pick<VerifiedHead, 'place'>, problem: string): GatewayError {
  const message = `the ledger is older than, or another than, the head in ${place}: ${problem}: put its newest copy back; to go on from this one all the same, and lose what came after it, move the head away`;
  return new GatewayError('EVIDENCE_INVALID', message, { place });
}
