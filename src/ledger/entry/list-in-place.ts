import type { z } from 'zod';
import { notAsIssued } from '../not-as-issued.ts';
import { readJson } from '../read-json.ts';
import { hashText } from './kept-text.ts';
import type { ListByHash } from './stored-entry.ts';

/** The text kept by this hash, or null. */
export type TextOf = (sha256: string) => string | null;

/** The list itself, wherever it stands. Throws EVIDENCE_INVALID where its text is missing, another, or no such list. */
export function listInPlace<List extends readonly unknown[]>(
  list: List | ListByHash,
  form: z.ZodType<List>,
  textOf: TextOf,
): List {
  if (!isByHash(list)) return list;
  const { data } = form.safeParse(readJson(textBy(list.sha256, textOf)));
  if (data?.length !== list.count) throw notAsIssued('entry', 'a list that is not the one it counts');
  return data;
}

export function isByHash(list: readonly unknown[] | ListByHash): list is ListByHash {
  return !Array.isArray(list);
}

/** The text of this hash. Throws EVIDENCE_INVALID where it is missing or another. */
export function textBy(sha256: string, textOf: TextOf): string {
  const text = textOf(sha256);
  if (text === null) throw notAsIssued('entry', 'a text that is missing');
  if (hashText(text) !== sha256) throw notAsIssued('entry', 'a text that is not the one it names');
  return text;
}
