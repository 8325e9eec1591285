import { readEntry, readPart } from './entry/read-entry.ts';
import { problemOf } from './problem-of.ts';
import type { KeptEntry, LedgerReader } from './store/ledger-store.ts';
import { readPlaces } from './verify/read-places.ts';

/** Numbers about a log, as it stands in its store: nothing of it is verified. */
export interface LogStatistics {
  readonly size: number;
  readonly heads: number;
  /** Entries of which nothing is left but the leaf. */
  readonly erased: number;
  /** Requests that entries stand for: one each, or the number of those that were only counted. */
  readonly requests: number;
  readonly unreadable: number;
  /** Of entries and parts, without the texts they name. */
  readonly bytes: number;
  /** ISO 8601, UTC: the earliest and the latest time; null: there is none. */
  readonly first: string | null;
  readonly last: string | null;
  /** Entries by outcome; those about the ledger itself are `read` and `erase`. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** Entries by the requester's country; `none`: nobody was identified, or nobody asked. */
  readonly requesters: Readonly<Record<string, number>>;
  readonly owners: readonly OwnerStatistics[];
}

/** What was given of one owner's data. */
export interface OwnerStatistics {
  readonly owner: string;
  readonly entries: number;
  readonly given: number;
  readonly withheld: number;
}

const PAGE = 500;

/** Counts a log; an entry that cannot be read is counted as such. Rejects with EVIDENCE_LOG_UNAVAILABLE. */
export async function logStatistics(
  reader: LedgerReader,
  report: (done: number, of: number) => void,
): Promise<LogStatistics> {
  const size = await reader.size();
  const tally = openTally();
  for await (const places of readPlaces(reader, 0, size)) {
    for (const { kept } of places) tally.add(kept);
    report((places.at(-1)?.index ?? 0) + 1, size);
  }
  return { size, heads: await countHeads(reader), ...tally.end() };
}

async function countHeads(reader: LedgerReader): Promise<number> {
  let count = 0;
  for (let from = 0; ; ) {
    const page = await reader.heads(from, PAGE);
    count += page.length;
    const last = page.at(-1)?.size ?? -1;
    if (page.length < PAGE || last < from) return count;
    from = last + 1;
  }
}

interface Tally {
  readonly add: (kept: KeptEntry | null) => void;
  readonly end: () => Omit<LogStatistics, 'size' | 'heads'>;
}

function openTally(): Tally {
  let [erased, unreadable, bytes, requests] = [0, 0, 0, 0];
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  const [outcomes, requesters] = [new Map<string, number>(), new Map<string, number>()];
  const owners = new Map<string, OwnerStatistics>();

  function count({ entry, parts, time }: KeptEntry): void {
    [first, last] = [Math.min(first, time), Math.max(last, time)];
    if (entry === null) {
      erased += 1;
      return;
    }
    const { action, outcome, requester, requests: several } = readEntry(entry.bytes);
    const read = parts.map((part) => readPart(part.bytes));
    if (action === null) requests += several;
    add(outcomes, action?.kind ?? outcome);
    add(requesters, requester?.country ?? 'none');
    for (const part of read) addOwner(owners, part);
    bytes += [entry, ...parts].reduce((sum, { bytes: own }) => sum + own.length, 0);
  }

  return {
    add: (kept) => {
      try {
        if (kept === null) unreadable += 1;
        else count(kept);
      } catch (error) {
        problemOf(error);
        unreadable += 1;
      }
    },
    end: () => ({
      ...{ erased, requests, unreadable, bytes },
      first: first <= last ? new Date(first).toISOString() : null,
      last: first <= last ? new Date(last).toISOString() : null,
      outcomes: sorted(outcomes),
      requesters: sorted(requesters),
      owners: [...owners.values()].sort((one, other) => (one.owner < other.owner ? -1 : 1)),
    }),
  };
}

function addOwner(
  owners: Map<string, OwnerStatistics>,
  { owner, given, withheld }: Omit<OwnerStatistics, 'entries'>,
): void {
  const so = owners.get(owner) ?? { owner, entries: 0, given: 0, withheld: 0 };
  const now = { entries: so.entries + 1, given: so.given + given, withheld: so.withheld + withheld };
  owners.set(owner, { owner, ...now });
}

function add(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sorted(counts: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries([...counts].sort(([one], [other]) => (one < other ? -1 : 1)));
}
