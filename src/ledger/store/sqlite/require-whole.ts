import { statSync } from 'node:fs';
import { GatewayError } from '../../../errors.ts';

/**
 * INVARIANT: called before SQLite opens `file`. Where a file is missing or empty, SQLite removes what was written ahead of it,
 * and that may hold the newest entries, or all of them: of a ledger that was moved or emptied by itself.
 *
 * Throws EVIDENCE_INVALID, with what to do.
 */
export function requireWhole(file: string): void {
  // In this order: of a ledger that another process makes just now, the file has its first page before anything is ahead of it.
  if (sizeOf(`${file}-wal`) === 0 || sizeOf(file) > 0) return;
  const message = `the ledger \`${file}\` is missing or empty, but \`${file}-wal\`, with its newest entries, is there: put the file back that belongs to it`;
  throw new GatewayError('EVIDENCE_INVALID', message, { file });
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
