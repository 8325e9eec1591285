import type { CountryCode } from '../../terms.ts';
import { hashEntry, hashSalted, type SaltedEntry } from '../entry/entry-leaf.ts';
import { type NamedText, textsOfEntry, textsOfPart } from '../entry/named-texts.ts';
import { readEntry, readPart } from '../entry/read-entry.ts';
import { notAsIssued } from '../not-as-issued.ts';
import { printSignedNote } from '../note/signed-note.ts';
import type { Prover } from '../proof/open-prover.ts';
import type { KeptEntry, LedgerReader } from '../store/ledger-store.ts';
import { isSameHash } from '../tree-hash.ts';
import { findAll } from './find-all.ts';
import { printSliceLine, SLICE_FORMAT } from './slice-lines.ts';

/** What a slice is of. */
export interface SliceOrder {
  readonly owner: CountryCode;
  /** Milliseconds since 1970: entries of this time and later, before `before`. */
  readonly from: number;
  readonly before: number;
  /** The entry that says that this is read, under the prover's head. */
  readonly reading: { readonly index: number; readonly entry: SaltedEntry };
}

/**
 * An owner's slice of the log, line by line: what was asked and given of its data, each with its proof. INVARIANT: of other
 * owners there is nothing in it but salted hashes, of which the salts are not given.
 *
 * Rejects with EVIDENCE_INVALID rather than give out what does not fit its leaf; and when something is erased meanwhile. `report` is
 * told how far it is.
 */
export async function* sliceOf(
  reader: LedgerReader,
  order: SliceOrder,
  prover: Prover,
  report: (done: number, of: number) => void,
): AsyncGenerator<string> {
  const { owner, reading } = order;
  let [entries, done] = [0, 0];
  for await (const page of findAll(reader, order, reading.index)) entries += page.length;
  yield printSliceLine({
    format: SLICE_FORMAT,
    log: reader.identity.name,
    owner,
    from: new Date(order.from).toISOString(),
    before: new Date(order.before).toISOString(),
    entries,
    head: printSignedNote(prover.head),
    reading: { index: reading.index, ...toProved(reading.entry, reading.index, prover) },
  });
  const given = new Set<string>();
  for await (const page of findAll(reader, order, reading.index)) {
    for (const kept of page) yield* entryLines(reader, kept, owner, prover, given);
    done += page.length;
    report(done, entries);
  }
  if (done !== entries) throw notAsIssued('slice', 'entries were erased while it was made');
}

async function* entryLines(
  reader: LedgerReader,
  { index, leaf, entry, parts }: KeptEntry,
  owner: CountryCode,
  prover: Prover,
  given: Set<string>,
): AsyncGenerator<string> {
  const [part] = parts;
  if (entry === null || part === undefined) throw damaged(index, 'it is erased in part');
  if (!isSameHash(hashEntry(entry), leaf)) throw damaged(index, 'it is not what its leaf says');
  const [stored, own] = [readEntry(entry.bytes), readPart(part.bytes)];
  const isNamed = stored.parts.includes(Buffer.from(hashSalted(part)).toString('hex'));
  if (!isNamed || own.owner !== owner) throw damaged(index, 'the part is not one that it names');
  yield* textLines(reader, index, [...textsOfEntry(stored), ...textsOfPart(own)], given);
  const line = { index, ...toProved(entry, index, prover), part: part.bytes, partSalt: part.salt };
  yield printSliceLine(line);
}

function toProved(
  { bytes, salt }: SaltedEntry,
  index: number,
  { proofOf }: Prover,
): { readonly entry: Uint8Array; readonly salt: Uint8Array; readonly proof: Uint8Array[] } {
  return { entry: bytes, salt, proof: [...proofOf(index)] };
}

/** Those that no line has given yet. */
async function* textLines(
  reader: LedgerReader,
  index: number,
  named: readonly NamedText[],
  given: Set<string>,
): AsyncGenerator<string> {
  const hashes = [...new Set(named.map(({ sha256 }) => sha256))].filter((sha256) => !given.has(sha256));
  const texts = hashes.length === 0 ? new Map<string, string>() : await reader.texts(hashes);
  for (const sha256 of hashes) {
    const text = texts.get(sha256);
    if (text === undefined) throw damaged(index, 'a text of it is missing');
    given.add(sha256);
    yield printSliceLine({ sha256, text });
  }
}

function damaged(index: number, problem: string): Error {
  return notAsIssued('entry', `number ${index}: ${problem}; see what \`concordat ledger verify\` finds`);
}
