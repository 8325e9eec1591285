import type { StoredEntry, StoredPart } from './entry/stored-entry.ts';
import type { LedgerEntry, OwnerEntry } from './ledger.ts';

/** The lists of a part that stand by hash where they are long. */
type PartLists = Pick<OwnerEntry, 'coordinates' | 'denials' | 'joins' | 'obligations'>;

/** What was given of one owner's data in one request: the entry, and the owner's part alone, with every list in place. */
export interface Disclosure {
  readonly index: number;
  readonly entry: Omit<StoredEntry, 'operations'> & Pick<LedgerEntry, 'operations'>;
  readonly part: Omit<StoredPart, keyof PartLists> & PartLists;
  /** What was sent to the owner's system; null when nothing was. */
  readonly document: string | null;
}
