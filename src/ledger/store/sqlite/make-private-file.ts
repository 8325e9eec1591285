import { closeSync, openSync, statSync } from 'node:fs';
import { GatewayError } from '../../../errors.ts';

/** Read and written by its owner alone. */
const OWNER_ONLY = 0o600;

/** What others may do. */
const OTHERS = 0o077;

/**
 * Makes the file, empty, unless it is there: SQLite would make it readable for all. One that is there is left alone: to open
 * and close it would lift the locks that SQLite has on it in this process.
 *
 * Throws CONFIGURATION_INVALID where it cannot be made, and for one that others may read or write.
 */
export function makePrivateFile(file: string): void {
  try {
    closeSync(openSync(file, 'wx', OWNER_ONLY));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') {
      requirePrivate(file);
      return;
    }
    const message = `\`${file}\`, of the ledger, cannot be made: see that its folder is there, and that this user may write it`;
    throw new GatewayError('CONFIGURATION_INVALID', message, { file }, { cause });
  }
}

function requirePrivate(file: string): void {
  const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
  // Windows has no such mode.
  if (process.platform === 'win32' || (mode & OTHERS) === 0) return;
  const message = `\`${file}\`, of the ledger, may be read by others: take that right away (\`chmod 600 ${file}\`)`;
  throw new GatewayError('CONFIGURATION_INVALID', message, { file });
}
