/** From an entry to the exact bytes that are stored and hashed, and the texts that they name by hash. */
import { randomBytes } from 'node:crypto';
import { GatewayError } from '../../errors.ts';
import type { CountryCode } from '../../terms.ts';
import { isCount } from '../is-count.ts';
import type { ErasedThing, LedgerEntry, OwnerEntry } from '../ledger.ts';
import { digestOf } from './digest-of.ts';
import { hashEntry, hashSaltedText, SALT_BYTES, type SaltedEntry } from './entry-leaf.ts';
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

/** Texts of lists that go by hash and never change: those of a compiled query come with each of its entries. */
const long = new WeakMap<readonly unknown[], KeptText>();

/** Texts by their SHA-256 (hex): the owners of a query share documents and lists, and each is kept once. */
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
  const hashes: string[] = [];
  const parts = entry.owners.map((owner, place): SealedPart => {
    const salt = saltAt(place + 1);
    const text = JSON.stringify(toStoredPart(owner, salt, kept));
    hashes.push(hashSaltedText(salt, text));
    return { owner: owner.owner, salt, bytes: toBytes(text) };
  });
  const salt = saltAt(0);
  const bytes = toBytes(JSON.stringify(toStoredEntry(entry, hashes.sort(), kept)));
  return {
    time: Date.parse(entry.time),
    salt,
    bytes,
    leaf: hashEntry({ salt, bytes }),
    parts,
    texts: [...kept.values()],
  };
}

function toBytes(text: string): Uint8Array {
  const bytes = Buffer.from(text);
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
      erased: action.erased && orByHash(action.erased, toErased, kept),
      from: action.from,
      kind: action.kind,
      owner: action.owner,
    },
    code: entry.code,
    justification: entry.justification,
    operations: orByHash(entry.operations, toWord, kept),
    outcome: entry.outcome,
    parts,
    policy: entry.policy && keep(entry.policy, kept),
    purpose: entry.purpose,
    query: entry.query && keep(entry.query, kept),
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
  const { owner, document, status, given, withheld, overshared, joins, obligations } = entry;
  const isCounted =
    isCount(given) &&
    isCount(withheld) &&
    isCount(overshared) &&
    joins.every(({ references }) => isCount(references)) &&
    obligations.every(({ records }) => isCount(records));
  if (!isCounted) throw cannotBeWritten('INVARIANT: a number that is no count');
  return {
    arguments: entry.arguments.length === 0 ? null : digestOf(salt, 'arguments', entry.arguments),
    coordinates: orByHash(entry.coordinates, toWord, kept),
    denials: orByHash(entry.denials, toDenial, kept),
    document: document === null ? null : keep(keptText(document), kept),
    given,
    joins: orByHash(joins, toJoin, kept),
    obligations: orByHash(obligations, toObligation, kept),
    overshared,
    owner,
    references: entry.references.length === 0 ? null : digestOf(salt, 'references', entry.references),
    status,
    version: ENTRY_VERSION,
    withheld,
  };
}

function toWord(word: string): string {
  return word;
}

function toDenial({ coordinate, reason }: OwnerEntry['denials'][number]): OwnerEntry['denials'][number] {
  return { coordinate, reason };
}

function toJoin({ owner, references }: OwnerEntry['joins'][number]): OwnerEntry['joins'][number] {
  return { owner, references };
}

function toObligation({
  obligation,
  records,
}: OwnerEntry['obligations'][number]): OwnerEntry['obligations'][number] {
  return { obligation, records };
}

/** The items as they are written, and the text of the list where it goes by hash; `to` puts the keys in order. */
function orByHash<Item>(
  list: readonly Item[],
  to: (item: Item) => Item,
  kept: Kept,
): readonly Item[] | ListByHash {
  if (list.length === 0) return list;
  const known = long.get(list);
  if (known !== undefined) return { count: list.length, sha256: keep(known, kept) };
  const items = list.map(to);
  const text = JSON.stringify(items);
  if (text.length <= LIST_BYTES) return items;
  const one = keptText(text);
  // INVARIANT: what is frozen is so all the way down, and written by one `to`; any other list could be another by the next entry.
  if (Object.isFrozen(list)) long.set(list, one);
  return { count: list.length, sha256: keep(one, kept) };
}

function keep(one: KeptText, kept: Kept): string {
  kept.set(one.sha256, one);
  return one.sha256;
}

function cannotBeWritten(problem: string): GatewayError {
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', problem, { problem });
}
