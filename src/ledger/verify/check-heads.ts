import { isConsistent } from '../is-consistent.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import type { NoteKey } from '../note/note-key.ts';
import { readSignedNote } from '../note/signed-note.ts';
import { verifyCheckpoint } from '../note/verify-checkpoint.ts';
import { problemOf } from '../problem-of.ts';
import type { KeptHead, LedgerReader } from '../store/ledger-store.ts';
import { rootOf, type Tree } from '../tree.ts';
import type { Findings } from './findings.ts';
import { readOrProblem } from './read-or-problem.ts';

/** Compares the heads of a log with its tree, as that grows. */
export interface HeadsCheck {
  /** To be called with the tree of every size, in their order; null: of this size it is not known. */
  readonly atSize: (size: number, tree: Tree | null) => Promise<void>;
  /** How many heads there were, and the size of the newest one that holds. Heads beyond `size` are of a log that was cut. */
  readonly end: (size: number) => Promise<{ readonly heads: number; readonly proved: number }>;
}

const PAGE = 500;

/** `given`: a head from elsewhere, verified, which the log must be of as well. What is wrong goes to `findings`. */
export function checkHeads(
  reader: LedgerReader,
  key: NoteKey,
  given: Checkpoint | null,
  findings: Findings,
): HeadsCheck {
  const kept = readHeads(reader, findings);
  let next = kept.next();
  let [heads, proved, broken] = [0, 0, false];

  function compare(head: Checkpoint | null, tree: Tree | null): void {
    if (head === null || tree === null || broken) return;
    const { size } = tree;
    broken = !isConsistent(head, { size, root: rootOf(tree) }, []);
    if (!broken) proved = size;
    // Of what was altered together with its leaf, the heads on both sides alone can tell where it is.
    else if (!findings.isAnyIn(proved, size))
      findings.add(proved, `it, or one after it and before ${size}, is not what was signed`);
  }

  function compareGiven(head: Checkpoint, tree: Tree | null): void {
    if (tree === null) return;
    if (!isConsistent(head, { size: tree.size, root: rootOf(tree) }, []))
      findings.add(null, `the head given, of ${head.size} entries, is not of this log`);
    else if (!broken) proved = head.size;
  }

  /** Takes the next head, unless it is of a larger log. */
  async function take(most: number): Promise<Checkpoint | null | undefined> {
    const { value } = await next;
    if (value === undefined || value.size > most) return undefined;
    heads += 1;
    next = kept.next();
    return verifyHead(value, key, findings);
  }

  return {
    atSize: async (size, tree) => {
      for (let head = await take(size); head !== undefined; head = await take(size)) compare(head, tree);
      if (given?.size === size) compareGiven(given, tree);
    },
    end: async (size) => {
      for (let head = await take(Infinity); head !== undefined; head = await take(Infinity))
        if (head !== null && head.size > size)
          findings.add(size, `it is gone: a head of ${head.size} entries is kept`);
      if (given !== null && given.size > size)
        findings.add(size, `it is gone: the head given is of ${given.size} entries`);
      return { heads, proved };
    },
  };
}

function verifyHead({ size, note }: KeptHead, key: NoteKey, findings: Findings): Checkpoint | null {
  try {
    const head = verifyCheckpoint(readSignedNote(Buffer.from(note)), key);
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
