import { listInPlace, type TextOf, textBy } from './entry/list-in-place.ts';
import { readEntry, readPart } from './entry/read-entry.ts';
import {
  DENIALS,
  ERASED,
  JOINS,
  OBLIGATIONS,
  type StoredAction,
  type StoredEntry,
  type StoredPart,
  WORDS,
} from './entry/stored-entry.ts';
import type { LedgerAction, OwnerEntry } from './ledger.ts';
import { notAsIssued } from './not-as-issued.ts';
import type { KeptEntry, LedgerReader } from './store/ledger-store.ts';
import { checkKeptEntry } from './verify/check-kept-entry.ts';

/** An entry with the texts and lists themselves where it names them by hash. */
export interface EntryInPlace extends Omit<StoredEntry, 'action' | 'operations' | 'parts'> {
  readonly action: LedgerAction | null;
  readonly operations: readonly string[];
}

/** A part likewise; of arguments and references there is the digest alone. */
export interface PartInPlace
  extends Omit<StoredPart, 'coordinates' | 'denials' | 'joins' | 'obligations'>,
    Pick<OwnerEntry, 'coordinates' | 'denials' | 'joins' | 'obligations'> {}

export interface InPlace {
  readonly index: number;
  /** Null: erased. */
  readonly entry: EntryInPlace | null;
  /** Those that were read. */
  readonly parts: readonly PartInPlace[];
  /** How many parts the entry has, with those that were not read or are erased. */
  readonly partsInAll: number;
}

/**
 * Reads what entries say. INVARIANT: each is what its leaf says, and a part is one that its entry names; that the leaf is
 * the log's, `verifyLog` or a proof shows. Rejects with EVIDENCE_INVALID.
 */
export async function readInPlace(
  reader: LedgerReader,
  page: readonly KeptEntry[],
): Promise<readonly InPlace[]> {
  const checked = page.map(checkKeptEntry);
  for (const { index, problems } of checked) {
    if (problems[0] !== undefined) throw notAsIssued('entry', `number ${index}: ${problems[0]}`);
  }
  const hashes = new Set(checked.flatMap(({ texts }) => texts.map(({ sha256 }) => sha256)));
  const texts = await reader.texts([...hashes]);
  const textOf: TextOf = (sha256) => texts.get(sha256) ?? null;
  return page.map(({ index, entry, parts }) => {
    if (entry === null) return { index, entry, parts: [], partsInAll: 0 };
    const { parts: all, ...stored } = readEntry(entry.bytes);
    return {
      index,
      entry: entryInPlace(stored, textOf),
      parts: parts.map(({ bytes }) => partInPlace(readPart(bytes), textOf)),
      partsInAll: all.length,
    };
  });
}

function entryInPlace(entry: Omit<StoredEntry, 'parts'>, textOf: TextOf): EntryInPlace {
  return {
    ...entry,
    action: entry.action && actionInPlace(entry.action, textOf),
    operations: listInPlace(entry.operations, WORDS, textOf),
    policy: entry.policy && textBy(entry.policy, textOf),
    query: entry.query && textBy(entry.query, textOf),
  };
}

function actionInPlace(action: StoredAction, textOf: TextOf): LedgerAction {
  return { ...action, erased: action.erased && listInPlace(action.erased, ERASED, textOf) };
}

function partInPlace(part: StoredPart, textOf: TextOf): PartInPlace {
  return {
    ...part,
    document: part.document && textBy(part.document, textOf),
    coordinates: listInPlace(part.coordinates, WORDS, textOf),
    denials: listInPlace(part.denials, DENIALS, textOf),
    joins: listInPlace(part.joins, JOINS, textOf),
    obligations: listInPlace(part.obligations, OBLIGATIONS, textOf),
  };
}
