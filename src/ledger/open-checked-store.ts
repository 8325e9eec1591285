import { GatewayError } from '../errors.ts';
import { checkHead, type HeadGiven } from './check-head.ts';
import type { NoteKey } from './note/note-key.ts';
import { readHeadFile } from './read-head-file.ts';
import type { KeptHead, LedgerStore } from './store/ledger-store.ts';
import { withinMs } from './within-ms.ts';

/** What a store that is opened must go on from. */
export interface StoreCheck {
  readonly key: NoteKey;
  /** Null: none. */
  readonly headFile: string | null;
  /** The newest head that is known to be kept; null: this process has not written yet. */
  readonly head: KeptHead | null;
  /** How many entries this process knows to be safe. */
  readonly size: number;
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
 * Rejects as `open` and `checkHead` do, and with EVIDENCE_LOG_UNAVAILABLE when opening takes too long; what is opened too late
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
    const size = await store.size();
    requireSize(size, check.size);
    for (const head of await headsOf(check)) await checkHead(head, check.key, store);
    return { store, size };
  } catch (error) {
    await store.close().catch(() => undefined);
    throw error;
  }
}

/** What was put behind the newest kept head is safe too. */
function requireSize(size: number, known: number): void {
  if (size >= known) return;
  const message = `the ledger has ${size} entries, and had ${known} while this gateway ran: put its newest copy back`;
  throw new GatewayError('EVIDENCE_INVALID', message, { size, had: known });
}

async function headsOf({ headFile, head }: StoreCheck): Promise<readonly HeadGiven[]> {
  const known = head && { note: Buffer.from(head.note), place: 'the memory of this gateway' };
  const note = headFile === null ? null : await readHeadFile(headFile);
  const filed = note && { note, place: `\`${headFile}\`` };
  return [known, filed].filter((one) => one !== null);
}
