import type { LedgerStore } from '../ledger-store.ts';
import { toSealedRow } from '../sealed-row.ts';
import type { StoreOptions } from '../store-options.ts';
import { storeOver } from '../store-over.ts';
import { callHere } from './call-here.ts';
import { sqliteStoreOf } from './sqlite-store.ts';

/** The store in `file`, in this thread: for a command, which has nothing else to do meanwhile. Rejects as `sqliteStoreOf` throws. */
export async function openSqliteLedger(file: string, options: StoreOptions): Promise<LedgerStore> {
  const store = sqliteStoreOf(file, options);
  const here = storeOver(store.identity, callHere(store));
  return { ...here, append: async (group) => store.append(group.map(toSealedRow)) };
}
