import type { LedgerReader } from '../store/ledger-store.ts';
import { appendLeaf, EMPTY_TREE, rootOf, type Tree } from '../tree.ts';
import { HASH_BYTES } from '../tree-hash.ts';
import { checkErasures } from './check-erasures.ts';
import { type CheckedEntry, checkKeptEntry } from './check-kept-entry.ts';
import { checkTexts } from './check-texts.ts';
import type { Findings } from './findings.ts';
import { readOrProblem } from './read-or-problem.ts';
import type { LogPlace } from './read-places.ts';

/** What there is to say of the entries of a log, beside what is wrong with them. */
export interface WalkedLog {
  /** Entries of which nothing is left but the leaf. */
  readonly erased: number;
  /** Base64; null: a place is empty, so that there is no tree. */
  readonly root: string | null;
  /**
   * Entries with a time long before that of the entry before them: a clock was put back. No fault: the order is the log's own,
   * and an entry has the time that its request came, which may have taken as long as any.
   */
  readonly setBack: { readonly entries: number; readonly first: number | null };
}

/** Takes the places of a log in, in their order. */
export interface LogWalk {
  /** `atSize` is told the tree of every size; null: a leaf is missing. */
  readonly page: (
    places: readonly LogPlace[],
    atSize: (size: number, tree: Tree | null) => Promise<void>,
  ) => Promise<void>;
  readonly end: () => Promise<WalkedLog>;
}

/** No request takes longer: the most of `deadlineMs`. */
const LONGEST_MS = 120_000;

/** Checks each entry by itself, its texts, what was erased, and grows the tree. What is wrong goes to `findings`. */
export function openWalk(reader: LedgerReader, findings: Findings): LogWalk {
  const texts = checkTexts(reader, findings);
  const erasures = checkErasures(reader, findings);
  let tree: Tree | null = EMPTY_TREE;
  const times = openTimes();
  let [erased, size] = [0, 0];

  function check({ index, kept, problem }: LogPlace): readonly CheckedEntry[] {
    if (kept === null) findings.add(index, problem ?? '');
    if (kept === null) return [];
    const checked = checkKeptEntry(kept);
    for (const one of checked.problems) findings.add(index, one);
    if (kept.entry === null) erased += 1;
    else times.add(index, kept.time);
    return [checked];
  }

  return {
    page: async (places, atSize) => {
      const checked = places.flatMap(check);
      await texts(checked);
      await erasures.page(checked);
      for (const place of places) {
        const leaf = await leafAt(reader, place);
        tree = tree === null || leaf === null ? null : appendLeaf(tree, leaf);
        size = place.index + 1;
        await atSize(size, tree);
      }
    },
    end: async () => {
      await erasures.end(size);
      return {
        erased,
        root: tree === null ? null : Buffer.from(rootOf(tree)).toString('base64'),
        setBack: times.setBack(),
      };
    },
  };
}

/** Compares the time of each entry with that of the one before it. */
function openTimes() {
  let latest = Number.NEGATIVE_INFINITY;
  let setBack: WalkedLog['setBack'] = { entries: 0, first: null };
  return {
    add: (index: number, time: number): void => {
      if (time < latest - LONGEST_MS)
        setBack = { entries: setBack.entries + 1, first: setBack.first ?? index };
      latest = time;
    },
    setBack: () => setBack,
  };
}

/** An entry that cannot be read may have a leaf that can. */
async function leafAt(reader: LedgerReader, { index, kept }: LogPlace): Promise<Uint8Array | null> {
  const leaf = kept?.leaf ?? (await readOrProblem(reader, () => reader.leaves(index, index + 1))).value;
  return leaf?.length === HASH_BYTES ? leaf : null;
}
