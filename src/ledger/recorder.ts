import type { Ledger, LedgerEntry } from './ledger.ts';

/** A ledger in memory, until the durable one is built: it keeps the newest `most` entries and counts all. */
export interface Recorder extends Ledger {
  readonly entries: readonly LedgerEntry[];
}

export function openRecorder(most = 10_000): Recorder {
  const entries: LedgerEntry[] = [];
  let index = 0;
  return {
    entries,
    append: async (entry) => {
      entries.push(Object.freeze(entry));
      if (entries.length > most) entries.shift();
      return index++;
    },
    canAppend: () => true,
  };
}
