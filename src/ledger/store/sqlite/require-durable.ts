import type { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../../errors.ts';

/** Before it, a checkpoint beside a write could lose what had been committed (WAL-reset, mended in 3.51.3). */
const OLDEST = [3, 51, 3];
/** `PRAGMA synchronous`: every commit is on the disk before it returns. */
const FULL = 2;

/**
 * Asserts what a commit's being durable rests on, as this connection has it and not as it was asked for: the journal, the
 * synchronization, the version of SQLite. Throws CONFIGURATION_INVALID.
 */
export function requireDurable(database: DatabaseSync, file: string, version = versionOf(database)): void {
  const journal = database.prepare('PRAGMA journal_mode').get()?.journal_mode;
  if (journal !== 'wal')
    throw unsafe(file, `its journal is \`${journal}\`, not \`wal\``, 'put it on a disk of this machine');
  const synchronous = database.prepare('PRAGMA synchronous').get()?.synchronous;
  if (synchronous !== FULL)
    throw unsafe(file, `\`synchronous\` is ${synchronous}, not ${FULL}`, 'use Node as nodejs.org builds it');
  if (isOlder(version))
    throw unsafe(file, `SQLite is ${version}, older than ${OLDEST.join('.')}`, 'use a newer Node');
}

function versionOf(database: DatabaseSync): string {
  return String(database.prepare('SELECT sqlite_version() AS version').get()?.version);
}

function isOlder(version: string): boolean {
  const numbers = version.split('.').map(Number);
  const place = OLDEST.findIndex((oldest, at) => numbers[at] !== oldest);
  return place !== -1 && !((numbers[place] ?? 0) > (OLDEST[place] as number));
}

function unsafe(file: string, problem: string, remedy: string): GatewayError {
  const message = `a commit to the ledger \`${file}\` would not be durable: ${problem}: ${remedy}`;
  return new GatewayError('CONFIGURATION_INVALID', message, { file, problem });
}
