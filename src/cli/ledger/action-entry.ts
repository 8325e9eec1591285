import { dateInBrussels } from '../../access/date-in-brussels.ts';
import type { LedgerAction, LedgerEntry } from '../../ledger/ledger.ts';
import { userName } from './user-name.ts';

/** The entry that says what a command does with the ledger now, and who does it on this machine. */
export function actionEntry(action: Omit<LedgerAction, 'by'>): LedgerEntry {
  const now = new Date();
  return {
    time: now.toISOString(),
    requester: null,
    purpose: null,
    justification: null,
    accessDate: dateInBrussels(now),
    outcome: 'answered',
    code: null,
    requests: 1,
    policy: null,
    operations: [],
    query: null,
    action: { ...action, by: userName() },
    owners: [],
  };
}
