import { printValue } from '../../src/access/selection.ts';
import type { OwnerEntry } from '../../src/ledger/ledger.ts';

/** What was sent to an owner, each value back in its place, without response keys; null when nothing was. */
export function filledDocument(entry: Pick<OwnerEntry, 'document' | 'arguments'>): string | null {
  return withoutKeys(
    entry.document?.replace(/\$(\d+)/g, (_, place) => printValue(entry.arguments[Number(place) - 1])) ?? null,
  );
}

/** A document without response keys, which are digests of arguments when it is sent, and numbers in the evidence. */
export function withoutKeys(document: string | null): string | null {
  return document?.replace(/\b\w+_(?:[0-9a-f]{12}|\d+): /g, '') ?? null;
}
