/**
 * The whole of a log: every entry, the tree over them, every head. A page at a time:
 * a. each entry by itself, its texts, its place;
 * b. its leaf into the tree, which is compared with each head of its size;
 * c. what is missing: whether later entries say that it was erased;
 * d. what stands behind the newest head: whether one is due;
 * e. where nothing was found, what the database itself says of how it keeps them.
 */

import type { VerifiedHead } from './heads/require-heads.ts';
import { type NoteKey, printNoteKey } from './note/note-key.ts';
import type { LedgerReader } from './store/ledger-store.ts';
import { EMPTY_TREE } from './tree.ts';
import { checkHeads } from './verify/check-heads.ts';
import { checkTail } from './verify/check-tail.ts';
import { type Findings, type LogFault, openFindings } from './verify/findings.ts';
import { readOrProblem } from './verify/read-or-problem.ts';
import { readPlaces } from './verify/read-places.ts';
import { openWalk, type WalkedLog } from './verify/walk-log.ts';

/** What a log is verified by. */
export interface LogCheck {
  readonly key: NoteKey;
  /** Heads from elsewhere, verified, that the log must be of as well. */
  readonly given: readonly VerifiedHead[];
  /** Is told how far it is. */
  readonly report: (done: number, of: number) => void;
}

/** What was found. No fault: the log is what was signed, as far as its heads and whoever holds later ones can say. */
export interface LogReport extends WalkedLog {
  readonly size: number;
  readonly heads: number;
  /** Entries that are under a head that is kept or was given; those after them are under none yet. */
  readonly proved: number;
  readonly first: LogFault | null;
  readonly faults: number;
}

/**
 * Verifies a log. Damage is a finding and throws nothing; the store is only read. Rejects with EVIDENCE_LOG_UNAVAILABLE
 * when the store as a whole cannot be read.
 */
export async function verifyLog(reader: LedgerReader, { key, given, report }: LogCheck): Promise<LogReport> {
  const findings = openFindings();
  checkIdentity(reader, key, findings);
  const size = await reader.size();
  const heads = checkHeads(reader, key, given, findings);
  const walk = openWalk(reader, findings);
  await heads.atSize(0, EMPTY_TREE);
  for await (const places of readPlaces(reader, 0, size)) {
    await walk.page(places, heads.atSize);
    report((places.at(-1)?.index ?? 0) + 1, size);
  }
  const { heads: count, proved, covered } = await heads.end();
  await checkEnd(reader, findings);
  const walked = await walk.end();
  // Last, and only of a log that is whole so far: what was found says more than that something is missing beside it.
  if (findings.count() === 0) await checkTail(reader, { covered, size }, findings);
  if (findings.count() === 0) await checkDatabase(reader, findings);
  return {
    size,
    heads: count,
    proved,
    ...walked,
    first: findings.first(),
    faults: findings.count(),
  };
}

async function checkDatabase(reader: LedgerReader, findings: Findings): Promise<void> {
  const { value, problem } = await readOrProblem(reader, () => reader.check());
  if (problem !== null) findings.add(null, problem);
  for (const one of value ?? []) findings.add(null, `its database: ${one}`);
}

function checkIdentity({ identity }: LedgerReader, key: NoteKey, findings: Findings): void {
  if (identity.name !== key.name) findings.add(null, 'it is kept under another name than that of the key');
  else if (identity.key !== printNoteKey(key)) findings.add(null, 'it is kept under another key');
}

async function checkEnd(reader: LedgerReader, findings: Findings): Promise<void> {
  const { value } = await readOrProblem(reader, async () => reader.entries(await reader.size(), 1));
  const [behind] = value ?? [];
  if (behind !== undefined && behind.index >= (await reader.size()))
    findings.add(behind.index, 'it stands behind the end of the log');
}
