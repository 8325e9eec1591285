import { z } from 'zod';
import type { LedgerEntry, OwnerEntry } from './ledger.ts';

/** A list that stands elsewhere: how many items, and the SHA-256 (hex) of its JSON text, by which that text is kept. */
export interface ListByHash {
  readonly count: number;
  readonly sha256: string;
}

/** An owner's part as it is stored: `document` is the SHA-256 (hex) of the text that was sent. */
export interface StoredOwner extends Omit<OwnerEntry, 'denials'> {
  readonly denials: OwnerEntry['denials'] | ListByHash;
}

/** An entry as its bytes say it: texts, and lists that are long, by hash. */
export interface StoredEntry extends Omit<LedgerEntry, 'operations' | 'owners'> {
  /** Of this form. A later form has another number, and entries of this one stay as they are. */
  readonly version: 1;
  readonly operations: readonly string[] | ListByHash;
  readonly owners: readonly StoredOwner[] | ListByHash;
}

const count = z.int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const byHash = z.strictObject({ count, sha256 });

/** What `LedgerEntry.operations` is. */
export const OPERATIONS: z.ZodType<readonly string[]> = z.array(z.string());

/** What `OwnerEntry.denials` is. */
export const DENIALS: z.ZodType<OwnerEntry['denials']> = z.array(
  z.strictObject({ coordinate: z.string(), reason: z.string() }),
);

/** What stands for `LedgerEntry.owners`. */
export const OWNERS: z.ZodType<readonly StoredOwner[]> = z.array(
  z.strictObject({
    owner: z.string(),
    document: sha256.nullable(),
    status: z.string(),
    given: count,
    withheld: count,
    references: count,
    overshared: count,
    denials: z.union([DENIALS, byHash]),
  }),
);

/** The form of an entry, version 1. A key that is missing or more is no entry. */
export const STORED_ENTRY: z.ZodType<StoredEntry> = z.strictObject({
  version: z.literal(1),
  time: z.string(),
  requester: z.strictObject({ country: z.string(), subject: z.string(), tokenId: z.string() }).nullable(),
  purpose: z.string().nullable(),
  justification: z.string().nullable(),
  accessDate: z.string(),
  outcome: z.enum(['answered', 'refused', 'failed', 'invalid']),
  code: z.string().nullable(),
  operations: z.union([OPERATIONS, byHash]),
  owners: z.union([OWNERS, byHash]),
});
