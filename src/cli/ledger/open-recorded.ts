import type { LedgerSettings } from '../../config.ts';
import type { SaltedEntry } from '../../ledger/entry/entry-leaf.ts';
import { sealEntry } from '../../ledger/entry/seal-entry.ts';
import type { LedgerAction } from '../../ledger/ledger.ts';
import type { NoteKey } from '../../ledger/note/note-key.ts';
import { openSigner } from '../../ledger/open-signer.ts';
import type { KeptHead, LedgerStore } from '../../ledger/store/ledger-store.ts';
import { openReader, openStore } from '../../ledger/store/open-store.ts';
import { actionEntry } from './action-entry.ts';

/** A ledger that a command reads, and in which it says so first. */
export interface RecordedLedger {
  readonly store: LedgerStore;
  readonly key: NoteKey;
  /** Writes what is done, before anything of it is shown. Rejects with EVIDENCE_LOG_UNAVAILABLE: then nothing may be shown. */
  readonly record: (action: Omit<LedgerAction, 'by'>) => Promise<Recorded>;
}

/** The entry about it, and the head over all entries, this one the last. */
export interface Recorded {
  readonly index: number;
  readonly entry: SaltedEntry;
  readonly head: KeptHead;
}

/**
 * Opens the ledger to be read and written to beside a running gateway, for as long as `work` takes. One that is not there is
 * not made. Rejects with CONFIGURATION_INVALID, EVIDENCE_INVALID or EVIDENCE_LOG_UNAVAILABLE.
 */
export async function withRecordedLedger(
  { place, keyFile, name }: LedgerSettings,
  work: (ledger: RecordedLedger) => Promise<void>,
): Promise<void> {
  const reader = await openReader(place);
  await reader.close();
  const signer = openSigner(keyFile, name, false);
  const store = await openStore(place, { signer, now: Date.now, isGateway: false });
  try {
    await work({ store, key: signer.key, record: (action) => record(store, action) });
  } finally {
    await store.close();
  }
}

async function record(store: LedgerStore, action: Omit<LedgerAction, 'by'>): Promise<Recorded> {
  const entry = sealEntry(actionEntry(action));
  const head = await store.append([entry]);
  // No gateway may come after it that would.
  await store.keepHead();
  return { index: head.size - 1, entry, head };
}
