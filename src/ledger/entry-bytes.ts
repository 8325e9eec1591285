/** From an entry to the exact bytes that are stored and hashed, and the texts that they name by hash. */
import { hash } from 'node:crypto';
import { GatewayError } from '../errors.ts';
import { isCount } from './is-count.ts';
import type { LedgerEntry, OwnerEntry } from './ledger.ts';
import type { ListByHash, StoredEntry, StoredOwner } from './stored-entry.ts';

/** What is hashed and stored. INVARIANT: from here on the bytes are the entry, and nobody writes them a second time. */
export interface EntryBytes {
  readonly bytes: Uint8Array;
  /** By SHA-256 (hex): documents, and the JSON of lists that are long. Each is kept once, whatever entries name it. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The most bytes of an entry. */
export const ENTRY_BYTES = 65_535;
/** A list whose JSON is longer goes by hash. Denials are the same from request to request, so that one text serves many. */
const LIST_BYTES = 1_024;

/** The hash of each text: the owners of a query share documents and denials, and each is hashed once. */
type Kept = Map<string, string>;

/**
 * The bytes of an entry: canonical JSON of `StoredEntry`. The same entry gives the same bytes, in whatever order its keys
 * came; what is no part of an entry does not get in. The owners themselves go by hash only where all would not fit.
 *
 * Pure. Throws EVIDENCE_LOG_UNAVAILABLE for what cannot be written: text of the requester beyond all measure, or a broken
 * promise (a number that is no count, half a character in a document).
 */
export function toEntryBytes(entry: LedgerEntry): EntryBytes {
  const kept: Kept = new Map();
  const owners = entry.owners.map((owner) => toStoredOwner(owner, kept));
  const stored = toStoredEntry(entry, owners, kept);
  const whole = Buffer.from(JSON.stringify(stored));
  if (whole.length <= ENTRY_BYTES) return { bytes: whole, texts: byHash(kept) };
  const short = { ...stored, owners: orByHash(owners, 0, kept) };
  const bytes = Buffer.from(JSON.stringify(short));
  if (bytes.length > ENTRY_BYTES) throw cannotBeWritten(`an entry has more than ${ENTRY_BYTES} bytes`);
  return { bytes, texts: byHash(kept) };
}

// INVARIANT: below, every object is put together with its keys in order, which makes its JSON canonical: sorting them at
// every request would take longer than all the rest. A test compares it with `canonicalJson`, and so does every reading.

function toStoredEntry(entry: LedgerEntry, owners: readonly StoredOwner[], kept: Kept): StoredEntry {
  const { requester } = entry;
  return {
    accessDate: entry.accessDate,
    code: entry.code,
    justification: entry.justification,
    operations: orByHash(entry.operations, LIST_BYTES, kept),
    outcome: entry.outcome,
    owners,
    purpose: entry.purpose,
    requester: requester && {
      country: requester.country,
      subject: requester.subject,
      tokenId: requester.tokenId,
    },
    time: entry.time,
    version: 1,
  };
}

function toStoredOwner(entry: OwnerEntry, kept: Kept): StoredOwner {
  const { owner, document, status, given, withheld, references, overshared } = entry;
  if (![given, withheld, references, overshared].every(isCount))
    throw cannotBeWritten('INVARIANT: a number that is no count');
  const denials = entry.denials.map(({ coordinate, reason }) => ({ coordinate, reason }));
  return {
    denials: orByHash(denials, LIST_BYTES, kept),
    document: document === null ? null : keep(document, kept),
    given,
    overshared,
    owner,
    references,
    status,
    withheld,
  };
}

function orByHash<Item>(list: readonly Item[], most: number, kept: Kept): readonly Item[] | ListByHash {
  const text = JSON.stringify(list);
  return Buffer.byteLength(text) <= most ? list : { count: list.length, sha256: keep(text, kept) };
}

function keep(text: string, kept: Kept): string {
  const known = kept.get(text);
  if (known !== undefined) return known;
  if (!text.isWellFormed()) throw cannotBeWritten('INVARIANT: half a character in a text');
  const name = hashText(text);
  kept.set(text, name);
  return name;
}

function byHash(kept: Kept): EntryBytes['texts'] {
  return new Map([...kept].map(([text, name]) => [name, text]));
}

/** The name by which a text is kept: SHA-256 of its UTF-8, in hex. */
export function hashText(text: string): string {
  return hash('sha256', text);
}

function cannotBeWritten(problem: string): GatewayError {
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', problem, { problem });
}
