import type { SealedEntry } from '../../entry/seal-entry.ts';
import { toHeadRow } from '../head-row.ts';
import { ERASED_PAGE, type Erased, type LedgerStore, type LogIdentity } from '../ledger-store.ts';
import { countTaken, type ErasureRecord, sealErasure } from '../seal-erasure.ts';
import type { PageOrder } from '../sqlite/take-away-page.ts';
import type { StoreOptions } from '../store-options.ts';
import type { TakenEntry } from '../take-from-entry.ts';
import { writtenTexts } from '../written-texts.ts';
import { growLocked, keepLocked } from './postgres-append.ts';
import { erasePage } from './postgres-erase.ts';
import { postgresFault } from './postgres-fault.ts';
import type { PostgresLine } from './postgres-line.ts';
import { type LockedLog, lockLog } from './postgres-lock.ts';
import { readSize } from './postgres-reader.ts';
import type { PostgresSession } from './postgres-session.ts';
import { BEGIN, inTransaction } from './postgres-transaction.ts';
import type { SeenLog } from './postgres-tree.ts';

/** What a store does beside reading. `close` closes the line alone. */
export type PostgresWriter = Pick<LedgerStore, 'append' | 'keepHead' | 'erase' | 'close'>;

/** A log that has been opened, its newest head verified. */
export interface OpenedLog extends StoreOptions {
  readonly identity: LogIdentity;
  readonly seen: SeenLog;
}

/** What a transaction did, to be believed when it has been committed. */
interface Written<Result> {
  readonly seen: SeenLog;
  readonly texts: Iterable<string>;
  readonly result: Result;
}

type Write = <Result>(
  job: (session: PostgresSession, seen: SeenLog) => Promise<Written<Result>>,
) => Promise<Result>;

/** Takes away a page of entries, with the entry about it where there is anything. */
type TakePage = (
  session: PostgresSession,
  seen: SeenLog,
  order: PageOrder,
  record: ErasureRecord,
) => Promise<Written<readonly TakenEntry[]>>;

/** Writes over this line, one transaction at a time. Everything rejects with EVIDENCE_LOG_UNAVAILABLE alone. */
export function postgresWriter(line: PostgresLine, log: OpenedLog): PostgresWriter {
  const { identity, signer, now } = log;
  const known = writtenTexts();
  const write = writeOver(line, log.seen, known);
  const grow = async (session: PostgresSession, locked: LockedLog, group: readonly SealedEntry[]) => {
    const texts = known.missing(group);
    const grown = await growLocked(session, locked, { group, texts }, signer);
    return { ...grown, texts: texts.keys() };
  };
  const takePage: TakePage = async (session, seen, order, record) => {
    await session.run(BEGIN);
    const result = await erasePage(session, order);
    if (result.length === 0) return { seen, texts: [], result };
    const locked = await lockLog(session, seen, identity, '');
    const { head: _, ...grown } = await grow(session, locked, [sealErasure(record, result, now())]);
    return { ...grown, result };
  };
  return {
    append: (group) =>
      write(async (session, seen) => {
        const { head, ...grown } = await grow(session, await lockLog(session, seen, identity), group);
        return { ...grown, result: { size: head.size, note: head.note } };
      }),
    keepHead: () =>
      write(async (session, before) => {
        const { seen, keptHead } = await lockLog(session, before, identity);
        if (keptHead === null || keptHead.size < seen.tree.size)
          await keepLocked(session, toHeadRow(seen.tree, signer));
        return { seen, texts: [], result: undefined };
      }),
    erase: async (owner, before, record) => {
      const size = await line.use(readSize);
      return inPages(size, (from, to) =>
        write((session, seen) => takePage(session, seen, { owner, before, from, to }, record)),
      );
    },
    close: () => line.close(),
  };
}

/** A page, and a transaction, for each `ERASED_PAGE` entries: a rare owner's are looked for in no longer statement than others'. */
async function inPages(
  size: number,
  takePage: (from: number, to: number) => Promise<readonly TakenEntry[]>,
): Promise<Erased> {
  let erased: Erased = { parts: 0, entries: 0 };
  for (let from = 0; from < size; from += ERASED_PAGE)
    erased = countTaken(await takePage(from, from + ERASED_PAGE), erased);
  return erased;
}

/** INVARIANT: what was seen of the log changes only when a transaction has been committed; in doubt, the next one catches up. */
function writeOver(line: PostgresLine, first: SeenLog, known: ReturnType<typeof writtenTexts>): Write {
  let seen = first;
  return async (job) => {
    try {
      return await line.use(async (session) => {
        const written = await inTransaction(session, () => job(session, seen));
        seen = written.seen;
        known.add(written.texts);
        return written.result;
      });
    } catch (error) {
      known.clear();
      throw postgresFault(error);
    }
  };
}
