import { hashEntry, hashSalted } from '../entry/entry-leaf.ts';
import { hashText } from '../entry/kept-text.ts';
import { textsOfEntry, textsOfPart } from '../entry/named-texts.ts';
import { readEntry, readPart } from '../entry/read-entry.ts';
import type { StoredEntry, StoredPart } from '../entry/stored-entry.ts';
import { isIncluded } from '../is-included.ts';
import { notAsIssued } from '../not-as-issued.ts';
import type { Checkpoint } from '../note/checkpoint.ts';
import type { NoteKey } from '../note/note-key.ts';
import { readSignedNote } from '../note/signed-note.ts';
import { verifyCheckpoint } from '../note/verify-checkpoint.ts';
import { problemOf } from '../problem-of.ts';
import {
  readSliceHead,
  readSliceLine,
  type SliceEntry,
  type SliceHead,
  type SliceText,
} from './slice-lines.ts';

/** What a slice has shown: every line of it is the log's. It may lack lines: of what is not in it, it says nothing. */
export interface VerifiedSlice {
  readonly owner: string;
  /** ISO 8601, UTC. */
  readonly from: string;
  readonly before: string;
  readonly head: Checkpoint;
  readonly entries: number;
  /** Records of the owner, over all entries. */
  readonly given: number;
  readonly withheld: number;
}

/** What is known of the slice when a line is read. */
interface Reading {
  readonly slice: SliceHead;
  readonly head: Checkpoint;
  readonly texts: Map<string, string>;
  /** Texts that no entry has named yet. */
  readonly unused: Set<string>;
  last: number;
  entries: number;
  given: number;
  withheld: number;
}

/**
 * Verifies a slice offline, with the log's public key alone: the head is signed; each entry is under it, in its order, of
 * the time and with a part of the owner that the slice says; every text is of its hash; and the log says that it was read.
 * Throws EVIDENCE_INVALID with the number of the line.
 */
export async function verifySlice(lines: AsyncIterable<string>, key: NoteKey): Promise<VerifiedSlice> {
  let reading: Reading | null = null;
  let number = 0;
  for await (const line of lines) {
    number += 1;
    if (reading === null) reading = verifyFirst(readSliceHead(line), key);
    else atLine(number, reading, readSliceLine(line, number));
  }
  if (reading === null) throw notAsIssued('slice', 'it is empty');
  const { slice, head, entries, given, withheld, unused } = reading;
  if (entries !== slice.entries)
    throw notAsIssued('slice', `${entries} entries, where its first line says ${slice.entries}`);
  if (unused.size > 0) throw notAsIssued('slice', 'a text that no entry names');
  return { owner: slice.owner, from: slice.from, before: slice.before, head, entries, given, withheld };
}

function verifyFirst(slice: SliceHead, key: NoteKey): Reading {
  const head = verifyCheckpoint(readSignedNote(Buffer.from(slice.head)), key);
  if (slice.log !== head.origin) throw notAsIssued('slice', 'line 1: another log than that of its head');
  const { reading } = slice;
  requireIncluded(reading, head);
  const { action } = readEntry(reading.entry);
  const isOf = action?.owner === slice.owner && action.from === slice.from && action.before === slice.before;
  if (action?.kind !== 'read' || !isOf)
    throw notAsIssued('slice', 'line 1: another owner or other times than the log says were read');
  return { slice, head, texts: new Map(), unused: new Set(), last: -1, entries: 0, given: 0, withheld: 0 };
}

function atLine(number: number, reading: Reading, line: SliceEntry | SliceText): void {
  try {
    if ('text' in line) takeText(reading, line);
    else takeEntry(reading, line);
  } catch (error) {
    throw notAsIssued('slice', `line ${number}: ${problemOf(error)}`);
  }
}

function takeText({ texts, unused }: Reading, { sha256, text }: SliceText): void {
  if (hashText(text) !== sha256 || !text.isWellFormed())
    throw notAsIssued('slice', 'a text that is not of its hash');
  if (texts.has(sha256)) throw notAsIssued('slice', 'a text that was there before');
  texts.set(sha256, text);
  unused.add(sha256);
}

function takeEntry(reading: Reading, line: SliceEntry): void {
  if (line.index <= reading.last) throw notAsIssued('slice', 'an entry out of its order');
  if (line.index >= reading.slice.reading.index)
    throw notAsIssued('slice', 'an entry that is later than the reading');
  requireIncluded(line, reading.head);
  const [entry, part] = readBoth(line, reading.slice);
  for (const { sha256, check } of [...textsOfEntry(entry), ...textsOfPart(part)]) {
    check((hash) => reading.texts.get(hash) ?? null);
    reading.unused.delete(sha256);
  }
  reading.last = line.index;
  reading.entries += 1;
  reading.given += part.given;
  reading.withheld += part.withheld;
}

function requireIncluded({ index, entry, salt, proof }: SliceHead['reading'], head: Checkpoint): void {
  const leafHash = hashEntry({ salt, bytes: entry });
  if (!isIncluded({ index, size: head.size, leafHash, root: head.root, proof }))
    throw notAsIssued('slice', `entry ${index} is not under the head`);
}

function readBoth(line: SliceEntry, { owner, from, before }: SliceHead): readonly [StoredEntry, StoredPart] {
  const entry = readEntry(line.entry);
  const time = Date.parse(entry.time);
  if (time < Date.parse(from) || time >= Date.parse(before))
    throw notAsIssued('slice', 'an entry of another time');
  const hash = Buffer.from(hashSalted({ salt: line.partSalt, bytes: line.part })).toString('hex');
  if (!entry.parts.includes(hash)) throw notAsIssued('slice', 'a part that is not one of its entry');
  const part = readPart(line.part);
  if (part.owner !== owner) throw notAsIssued('slice', 'a part of another owner');
  return [entry, part];
}
