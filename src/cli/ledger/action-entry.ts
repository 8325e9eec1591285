import { hostname, userInfo } from 'node:os';
import { dateInBrussels } from '../../access/date-in-brussels.ts';
import type { LedgerAction, LedgerEntry } from '../../ledger/ledger.ts';

const BEYOND_ASCII = /[^\x21-\x7e]/gu;

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
    policy: null,
    operations: [],
    query: null,
    action: { ...action, by: toUserName() },
    owners: [],
  };
}

/** `root@host`, in printable ASCII. */
function toUserName(): string {
  return `${userOf()}@${hostname()}`.replace(BEYOND_ASCII, '?');
}

/** A user without an entry in the system's list has a number alone. */
function userOf(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid-${process.getuid?.() ?? '?'}`;
  }
}
