import { checkHeads, type HeadGiven } from './check-heads.ts';
import type { NoteKey } from './note/note-key.ts';
import { readHeadFile } from './read-head-file.ts';
import type { KeptHead, LedgerStore } from './store/ledger-store.ts';
import { withinMs } from './within-ms.ts';

/** What a store that is opened must go on from. */
export interface StoreCheck {
  readonly key: NoteKey;
  /** Null: none. */
  readonly headFile: string | null;
  /** The newest head; null: this process has not written yet. */
  readonly head: KeptHead | null;
}

/** A store that begins with them. */
export interface CheckedStore {
  readonly store: LedgerStore;
  readonly size: number;
}

const OPEN_MS = 30_000;

/**
 * Opens a store and checks that it begins with what the heads known so far are over.
 *
 * Rejects as `open` and `checkHeads` do, and with EVIDENCE_LOG_UNAVAILABLE when opening takes too long; what is opened too late
 * is closed.
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
    await checkHeads(await headsOf(check), check.key, store);
    return { store, size: await store.size() };
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}

async function headsOf({ headFile, head }: StoreCheck): Promise<readonly HeadGiven[]> {
  const known = head && { note: Buffer.from(head.note), place: 'the memory of this gateway' };
  const note = headFile === null ? null : await readHeadFile(headFile);
  const filed = note && { note, place: `\`${headFile}\`` };
  return [known, filed].filter((one) => one !== null);
}
