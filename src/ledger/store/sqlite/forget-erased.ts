import type { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../../errors.ts';

/**
 * Empties the log that SQLite writes ahead, which holds what stood there before an erasure. In the file itself it has been
 * overwritten (`secure_delete`). What the disk keeps of bytes that were freed is not ours to say.
 *
 * Throws EVIDENCE_LOG_UNAVAILABLE while somebody reads from it, and the error of SQLite.
 */
export function forgetErased(database: DatabaseSync, file: string): void {
  if (database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.busy === 0) return;
  const message = `what was erased of the ledger \`${file}\` still stands in \`${file}-wal\`: something else reads it: erase again when that has ended`;
  throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, { file });
}
