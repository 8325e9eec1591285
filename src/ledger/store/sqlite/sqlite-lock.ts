import { DatabaseSync } from 'node:sqlite';
import { GatewayError } from '../../../errors.ts';
import { makePrivateFile } from './make-private-file.ts';
import { sqliteCodeOf, sqliteFailure } from './sqlite-failure.ts';

const BUSY = 5;

/** What `lockSqliteLedger` holds. */
export interface SqliteLock {
  release(): void;
}

/**
 * Makes this process the one gateway that writes to `file`, until it is released or the process ends, however it ends: a
 * lock of the operating system on a file beside it. Commands do without: a transaction of theirs is enough.
 *
 * Throws CONFIGURATION_INVALID while another one has it.
 */
export function lockSqliteLedger(file: string): SqliteLock {
  let database: DatabaseSync | undefined;
  try {
    database = openBeside(`${file}-lock`);
    // Nothing is ever written to it: no file for a journal either.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database?.close();
    throw sqliteCodeOf(error) === BUSY ? taken(file) : sqliteFailure(error, file, 'written');
  }
  return { release: () => database.isOpen && database.close() };
}

function openBeside(file: string): DatabaseSync {
  makePrivateFile(file);
  return new DatabaseSync(file, { timeout: 0 });
}

function taken(file: string): GatewayError {
  const message = `another gateway writes to \`${file}\`: stop it, or give this one a ledger of its own, or use PostgreSQL for several`;
  return new GatewayError('CONFIGURATION_INVALID', message, { file });
}
