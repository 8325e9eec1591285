import type { Disclosure } from '../../src/ledger/disclosure.ts';
import { keptText } from '../../src/ledger/entry/kept-text.ts';
import { sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import type { DisclosureSearch, Ledger, LedgerEntry } from '../../src/ledger/ledger.ts';
import { textsOf, toDisclosure } from '../../src/ledger/to-disclosure.ts';

/** A ledger in memory, for tests of what is written and not of how it is kept: the newest `most` entries, in clear. */
export interface Recorder extends Ledger {
  readonly entries: readonly LedgerEntry[];
}

export function openRecorder(most = 10_000): Recorder {
  const entries: LedgerEntry[] = [];
  let size = 0;
  return {
    entries,
    append: async (entry) => {
      // As the real one: what cannot be sealed is not written.
      sealEntry(entry);
      entries.push(Object.freeze(entry));
      if (entries.length > most) entries.shift();
      size += 1;
      return { index: size - 1, head: `head of ${size}` };
    },
    canAppend: () => true,
    disclosures: async (search) => find(entries, size - entries.length, search),
    close: async () => {},
  };
}

function find(
  entries: readonly LedgerEntry[],
  first: number,
  { owner, from, before, after, most }: DisclosureSearch,
): readonly Disclosure[] {
  return entries
    .flatMap((entry, place) => {
      const { parts, texts, leaf, time, ...salted } = sealEntry(entry);
      const own = parts.filter((part) => part.owner === owner);
      const kept = { index: first + place, leaf, time, entry: salted, parts: own };
      const isWithin = time >= from && time < before && kept.index > after;
      // As the real one: of all texts that are kept, those that it needs.
      const named = texts.filter(({ sha256 }) => textsOf(kept).includes(sha256));
      const disclosure = toDisclosure(kept, new Map(named.map(({ sha256, text }) => [sha256, text])));
      return isWithin && disclosure !== null ? [disclosure] : [];
    })
    .slice(0, most);
}

/** What the rules of a test were read from, for the evidence. */
export const REVISION = keptText('the tables of a test');
