import type { SealedEntry } from '../entry/seal-entry.ts';
import { toHeadRow } from './head-row.ts';
import { ERASED_PAGE, type Erased, type LedgerStore, type LogIdentity } from './ledger-store.ts';
import { growLocked, keepLocked } from './postgres-append.ts';
import { erasePage } from './postgres-erase.ts';
import { postgresFault } from './postgres-fault.ts';
import type { PostgresLine } from './postgres-line.ts';
import { type LockedLog, lockLog } from './postgres-lock.ts';
import { readSize } from './postgres-reader.ts';
import type { PostgresSession } from './postgres-session.ts';
import { BEGIN, inTransaction } from './postgres-transaction.ts';
import type { SeenLog } from './postgres-tree.ts';
import { countTaken, type ErasureRecord, sealErasure } from './seal-erasure.ts';
import type { StoreOptions } from './store-options.ts';
import type { PageOrder } from './take-away-page.ts';
import type { TakenEntry } from './take-from-entry.ts';
import { writtenTexts } from './written-texts.ts';

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
  const takePage = async (
    session: PostgresSession,
    seen: SeenLog,
    order: PageOrder,
    record: ErasureRecord,
  ): Promise<Written<readonly TakenEntry[]>> => {
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
      let erased: Erased = { parts: 0, entries: 0 };
      const size = await line.use(readSize);
      for (let from = 0; from < size; from += ERASED_PAGE) {
        const order = { owner, before, from, to: from + ERASED_PAGE };
        const page = (session: PostgresSession, seen: SeenLog) => takePage(session, seen, order, record);
        erased = countTaken(await write(page), erased);
      }
      return erased;
    },
    close: () => line.close(),
  };
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
