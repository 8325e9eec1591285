import { type NoteKey, printNoteKey } from '../../note/note-key.ts';
import type { LedgerReader, LedgerStore, LogIdentity } from '../ledger-store.ts';
import type { StoreOptions } from '../store-options.ts';
import { assertDurable, assertLogged, DURABILITY, type Durability, UNLOGGED } from './postgres-durability.ts';
import { postgresLine } from './postgres-line.ts';
import { prepareLog } from './postgres-log.ts';
import { postgresReaderOver, readSize } from './postgres-reader.ts';
import {
  openPostgresSession,
  POSTGRES_TIMEOUTS,
  type PostgresSession,
  type PostgresTimeouts,
  READ_TIMEOUTS,
} from './postgres-session.ts';
import { catchUp, readSeenLog, type SeenLog } from './postgres-tree.ts';
import { type PostgresWriter, postgresWriter } from './postgres-writer.ts';

/**
 * The log at this address, to be written to by any number of gateways at once: each group is one transaction behind the lock
 * on the log's one row, so that all of them make one history without gaps. A call rejects when its session has been lost;
 * the next one has a new session, for which all that is asserted here holds again.
 *
 * Rejects with CONFIGURATION_INVALID, with what to do, for a server on which a commit would not be durable, for the log of
 * another name or key and one of a later version; with EVIDENCE_INVALID where the newest head kept is not ours or the log is
 * shorter; with EVIDENCE_LOG_UNAVAILABLE when the server cannot be reached.
 */
export async function openPostgresStore(
  url: () => string,
  options: StoreOptions,
  timeouts = POSTGRES_TIMEOUTS,
): Promise<LedgerStore> {
  const { key } = options.signer;
  const identity: LogIdentity = { name: key.name, key: printNoteKey(key) };
  const open = () => openDurable(url, timeouts);
  const session = await open();
  try {
    await prepareLog(session, identity);
    const seen = await readLog(session, key);
    const reader = postgresReaderOver(
      identity,
      postgresLine(() => openPostgresSession(url, 'read', READ_TIMEOUTS)),
    );
    const writer = postgresWriter(postgresLine(open, session), { ...options, identity, seen });
    return joined(reader, writer, url);
  } catch (error) {
    await session.close();
    throw error;
  }
}

function joined(reader: LedgerReader, writer: PostgresWriter, url: () => string): LedgerStore {
  return {
    ...reader,
    ...writer,
    erase: async (...order) => {
      const erased = await writer.erase(...order);
      await vacuum(url);
      return erased;
    },
    close: async () => {
      await writer.close();
      await reader.close();
    },
  };
}

/**
 * Gives the room of what was erased back to the table, where later entries come to lie over it. As good as it goes: without,
 * the server does the same on its own later. What was erased is still in archived WAL and in backups until those are
 * rotated, and in freed room of the table's files until it is written over: `VACUUM FULL` leaves none, and holds the log up.
 */
async function vacuum(url: () => string): Promise<void> {
  const timeouts = { ...POSTGRES_TIMEOUTS, statementMs: 0, answerMs: 0 };
  const session = await openPostgresSession(url, 'write', timeouts).catch(() => null);
  await session?.run('VACUUM concordat.entries').catch(() => undefined);
  await session?.close();
}

/** A session to append in. */
async function openDurable(url: () => string, timeouts: PostgresTimeouts): Promise<PostgresSession> {
  const session = await openPostgresSession(url, 'write', timeouts);
  try {
    const [[durability]] = await session.run<[[Durability]]>(`SELECT ${DURABILITY}`);
    assertDurable(durability);
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}

/** The log as it is: the newest head verified, and whatever came after it. */
async function readLog(session: PostgresSession, key: NoteKey): Promise<SeenLog> {
  const [unlogged] = await session.run<[{ name: string }[]]>(UNLOGGED);
  assertLogged(unlogged);
  return catchUp(session, await readSeenLog(session, key), await readSize(session));
}
