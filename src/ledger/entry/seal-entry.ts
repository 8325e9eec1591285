/** From an entry to the exact bytes that are stored and hashed, and the texts that they name by hash. */
import { randomBytes } from 'node:crypto';
import { GatewayError } from '../../errors.ts';
import type { CountryCode } from '../../terms.ts';
import { isCount } from '../is-count.ts';
import type { ErasedThing, LedgerEntry, OwnerEntry } from '../ledger.ts';
import { digestOf } from './digest-of.ts';
import { hashEntry, hashSalted, SALT_BYTES, type SaltedEntry } from './entry-leaf.ts';
import { type KeptText, keptText } from './kept-text.ts';
import { ENTRY_VERSION, type ListByHash, type StoredEntry, type StoredPart } from './stored-entry.ts';

/** One owner's part: the exact bytes and their salt. */
export interface SealedPart extends SaltedEntry {
  readonly owner: CountryCode;
}

/** What is hashed and stored. INVARIANT: from here on the bytes are the entry, and nobody writes them a second time. */
export interface SealedEntry extends SaltedEntry {
  /** Milliseconds since 1970: what the entry says its time is, to find it by. */
  readonly time: number;
  /** The hash of the entry's leaf. */
  readonly leaf: Uint8Array;
  readonly parts: readonly SealedPart[];
  /** Documents, queries, tables, and the JSON of lists that are long: each once, whatever names it. */
  readonly texts: readonly KeptText[];
}

/** The most bytes of an entry, and of a part. */
export const ENTRY_BYTES = 65_535;
/** A list whose JSON is longer goes by hash: it is the same from request to request, so that one text serves many. */
const LIST_BYTES = 256;

/** Texts by content: the owners of a query share documents and lists, and each is hashed once. */
type Kept = Map<string, KeptText>;

/**
 * Seals an entry: canonical JSON of `StoredEntry` and of a `StoredPart` for each owner. The same entry and salts give the
 * same bytes, in whatever order its keys came; what is no part of an entry does not get in. `random`: salts, which nobody
 * can guess.
 *
 * Throws EVIDENCE_LOG_UNAVAILABLE for what cannot be written: text of the requester beyond all measure, or a broken
 * promise (a number that is no count, half a character in a document).
 */
export function sealEntry(
  entry: LedgerEntry,
  random: (bytes: number) => Uint8Array = randomBytes,
): SealedEntry {
  const kept: Kept = new Map();
  const salts = random(SALT_BYTES * (entry.owners.length + 1));
  const saltAt = (place: number): Uint8Array => salts.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES);
  const parts = entry.owners.map((owner, place) => sealPart(owner, saltAt(place + 1), kept));
  const hashes = parts.map((part) => Buffer.from(hashSalted(part)).toString('hex')).sort();
  const salt = saltAt(0);
  const bytes = toBytes(toStoredEntry(entry, hashes, kept));
  return {
    time: Date.parse(entry.time),
    salt,
    bytes,
    leaf: hashEntry({ salt, bytes }),
    parts,
    texts: [...kept.values()],
  };
}

function sealPart(entry: OwnerEntry, salt: Uint8Array, kept: Kept): SealedPart {
  return { owner: entry.owner, salt, bytes: toBytes(toStoredPart(entry, salt, kept)) };
}

function toBytes(stored: StoredEntry | StoredPart): Uint8Array {
  const bytes = Buffer.from(JSON.stringify(stored));
  if (bytes.length > ENTRY_BYTES) throw cannotBeWritten(`an entry has more than ${ENTRY_BYTES} bytes`);
  return bytes;
}

// INVARIANT: below, every object is put together with its keys in order, which makes its JSON canonical: sorting them at
// every request would take longer than all the rest. A test compares it with `canonicalJson`, and so does every reading.

function toStoredEntry(entry: LedgerEntry, parts: readonly string[], kept: Kept): StoredEntry {
  const { action, requester } = entry;
  if (!isCount(entry.requests) || entry.requests === 0)
    throw cannotBeWritten('INVARIANT: an entry that stands for no request');
  return {
    accessDate: entry.accessDate,
    action: action && {
      before: action.before,
      by: action.by,
      erased: action.erased && orByHash(action.erased.map(toErased), kept),
      from: action.from,
      kind: action.kind,
      owner: action.owner,
    },
    code: entry.code,
    justification: entry.justification,
    operations: orByHash(entry.operations, kept),
    outcome: entry.outcome,
    parts,
    policy: entry.policy && keep(entry.policy.text, kept, entry.policy),
    purpose: entry.purpose,
    query: entry.query && keep(entry.query.text, kept, entry.query),
    requester: requester && {
      country: requester.country,
      subject: requester.subject,
      tokenId: requester.tokenId,
    },
    requests: entry.requests,
    time: entry.time,
    version: ENTRY_VERSION,
  };
}

function toErased(one: ErasedThing): ErasedThing {
  if ('part' in one) return { index: one.index, part: one.part };
  return { index: one.index, time: one.time };
}

function toStoredPart(entry: OwnerEntry, salt: Uint8Array, kept: Kept): StoredPart {
  const { owner, document, status, given, withheld, overshared } = entry;
  const joins = entry.joins.map((one) => ({ owner: one.owner, references: one.references }));
  const obligations = entry.obligations.map(({ obligation, records }) => ({ obligation, records }));
  const counts = [given, withheld, overshared, ...joins.map(({ references }) => references)];
  if (![...counts, ...obligations.map(({ records }) => records)].every(isCount))
    throw cannotBeWritten('INVARIANT: a number that is no count');
  const denials = entry.denials.map(({ coordinate, reason }) => ({ coordinate, reason }));
  return {
    arguments: entry.arguments.length === 0 ? null : digestOf(salt, 'arguments', entry.arguments),
    coordinates: orByHash(entry.coordinates, kept),
    denials: orByHash(denials, kept),
    document: document === null ? null : keep(document, kept),
    given,
    joins: orByHash(joins, kept),
    obligations: orByHash(obligations, kept),
    overshared,
    owner,
    references: entry.references.length === 0 ? null : digestOf(salt, 'references', entry.references),
    status,
    version: ENTRY_VERSION,
    withheld,
  };
}

function orByHash<Item>(list: readonly Item[], kept: Kept): readonly Item[] | ListByHash {
  const text = JSON.stringify(list);
  return text.length <= LIST_BYTES ? list : { count: list.length, sha256: keep(text, kept) };
}

function keep(text: string, kept: Kept, known = kept.get(text)): string {
  const one = known ?? keptText(text);
  kept.set(text, one);
  return one.sha256;
}

function cannotBeWritten(problem: string): GatewayError {
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', problem, { problem });
}
