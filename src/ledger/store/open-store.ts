import type { LedgerPlace } from './ledger-place.ts';
import type { LedgerReader, LedgerStore } from './ledger-store.ts';
import { openSqliteLedger } from './sqlite/open-sqlite-ledger.ts';
import { openSqliteReader } from './sqlite/open-sqlite-reader.ts';
import { openSqliteStore } from './sqlite/open-sqlite-store.ts';
import type { StoreOptions } from './store-options.ts';

/** Opens the ledger to be written to, whichever database it is in. Rejects with CONFIGURATION_INVALID, EVIDENCE_INVALID or EVIDENCE_LOG_UNAVAILABLE. */
export async function openStore(place: LedgerPlace, options: StoreOptions): Promise<LedgerStore> {
  switch (place.kind) {
    case 'sqlite':
      return options.isGateway ? openSqliteStore(place.file, options) : openSqliteLedger(place.file, options);
    case 'postgres':
      return (await import('./postgres/open-postgres-store.ts')).openPostgresStore(place.url, options);
  }
}

/** Opens the ledger to be read, and changes nothing. Rejects likewise. */
export async function openReader(place: LedgerPlace): Promise<LedgerReader> {
  switch (place.kind) {
    case 'sqlite':
      return openSqliteReader(place.file);
    case 'postgres':
      return (await import('./postgres/open-postgres-reader.ts')).openPostgresReader(place.url);
  }
}
