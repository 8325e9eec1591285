import { constants, DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../../errors.ts';
import type { LogIdentity } from '../ledger-store.ts';
import { makePrivateFile } from './make-private-file.ts';
import { requireDurable } from './require-durable.ts';
import { requireWhole } from './require-whole.ts';
import { sqliteCodeOf, sqliteFailure } from './sqlite-failure.ts';
import { sqliteFormOf } from './sqlite-form-of.ts';
import { SQLITE_MIGRATIONS } from './sqlite-migrations.ts';

/** How long a statement waits for another writer, in milliseconds. */
const BUSY_MS = 2_000;
const CANNOT_OPEN = 14;

/** What every connection that writes is set to; the first two are read back by `requireDurable`. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = ON;
  PRAGMA checkpoint_fullfsync = ON;
  PRAGMA secure_delete = ON;`;

/**
 * Opens the file of a ledger to be written to, and makes it where there is none. A new one is `identity`'s for good.
 *
 * Throws CONFIGURATION_INVALID, with what to do, for a file that is no ledger, another log's or another key's, of a newer
 * version, or on which a commit would not be durable; EVIDENCE_INVALID as `requireWhole`; EVIDENCE_LOG_UNAVAILABLE when it
 * cannot be written.
 */
export function openSqliteDatabase(file: string, identity: LogIdentity): DatabaseSync {
  requireWhole(file);
  makePrivateFile(file);
  const database = connect(file);
  try {
    const version = sqliteFormOf(database, file);
    database.exec(SETTINGS);
    if (version < SQLITE_MIGRATIONS.length) migrate(database, file, identity);
    requireDurable(database, file);
    refuseOthers(database, file, identity);
    database.setAuthorizer(refuseOtherFiles);
    return database;
  } catch (error) {
    database.close();
    throw sqliteFailure(error, file, 'written');
  }
}

function connect(file: string): DatabaseSync {
  try {
    return new DatabaseSync(file, { timeout: BUSY_MS, defensive: true });
  } catch (error) {
    throw sqliteCodeOf(error) === CANNOT_OPEN
      ? cannotOpen(file, error)
      : sqliteFailure(error, file, 'written');
  }
}

function cannotOpen(file: string, cause: unknown): GatewayError {
  const message = `the ledger \`${file}\` cannot be opened: see that its folder is there, and that this user may write both`;
  return new GatewayError('CONFIGURATION_INVALID', message, { file }, { cause });
}

/** All of it or nothing. Whoever comes second finds it done. */
function migrate(database: DatabaseSync, file: string, { name, key }: LogIdentity): void {
  database.exec('BEGIN IMMEDIATE');
  const version = sqliteFormOf(database, file);
  for (const migration of SQLITE_MIGRATIONS.slice(version)) database.exec(migration);
  database.exec(`PRAGMA user_version = ${SQLITE_MIGRATIONS.length}`);
  database.prepare('INSERT OR IGNORE INTO log (id, name, key) VALUES (1, ?, ?)').run(name, key);
  database.exec('COMMIT');
}

function refuseOthers(database: DatabaseSync, file: string, { name, key }: LogIdentity): void {
  const log = database.prepare('SELECT name, key FROM log').get() as unknown as LogIdentity | undefined;
  if (log?.name === name && log.key === key) return;
  const problem =
    log?.name === name ? 'is signed with another key' : `is the log \`${log?.name}\`, not \`${name}\``;
  const message = `the ledger \`${file}\` ${problem}: give it the name and the key that it was made with, or name another file`;
  throw new GatewayError('CONFIGURATION_INVALID', message, { file, name });
}

/** One file, whatever a statement says. */
function refuseOtherFiles(action: number): number {
  return action === constants.SQLITE_ATTACH ? constants.SQLITE_DENY : constants.SQLITE_OK;
}
