/** What a store of the ledger does, whichever database it is: entries by index, and nothing that is ever changed but by retention. */
import type { CountryCode } from '../../terms.ts';
import type { SaltedEntry } from '../entry/entry-leaf.ts';
import type { SealedEntry, SealedPart } from '../entry/seal-entry.ts';
import type { DisclosureSearch } from '../ledger.ts';
import type { ErasureRecord } from './seal-erasure.ts';

/** An entry as it stands in the store. Nothing of it has been verified. */
export interface KeptEntry {
  readonly index: number;
  /** 32 bytes. It stays when all else is erased. */
  readonly leaf: Uint8Array;
  /** Milliseconds since 1970, to find the entry by: what it says itself is in its bytes. */
  readonly time: number;
  /** Null: erased. */
  readonly entry: SaltedEntry | null;
  /** Those that are not erased. */
  readonly parts: readonly SealedPart[];
}

/** A signed head that was kept: text of C2SP signed-note. */
export interface KeptHead {
  readonly size: number;
  readonly note: string;
  /** As it is kept beside it, for the tree to grow on from; absent: this head was not read from a store. */
  readonly peaks?: Uint8Array;
}

/** Whose log it is: written when it is made, and never changed. */
export interface LogIdentity {
  /** The name in every head. */
  readonly name: string;
  /** The public key, as `printNoteKey` writes it. */
  readonly key: string;
}

/** Everything below rejects with EVIDENCE_LOG_UNAVAILABLE when the store cannot be read. */
export interface LedgerReader {
  readonly identity: LogIdentity;
  size(): Promise<number>;
  /** The leaf hashes from `from` to before `before`, one after the other. */
  leaves(from: number, before: number): Promise<Uint8Array>;
  /** At most `most` entries from index `from` on, in their order. */
  entries(from: number, most: number): Promise<readonly KeptEntry[]>;
  /** In their order; of the parts the owner's alone. */
  find(search: DisclosureSearch): Promise<readonly KeptEntry[]>;
  /** At most `most` heads of `size` and more, in their order. */
  heads(size: number, most: number): Promise<readonly KeptHead[]>;
  /** The texts kept by these hashes (hex); one that is missing is not there. */
  texts(sha256: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * What the database finds wrong in how it keeps them; empty: nothing. An index of it that has been altered would hide
   * entries from `find` while each of them is as it was. A database that cannot say so gives nothing.
   */
  check(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What an erasure did. */
export interface Erased {
  /** Parts of the owner. */
  readonly parts: number;
  /** Entries of which nothing but the leaf is left. */
  readonly entries: number;
}

/** A store that is written to: durable when it resolves; when it rejects, nobody knows. */
export interface LedgerStore extends LedgerReader {
  /** Resolves when the store has ended by itself, with why: nothing can be written any more. Absent: it does so in no way. */
  readonly ended?: Promise<Error>;
  /** Puts the group at the end, in its order, in one transaction. Gives the head over all entries, these the last. */
  append(group: readonly SealedEntry[]): Promise<KeptHead>;
  /** Signs and keeps a head over all entries, unless there is one. */
  keepHead(): Promise<void>;
  /**
   * Takes away what is `owner`'s of entries before `before` (milliseconds since 1970): its parts, and what `withoutOwner`
   * leaves nothing of. Each page of `ERASED_PAGE` entries is a transaction: it appends `record` with exactly what it takes
   * away, unless that is nothing. What an erasure that failed has left is taken away by the next.
   */
  erase(owner: CountryCode, before: number, record: ErasureRecord): Promise<Erased>;
}

/** Of how many entries at most one transaction of an erasure takes something away. */
export const ERASED_PAGE = 1_000;

/** How many entries, and how many milliseconds, there are at most between two heads that are kept. */
export const HEAD_EVERY = { entries: 1_000, ms: 1_000 } as const;
