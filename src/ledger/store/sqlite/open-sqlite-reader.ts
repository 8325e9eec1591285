import type { LedgerReader } from '../ledger-store.ts';
import { readerOver } from '../store-over.ts';
import { callHere } from './call-here.ts';
import { sqliteFileReaderOf } from './sqlite-file-reader.ts';

/** The reader of `file`, in this thread. Rejects as `sqliteFileReaderOf` throws. */
export async function openSqliteReader(file: string): Promise<LedgerReader> {
  const reader = sqliteFileReaderOf(file);
  return readerOver(reader.identity, callHere(reader));
}
