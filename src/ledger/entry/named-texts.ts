import type { z } from 'zod';
import { isByHash, listInPlace, type TextOf, textBy } from './list-in-place.ts';
import {
  DENIALS,
  ERASED,
  JOINS,
  type ListByHash,
  OBLIGATIONS,
  type StoredEntry,
  type StoredPart,
  WORDS,
} from './stored-entry.ts';

/** A text that an entry or a part names by its hash, and what it has to be there. */
export interface NamedText {
  readonly sha256: string;
  /** The same for all that ask the same of the same text. */
  readonly claim: string;
  /** Throws EVIDENCE_INVALID where the text is missing, another, or not the list that is counted. */
  readonly check: (textOf: TextOf) => void;
}

/** What an entry names: the data of the rules, its query, its operations and what it erased where they are many. */
export function textsOfEntry({ policy, query, operations, action }: StoredEntry): readonly NamedText[] {
  const erased = action?.erased ?? [];
  return [
    ...[...whole(policy), ...whole(query)],
    ...[...list(operations, WORDS, 'words'), ...list(erased, ERASED, 'erased')],
  ];
}

/** What a part names: its document, and its lists where they are long. */
export function textsOfPart(part: StoredPart): readonly NamedText[] {
  return [
    ...whole(part.document),
    ...list(part.coordinates, WORDS, 'words'),
    ...list(part.denials, DENIALS, 'denials'),
    ...list(part.joins, JOINS, 'joins'),
    ...list(part.obligations, OBLIGATIONS, 'obligations'),
  ];
}

function whole(sha256: string | null): readonly NamedText[] {
  if (sha256 === null) return [];
  return [{ sha256, claim: `text ${sha256}`, check: (textOf) => void textBy(sha256, textOf) }];
}

function list<List extends readonly unknown[]>(
  items: List | ListByHash,
  form: z.ZodType<List>,
  of: string,
): readonly NamedText[] {
  if (!isByHash(items)) return [];
  const { count, sha256 } = items;
  const check = (textOf: TextOf) => void listInPlace(items, form, textOf);
  return [{ sha256, claim: `${count} ${of} ${sha256}`, check }];
}
