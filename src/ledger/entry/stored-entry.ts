import { z } from 'zod';
import type { ErasedThing, LedgerAction, LedgerEntry, OwnerEntry } from '../ledger.ts';

/** A list that stands elsewhere: how many items, and the SHA-256 (hex) of its JSON text, by which that text is kept. */
export interface ListByHash {
  readonly count: number;
  readonly sha256: string;
}

type OrByHash<List> = List | ListByHash;

/** The form of entries and parts that are written now. A later form has another number, and what is kept stays as it is. */
export const ENTRY_VERSION = 1;

/**
 * An owner's part as it is stored: its own bytes with a salt of their own, so that it is read, shown and erased without
 * those of other owners. `document`, `arguments` and `references` are SHA-256 (hex); the last two under the part's salt.
 */
export interface StoredPart
  extends Omit<OwnerEntry, 'arguments' | 'references' | 'coordinates' | 'denials' | 'joins' | 'obligations'> {
  readonly version: typeof ENTRY_VERSION;
  /** Null: no value was sent. */
  readonly arguments: string | null;
  /** Null: no record was given. */
  readonly references: string | null;
  readonly coordinates: OrByHash<OwnerEntry['coordinates']>;
  readonly denials: OrByHash<OwnerEntry['denials']>;
  readonly joins: OrByHash<OwnerEntry['joins']>;
  readonly obligations: OrByHash<OwnerEntry['obligations']>;
}

/** An entry as its bytes say it: texts, and lists that are long, by hash; of each owner a salted hash, and not who it is. */
export interface StoredEntry
  extends Omit<LedgerEntry, 'action' | 'operations' | 'owners' | 'policy' | 'query'> {
  readonly version: typeof ENTRY_VERSION;
  readonly action: StoredAction | null;
  readonly operations: OrByHash<readonly string[]>;
  /** SHA-256 (hex) over salt and bytes of each owner's part, in the order of these hashes. */
  readonly parts: readonly string[];
  readonly policy: string | null;
  readonly query: string | null;
}

/** What was done with the ledger; a long list of what was erased by hash. */
export interface StoredAction extends Omit<LedgerAction, 'erased'> {
  readonly erased: OrByHash<readonly ErasedThing[]> | null;
}

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const byHash = z.strictObject({ count, sha256 });
const version = z.literal(ENTRY_VERSION);

/** What `LedgerEntry.operations` and `OwnerEntry.coordinates` are. */
export const WORDS: z.ZodType<readonly string[]> = z.array(z.string());

export const DENIALS: z.ZodType<OwnerEntry['denials']> = z.array(
  z.strictObject({ coordinate: z.string(), reason: z.string() }),
);

export const JOINS: z.ZodType<OwnerEntry['joins']> = z.array(
  z.strictObject({ owner: z.string(), references: count }),
);

export const OBLIGATIONS: z.ZodType<OwnerEntry['obligations']> = z.array(
  z.strictObject({ obligation: z.string(), records: count }),
);

/** What `LedgerAction.erased` is. */
export const ERASED: z.ZodType<readonly ErasedThing[]> = z.array(
  z.union([z.strictObject({ index: count, part: sha256 }), z.strictObject({ index: count, time: z.int() })]),
);

/** The form of a part, version 1. A key that is missing or more is no part. */
export const STORED_PART: z.ZodType<StoredPart> = z.strictObject({
  version,
  owner: z.string(),
  document: sha256.nullable(),
  arguments: sha256.nullable(),
  status: z.string(),
  coordinates: z.union([WORDS, byHash]),
  given: count,
  references: sha256.nullable(),
  withheld: count,
  overshared: count,
  joins: z.union([JOINS, byHash]),
  denials: z.union([DENIALS, byHash]),
  obligations: z.union([OBLIGATIONS, byHash]),
});

/** The form of an entry, version 1. A key that is missing or more is no entry. */
export const STORED_ENTRY: z.ZodType<StoredEntry> = z.strictObject({
  version,
  time: z.iso.datetime({ precision: 3 }),
  requester: z.strictObject({ country: z.string(), subject: z.string(), tokenId: z.string() }).nullable(),
  purpose: z.string().nullable(),
  justification: z.string().nullable(),
  accessDate: z.string(),
  outcome: z.enum(['answered', 'refused', 'failed', 'invalid']),
  code: z.string().nullable(),
  policy: sha256.nullable(),
  operations: z.union([WORDS, byHash]),
  query: sha256.nullable(),
  requests: count.positive(),
  action: z
    .strictObject({
      kind: z.enum(['read', 'erase']),
      owner: z.string().nullable(),
      from: z.string().nullable(),
      before: z.string().nullable(),
      by: z.string(),
      erased: z.union([ERASED, byHash]).nullable(),
    })
    .nullable(),
  parts: z.array(sha256),
});
