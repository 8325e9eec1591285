import type { LedgerReader } from '../ledger-store.ts';
import { postgresLine } from './postgres-line.ts';
import { readLogRow } from './postgres-log.ts';
import { postgresReaderOver } from './postgres-reader.ts';
import { openPostgresSession, READ_TIMEOUTS } from './postgres-session.ts';

/**
 * The log at this address, to be read: its session cannot write, and a standby will do. What is read has not been verified.
 *
 * Rejects with CONFIGURATION_INVALID, with what to do, where there is no log or one of another version; with
 * EVIDENCE_LOG_UNAVAILABLE when it cannot be reached.
 */
export async function openPostgresReader(url: () => string): Promise<LedgerReader> {
  const open = () => openPostgresSession(url, 'read', READ_TIMEOUTS);
  const session = await open();
  try {
    const { name, key } = await readLogRow(session);
    return postgresReaderOver({ name, key }, postgresLine(open, session));
  } catch (error) {
    await session.close();
    throw error;
  }
}
