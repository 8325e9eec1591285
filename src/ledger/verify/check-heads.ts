import type { VerifiedHead } from '../heads/require-heads.ts';
import { isConsistent } from '../is-consistent.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import type { NoteKey } from '../note/note-key.ts';
import { readSignedNote } from '../note/signed-note.ts';
import { verifyCheckpoint } from '../note/verify-checkpoint.ts';
import { problemOf } from '../problem-of.ts';
import { treeOfHead } from '../store/head-row.ts';
import type { KeptHead, LedgerReader } from '../store/ledger-store.ts';
import { rootOf, type Tree } from '../tree.ts';
import type { Findings } from './findings.ts';
import { readOrProblem } from './read-or-problem.ts';

/** Compares the heads of a log with its tree, as that grows. */
export interface HeadsCheck {
  /** To be called with the tree of every size, in their order; null: of this size it is not known. */
  readonly atSize: (size: number, tree: Tree | null) => Promise<void>;
  /** One that is larger than the log shows that it was cut. */
  readonly end: () => Promise<HeadsChecked>;
}

export interface HeadsChecked {
  readonly heads: number;
  /** The size of the newest head that holds. */
  readonly proved: number;
  /** The size of the newest one that is kept in the log and signed, whether it holds or not. */
  readonly covered: number;
}

const PAGE = 500;

/** `given`: heads which the log must be of as well. What is wrong goes to `findings`. */
export function checkHeads(
  reader: LedgerReader,
  key: NoteKey,
  given: readonly VerifiedHead[],
  findings: Findings,
): HeadsCheck {
  const kept = readHeads(reader, findings);
  let next: Promise<IteratorResult<KeptHead, undefined>> | null = null;
  const so: SoFar = { heads: 0, proved: 0, covered: 0, broken: false };

  /** Takes the next head, unless it is of a larger log. */
  async function take(most: number): Promise<Checkpoint | null | undefined> {
    next ??= kept.next();
    const { value } = await next;
    if (value === undefined || value.size > most) return undefined;
    so.heads += 1;
    next = null;
    const head = verifyHead(value, key, findings);
    so.covered = Math.max(so.covered, head?.size ?? 0);
    return head;
  }

  return {
    atSize: async (size, tree) => {
      for (let head = await take(size); head !== undefined; head = await take(size))
        compare(so, head, tree, findings);
      for (const one of given) if (one.size === size) compareGiven(so, one, tree, findings);
    },
    end: async () => {
      for (let head = await take(Infinity); head !== undefined; ) head = await take(Infinity);
      // After the heads: a log that grows meanwhile has no head that is larger than itself.
      const size = await reader.size();
      if (so.covered > size) findings.add(size, `it is gone: a head of ${so.covered} entries is kept`);
      for (const one of given)
        if (one.size > size)
          findings.add(size, `it is gone: the head in ${one.place} is of ${one.size} entries`);
      return { heads: so.heads, proved: so.proved, covered: so.covered };
    },
  };
}

interface SoFar {
  heads: number;
  proved: number;
  covered: number;
  /** A head was not that of the tree: nor can any later one be. */
  broken: boolean;
}

function compare(so: SoFar, head: Checkpoint | null, tree: Tree | null, findings: Findings): void {
  if (head === null || tree === null || so.broken) return;
  const { size } = tree;
  so.broken = !isOf(tree, head);
  // Of what was altered together with its leaf, the heads on both sides alone can tell where it is.
  if (!so.broken) so.proved = size;
  else if (!findings.isAnyIn(so.proved, size))
    findings.add(so.proved, `it, or one after it and before ${size}, is not what was signed`);
}

function compareGiven(so: SoFar, head: VerifiedHead, tree: Tree | null, findings: Findings): void {
  if (tree === null) return;
  if (!isOf(tree, head))
    findings.add(null, `the head in ${head.place}, of ${head.size} entries, is not of this log`);
  else if (!so.broken) so.proved = Math.max(so.proved, head.size);
}

function isOf(tree: Tree, head: Checkpoint): boolean {
  return isConsistent(head, { size: tree.size, root: rootOf(tree) }, []);
}

function verifyHead({ size, note, peaks }: KeptHead, key: NoteKey, findings: Findings): Checkpoint | null {
  try {
    const head = verifyCheckpoint(readSignedNote(Buffer.from(note)), key);
    // What stands beside it is nobody's word, but a store would grow on from it.
    if (peaks !== undefined && head.size === size) treeOfHead({ size, note, peaks }, key);
    if (head.size === size) return head;
    findings.add(null, `the head kept for ${size} entries is of ${head.size}`);
  } catch (error) {
    findings.add(null, `the head kept for ${size} entries: ${problemOf(error)}`);
  }
  return null;
}

async function* readHeads(reader: LedgerReader, findings: Findings): AsyncGenerator<KeptHead, undefined> {
  for (let from = 0; ; ) {
    const { value, problem } = await readOrProblem(reader, () => reader.heads(from, PAGE));
    if (value === null) {
      findings.add(null, `the heads from ${from} entries on: ${problem}`);
      return;
    }
    for (const head of value) {
      // INVARIANT: sizes grow, or this would never end.
      if (head.size < from) return findings.add(null, 'the heads are not in their order') as undefined;
      yield head;
      from = head.size + 1;
    }
    if (value.length < PAGE) return;
  }
}
