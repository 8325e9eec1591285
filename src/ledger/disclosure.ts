import type { StoredEntry, StoredPart } from './entry/stored-entry.ts';

/** What was given of one owner's data in one request, as it is kept: the entry, and the owner's part alone. */
export interface Disclosure {
  readonly index: number;
  readonly entry: StoredEntry;
  readonly part: StoredPart;
  /** What was sent to the owner's system; null when nothing was. */
  readonly document: string | null;
}
