import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { pathToFileURL } from 'node:url';
import { GatewayError } from '../../../errors.ts';
import { requireWhole } from './require-whole.ts';
import { sqliteCodeOf, sqliteFailure } from './sqlite-failure.ts';
import { sqliteFormOf } from './sqlite-form-of.ts';
import { type SqliteReader, sqliteReaderOf } from './sqlite-reader.ts';

const BUSY_MS = 2_000;
/** Result codes of a folder that nothing can be written to: read only, cannot open. */
const NO_PLACE_FOR_LOCKS: readonly (number | null)[] = [8, 14];

/**
 * Opens the ledger in `file` to be read: nothing in the file is changed. Nothing of it is trusted, or has been verified.
 *
 * Throws CONFIGURATION_INVALID, with what to do, where there is no ledger or a newer program's, EVIDENCE_INVALID as
 * `requireWhole`, and EVIDENCE_LOG_UNAVAILABLE when it cannot be read.
 */
export function sqliteFileReaderOf(file: string): SqliteReader {
  requireWhole(file);
  if (!existsSync(file)) throw unfit(file, 'there is no such file');
  const database = connect(file);
  try {
    if (sqliteFormOf(database, file) === 0) throw unfit(file, 'nothing has been written to it yet');
    return sqliteReaderOf(database, file);
  } catch (error) {
    database.close();
    throw sqliteFailure(error, file, 'read');
  }
}

function connect(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file, { readOnly: true, timeout: BUSY_MS });
    return isReadable(database) ? database : connectAsIs(file, database);
  } catch (error) {
    throw sqliteFailure(error, file, 'read');
  }
}

/** A reader too puts a file of locks beside the ledger; where it may not, in a copy on a medium that is read only, it fails. */
function isReadable(database: DatabaseSync): boolean {
  try {
    return database.prepare('SELECT count(*) FROM sqlite_schema').get() !== undefined;
  } catch (error) {
    return !NO_PLACE_FOR_LOCKS.includes(sqliteCodeOf(error));
  }
}

/** Without locks. INVARIANT: nothing has been written ahead, or the newest entries would be missing. */
function connectAsIs(file: string, database: DatabaseSync): DatabaseSync {
  if (existsSync(`${file}-wal`)) return database;
  database.close();
  return new DatabaseSync(new URL('?immutable=1', pathToFileURL(file)), { readOnly: true });
}

function unfit(file: string, problem: string): GatewayError {
  const message = `there is no ledger in \`${file}\`: ${problem}: name the file that the gateway writes`;
  return new GatewayError('CONFIGURATION_INVALID', message, { file, problem });
}
