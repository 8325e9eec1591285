import { isByHash, listInPlace } from '../entry/list-in-place.ts';
import { ERASED } from '../entry/stored-entry.ts';
import type { ErasedThing } from '../ledger.ts';
import { problemOf } from '../problem-of.ts';
import type { LedgerReader } from '../store/ledger-store.ts';
import { type CheckedEntry, checkKeptEntry } from './check-kept-entry.ts';
import type { Findings } from './findings.ts';
import { readOrProblem } from './read-or-problem.ts';
import { readPlaces } from './read-places.ts';

/** Holds what is missing in a log against the erasures that come after it. */
export interface ErasuresCheck {
  /** To be called with all entries, in their order. */
  readonly page: (entries: readonly CheckedEntry[]) => Promise<void>;
  /** `size`: so many entries have come. What nothing has named by now is a fault. */
  readonly end: (size: number) => Promise<void>;
}

/**
 * What is missing is no fault where a later entry says that just this was erased. INVARIANT: whose it was, and of what time,
 * is not asked: of an entry that is gone nothing vouches for either, and whoever empties rows would write there what fits.
 */
export function checkErasures(reader: LedgerReader, findings: Findings): ErasuresCheck {
  const missing = new Map<number, Missing>();

  async function take(checked: CheckedEntry): Promise<void> {
    for (const thing of await erasedBy(checked, reader)) strike(missing, thing);
    // After its own: an entry speaks for what comes before it.
    if (checked.missing !== null) missing.set(checked.index, toMissing(checked.missing));
  }

  return {
    page: async (entries) => {
      for (const checked of entries) await take(checked);
    },
    end: async (size) => {
      if (missing.size > 0) await takeLater(reader, size, take);
      for (const [index, one] of missing) findings.add(index, problemWith(one));
    },
  };
}

/** Of an entry: its parts that are missing, or the time it is kept under, which its erasure said. */
type Missing = Set<string> | { readonly time: number; wasNamed: boolean };

function toMissing(missing: NonNullable<CheckedEntry['missing']>): Missing {
  return 'parts' in missing ? new Set(missing.parts) : { time: missing.whole.time, wasNamed: false };
}

function strike(missing: Map<number, Missing>, thing: ErasedThing): void {
  const one = missing.get(thing.index);
  if (one instanceof Set) {
    if ('part' in thing) one.delete(thing.part);
    if (one.size === 0) missing.delete(thing.index);
    return;
  }
  if (one === undefined || 'part' in thing) return;
  one.wasNamed = true;
  if (one.time === thing.time) missing.delete(thing.index);
}

function problemWith(one: Missing): string {
  if (one instanceof Set) return 'parts of it were taken away, and no later entry says by which erasure';
  if (one.wasNamed) return 'the time it is kept under is not the one that its erasure says';
  return 'it was taken away, and no later entry says by which erasure';
}

/** A text of it that is missing or another has been told as such: then it says nothing. */
async function erasedBy({ entry }: CheckedEntry, reader: LedgerReader): Promise<readonly ErasedThing[]> {
  const erased = entry?.action?.kind === 'erase' ? entry.action.erased : null;
  if (erased === null) return [];
  if (!isByHash(erased)) return erased;
  const { value } = await readOrProblem(reader, () => reader.texts([erased.sha256]));
  try {
    return listInPlace(erased, ERASED, (sha256) => value?.get(sha256) ?? null);
  } catch (error) {
    problemOf(error);
    return [];
  }
}

/** An erasure may have come since the size was asked, and before the rows were read. */
async function takeLater(
  reader: LedgerReader,
  from: number,
  take: (checked: CheckedEntry) => Promise<void>,
): Promise<void> {
  for await (const places of readPlaces(reader, from, await reader.size()))
    for (const { kept } of places) if (kept !== null) await take({ ...checkKeptEntry(kept), missing: null });
}
