import { setTimeout } from 'node:timers/promises';
import { GatewayError } from '../../../errors.ts';
import type { SealedEntry } from '../../entry/seal-entry.ts';
import type { LedgerStore } from '../ledger-store.ts';
import { toSealedRow } from '../sealed-row.ts';
import type { StoreOptions } from '../store-options.ts';
import { type CallStore, type StoreMethod, storeOver } from '../store-over.ts';
import { type WrittenTexts, writtenTexts } from '../written-texts.ts';
import { type StoreThread, startStoreThread } from './store-thread.ts';

/** Those that need the thread that writes. */
const WRITES: readonly StoreMethod[] = ['append', 'keepHead', 'erase'];
/** How long closing waits for a thread, in milliseconds: longer than a statement waits for a lock. */
const CLOSE_MS = 3_000;

/**
 * The store in `file`, for a gateway: writing has a thread of its own, so that a slow disk does not stop the event loop and a
 * hung one does not hold it, and reading another, from the first read on, so that a long search does not hold commits.
 *
 * Rejects as `sqliteStoreOf` throws. `close` resolves, hung disk or not; the lock of a gateway is held until the disk lets go.
 */
export async function openSqliteStore(file: string, options: StoreOptions): Promise<LedgerStore> {
  const { signer, isGateway, now } = options;
  const writing = await startStoreThread({ file, signer, isGateway }, now);
  const threads: Threads = { file, now, writing, reading: null };
  const known = writtenTexts();
  const call: CallStore = async (method, args) => {
    if (method === 'close') return close(threads);
    if (method === 'append') return append(writing, args[0] as readonly SealedEntry[], known);
    const thread = WRITES.includes(method) ? writing : await readingOf(threads);
    return thread.call(method, args);
  };
  return storeOver(writing.identity, call, writing.ended);
}

/** The same few texts come with every request, long ones among them: they go to the other thread once. */
async function append(
  { call }: StoreThread,
  group: readonly SealedEntry[],
  known: WrittenTexts,
): Promise<unknown> {
  const missing = known.missing(group);
  const texts = [...missing].map(([sha256, text]) => ({ sha256, text }));
  const sent = group.map((sealed, at) => toSealedRow({ ...sealed, texts: at === 0 ? texts : [] }));
  try {
    const head = await call('append', [sent]);
    known.add(missing.keys());
    return head;
  } catch (error) {
    known.clear();
    throw error;
  }
}

interface Threads {
  readonly file: string;
  readonly now: () => number;
  readonly writing: StoreThread;
  reading: Promise<StoreThread> | null;
}

/** One that has failed, or could not be started, is started anew by the next read. */
async function readingOf(threads: Threads): Promise<StoreThread> {
  const { file, now, writing, reading } = threads;
  if (!writing.isAlive())
    throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', `the ledger \`${file}\` is closed`);
  const running = await reading?.catch(() => null);
  if (running?.isAlive()) return running;
  if (threads.reading === reading)
    threads.reading = startStoreThread({ file, signer: null, isGateway: false }, now);
  return threads.reading as Promise<StoreThread>;
}

async function close({ writing, reading }: Threads): Promise<void> {
  // The reader first, so that the last connection to go is one that may tidy up.
  const other = await Promise.race([reading?.catch(() => null), patience()]);
  for (const thread of [other, writing]) {
    if (thread?.isAlive()) await Promise.race([thread.call('close', []).catch(() => undefined), patience()]);
    thread?.stop();
  }
}

function patience(): Promise<undefined> {
  return setTimeout(CLOSE_MS, undefined, { ref: false });
}
