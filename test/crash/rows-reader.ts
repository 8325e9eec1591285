import { GatewayError } from '../../src/errors.ts';
import { toKeptEntry } from '../../src/ledger/store/entry-row.ts';
import type { LedgerReader } from '../../src/ledger/store/ledger-store.ts';
import type { LogRows } from './tampered-log.ts';

const HASH_BYTES = 32;

/** A reader of rows in memory: gives and refuses as that of SQLite does, so that ten thousand logs are verified in seconds. */
export function rowsReader({ identity, entries, heads, texts }: LogRows): LedgerReader {
  const inOrder = [...entries].sort((one, other) => one.idx - other.idx);
  const headsInOrder = [...heads].sort((one, other) => one.size - other.size);
  return {
    identity,
    size: async () => (inOrder.at(-1)?.idx ?? -1) + 1,
    leaves: async (from, before) => {
      const leaves = inOrder.filter(({ idx }) => idx >= from && idx < before);
      const odd = leaves.findIndex(({ idx, leaf }, at) => idx !== from + at || leaf.length !== HASH_BYTES);
      if (odd !== -1 || leaves.length < before - from)
        throw new GatewayError('EVIDENCE_INVALID', 'a leaf is missing', {
          index: from,
          problem: 'is missing',
        });
      return Buffer.concat(leaves.map(({ leaf }) => leaf));
    },
    entries: async (from, most) => {
      const first = inOrder.findIndex(({ idx }) => idx >= from);
      return first === -1 ? [] : inOrder.slice(first, first + most).map(toKeptEntry);
    },
    find: async ({ owner, from, before, after, most }) =>
      inOrder
        .filter(({ idx, time, parts }) => idx > after && time >= from && time < before && parts !== null)
        .map(toKeptEntry)
        .map((kept) => ({ ...kept, parts: kept.parts.filter((part) => part.owner === owner) }))
        .filter(({ parts }) => parts.length > 0)
        .slice(0, most),
    heads: async (size, most) => headsInOrder.filter((head) => head.size >= size).slice(0, most),
    texts: async (hashes) =>
      new Map(
        hashes.flatMap((hash) => (texts.has(hash) ? [[hash, texts.get(hash) as string] as const] : [])),
      ),
    check: async () => [],
    close: async () => {},
  };
}
