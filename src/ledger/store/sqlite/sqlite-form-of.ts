import type { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../../errors.ts';
import { sqliteCodeOf, sqliteFailure } from './sqlite-failure.ts';
import { SQLITE_MIGRATIONS } from './sqlite-migrations.ts';

/**
 * The version of the ledger in a file; 0: the file is empty. Nothing has been changed. Throws CONFIGURATION_INVALID, with
 * what to do, for what is no ledger and for one that a newer program has made.
 */
export function sqliteFormOf(database: DatabaseSync, file: string): number {
  const { version, tables, logs } = read(database, file);
  if (tables > 0 && logs === 0) throw unfit(file, 'it is the database of something else');
  if (logs > 0 && version > SQLITE_MIGRATIONS.length) {
    const message = `the ledger \`${file}\` is of version ${version}, this program writes ${SQLITE_MIGRATIONS.length}: use the newer program that made it`;
    throw new GatewayError('CONFIGURATION_INVALID', message, { file, version });
  }
  return logs === 0 ? 0 : version;
}

interface Form {
  readonly version: number;
  readonly tables: number;
  readonly logs: number;
}

const FORM = `
  SELECT (SELECT user_version FROM pragma_user_version) AS version, count(*) AS tables,
         count(*) FILTER (WHERE name = 'log') AS logs
    FROM sqlite_schema WHERE type = 'table'`;
const NO_DATABASE = 26;

function read(database: DatabaseSync, file: string): Form {
  try {
    return database.prepare(FORM).get() as unknown as Form;
  } catch (error) {
    if (sqliteCodeOf(error) === NO_DATABASE) throw unfit(file, 'it is no database of SQLite');
    throw sqliteFailure(error, file, 'read');
  }
}

function unfit(file: string, problem: string): GatewayError {
  const message = `there is no ledger in \`${file}\`: ${problem}: name the file of a ledger, or one that is not there yet`;
  return new GatewayError('CONFIGURATION_INVALID', message, { file, problem });
}
