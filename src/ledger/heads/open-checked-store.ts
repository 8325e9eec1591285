import type { NoteKey } from '../note/note-key.ts';
import type { KeptHead, LedgerStore } from '../store/ledger-store.ts';
import { withinMs } from '../within-ms.ts';
import { filedHead } from './filed-head.ts';
import { type CheckedLog, type HeadGiven, requireHeads } from './require-heads.ts';

/** What a store that is opened must go on from. */
export interface StoreCheck {
  readonly key: NoteKey;
  /** Null: none. */
  readonly headFile: string | null;
  /** The newest head; null: this process has not written yet. */
  readonly head: KeptHead | null;
  /** What was checked when it was opened before. */
  readonly checked: CheckedLog;
  /** How long a page of leaves may take, in milliseconds; 30,000 where nothing is said. */
  readonly pageMs?: number;
}

/** A store that begins with them. */
export interface CheckedStore {
  readonly store: LedgerStore;
  readonly size: number;
  readonly checked: CheckedLog;
}

const OPEN_MS = 30_000;
const PAGE_MS = 30_000;
const CLOSE_MS = 5_000;

/**
 * Opens a store and checks that it begins with what the heads known so far are over.
 *
 * Rejects as `open` and `requireHeads` do, and with EVIDENCE_LOG_UNAVAILABLE when opening or a read takes too long; what is
 * opened too late is closed.
 */
export async function openCheckedStore(
  open: () => Promise<LedgerStore>,
  check: StoreCheck,
): Promise<CheckedStore> {
  const opening = open();
  const store = await withinMs(opening, OPEN_MS, 'opening the ledger').catch((error) => {
    void opening.then((late) => late.close()).catch(() => undefined);
    throw error;
  });
  try {
    const { key, checked: before, pageMs = PAGE_MS } = check;
    const checked = await requireHeads(store, { given: await headsOf(check), key, checked: before, pageMs });
    return { store, size: checked.tree.size, checked };
  } catch (error) {
    // One that hangs may never close.
    await withinMs(store.close(), CLOSE_MS, 'closing the ledger').catch(() => undefined);
    throw error;
  }
}

async function headsOf({ headFile, head }: StoreCheck): Promise<readonly HeadGiven[]> {
  const known = head === null ? [] : [{ note: Buffer.from(head.note), place: 'the memory of this gateway' }];
  return headFile === null ? known : [...known, ...(await filedHead(headFile))];
}
