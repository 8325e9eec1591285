import type { LedgerAction } from '../../ledger/ledger.ts';
import type { KeptEntry } from '../../ledger/store/ledger-store.ts';

/** The span of time that an entry alone is in, for the entry that says that it was read. */
export function spanOf({ time }: KeptEntry): Pick<LedgerAction, 'from' | 'before'> {
  return { from: new Date(time).toISOString(), before: new Date(time + 1).toISOString() };
}
