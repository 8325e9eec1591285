import { closeSync, openSync } from 'node:fs';
import { GatewayError } from '../../errors.ts';

/** Read and written by its owner alone. */
const OWNER_ONLY = 0o600;

/**
 * Makes the file, empty, unless it is there: SQLite would make it readable for all. One that is there is left alone: to open
 * and close it would lift the locks that SQLite has on it in this process.
 *
 * Throws CONFIGURATION_INVALID where it cannot be made.
 */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return;
    const message = `\`${file}\`, of the ledger, cannot be made: see that its folder is there, and that this user may write it`;
    throw new GatewayError('CONFIGURATION_INVALID', message, { file }, { cause });
  }
}
