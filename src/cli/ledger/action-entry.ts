import { dateInBrussels } from '../../access/date-in-brussels.ts';
import type { LedgerAction, LedgerEntry } from '../../ledger/ledger.ts';
import { userName } from './user-name.ts';

/** What a command does. */
export type CommandAction = Omit<LedgerAction, 'by' | 'erased'>;

/** An entry about the ledger itself. */
export interface ActionEntry extends LedgerEntry {
  readonly action: LedgerAction;
}

/** The entry that says what a command does with the ledger now, and who does it on this machine. What is erased the store says. */
export function actionEntry(action: CommandAction): ActionEntry {
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
    action: { ...action, by: userName(), erased: null },
    owners: [],
  };
}
