import type { LedgerSettings } from '../../config.ts';
import type { SaltedEntry } from '../../ledger/entry/entry-leaf.ts';
import { sealEntry } from '../../ledger/entry/seal-entry.ts';
import { filedHead } from '../../ledger/heads/filed-head.ts';
import { requireHeads, UNCHECKED } from '../../ledger/heads/require-heads.ts';
import type { NoteKey } from '../../ledger/note/note-key.ts';
import type { NoteSigner } from '../../ledger/note/sign-note.ts';
import { openSigner } from '../../ledger/open-signer.ts';
import type { LedgerPlace } from '../../ledger/store/ledger-place.ts';
import type { KeptHead, LedgerStore } from '../../ledger/store/ledger-store.ts';
import { openReader, openStore } from '../../ledger/store/open-store.ts';
import { actionEntry, type CommandAction } from './action-entry.ts';

/** A ledger that a command reads, and in which it says so first. */
export interface RecordedLedger {
  readonly store: LedgerStore;
  readonly key: NoteKey;
  /** Writes what is done, before anything of it is shown. Rejects with EVIDENCE_LOG_UNAVAILABLE: then nothing may be shown. */
  readonly record: (action: CommandAction) => Promise<Recorded>;
}

/** The entry about it, and the head over all entries, this one the last. */
export interface Recorded {
  readonly index: number;
  readonly entry: SaltedEntry;
  readonly head: KeptHead;
}

const PAGE_MS = 60_000;

/**
 * Opens the ledger to be read and written to beside a running gateway, for as long as `work` takes. One that is not there is
 * not made, and to one that is older than the gateway's head file, or another, nothing is written: a head that was signed over it
 * would be a second one of its size. Rejects with CONFIGURATION_INVALID, EVIDENCE_INVALID or EVIDENCE_LOG_UNAVAILABLE.
 */
export async function withRecordedLedger(
  { place, keyFile, headFile, name }: LedgerSettings,
  work: (ledger: RecordedLedger) => Promise<void>,
): Promise<void> {
  const signer = await checkedSigner(place, { keyFile, headFile, name });
  const store = await openStore(place, { signer, now: Date.now, isGateway: false });
  try {
    await work({ store, key: signer.key, record: (action) => record(store, action) });
  } finally {
    await store.close();
  }
}

/** Reads the log through, where there is a head to hold it against, before anything is opened to be written to. */
async function checkedSigner(
  place: LedgerPlace,
  { keyFile, headFile, name }: Pick<LedgerSettings, 'keyFile' | 'headFile' | 'name'>,
): Promise<NoteSigner> {
  const reader = await openReader(place);
  try {
    const signer = openSigner(keyFile, name, false);
    const given = await filedHead(headFile);
    if (given.length > 0)
      await requireHeads(reader, { given, key: signer.key, checked: UNCHECKED, pageMs: PAGE_MS });
    return signer;
  } finally {
    await reader.close();
  }
}

async function record(store: LedgerStore, action: CommandAction): Promise<Recorded> {
  const entry = sealEntry(actionEntry(action));
  const head = await store.append([entry]);
  // No gateway may come after it that would.
  await store.keepHead();
  return { index: head.size - 1, entry, head };
}
