/**
 * The ledger of a gateway over a store that can fail.
 *
 * (a) Entries are sealed as they come and wait; all that wait share one transaction, and while it runs the next ones wait.
 * (b) After any failure, or when a transaction takes too long, nobody knows what the store holds: whoever waits is told so,
 *     nothing is taken, and the store is closed and opened anew, in growing pauses, until that works.
 * (c) A head is kept soon after the last entry, and put into a file apart from the store, which a start is checked with.
 *
 * INVARIANT: the ledger may say more than was given, never less.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../errors.ts';
import { type SealedEntry, sealEntry } from './entry/seal-entry.ts';
import { findDisclosures } from './find-disclosures.ts';
import { type CheckedStore, openCheckedStore, type StoreCheck } from './heads/open-checked-store.ts';
import { type CheckedLog, UNCHECKED } from './heads/require-heads.ts';
import { writeHeadFile } from './heads/write-head-file.ts';
import type { Ledger, LedgerEntry, Receipt } from './ledger.ts';
import type { NoteKey } from './note/note-key.ts';
import { HEAD_EVERY, type KeptHead, type LedgerStore } from './store/ledger-store.ts';
import { toUnavailable } from './to-unavailable.ts';
import { withinMs } from './within-ms.ts';

/** How a ledger is run. */
export interface LedgerRun {
  /** Verifies the head in `headFile`. */
  readonly key: NoteKey;
  /** Null: a start is not checked with any. */
  readonly headFile: string | null;
  /** It is a gateway's, and this is a command. */
  readonly isHeadFileRead?: boolean;
  readonly pageMs?: NonNullable<StoreCheck['pageMs']>;
  /** How long a transaction may take, in milliseconds; 5,000 where nothing is said. */
  readonly commitMs?: number;
  /** For the operator: why the ledger is down, or its head file cannot be written; null: it is up again. */
  readonly report: (failure: GatewayError | null) => void;
}

const COMMIT_MS = 5_000;
const CLOSE_MS = 5_000;
/** Between one attempt to open the store anew and the next, in milliseconds. */
const PAUSE = { first: 100, longest: 5_000 } as const;
const MOST_IN_GROUP = 1_000;
/** After an entry. Before the store would keep a head of itself, so that there are not two each second. */
const HEAD_MS = HEAD_EVERY.ms - 100;

interface Waiting {
  readonly sealed: SealedEntry;
  readonly resolve: (receipt: Receipt) => void;
  readonly reject: (failure: GatewayError) => void;
}

interface Running extends LedgerRun {
  readonly open: () => Promise<LedgerStore>;
  readonly closing: AbortController;
  /** Null: down. */
  store: LedgerStore | null;
  waiting: Waiting[];
  /** Set while entries or a head are written. */
  working: Promise<void> | null;
  recovering: Promise<void> | null;
  /** The time until a head is to be kept; null: one is over all that was written. */
  timer: NodeJS.Timeout | null;
  isHeadDue: boolean;
  /** The size after the last entry of ours, or at opening. */
  size: number;
  /** The newest head that was given out. */
  head: KeptHead | null;
  /** As far as the log was checked when it was opened last: what a recovery reads on from. */
  checked: CheckedLog;
  writingHead: Promise<void>;
  /** What the operator was told last. */
  told: string | null;
}

/**
 * Opens the ledger. `open` opens its store, and is called again whenever that has failed.
 *
 * Rejects as `open` and `openCheckedStore` do: a program does not start with a ledger that it cannot write, or that is older
 * than its head file.
 */
export async function openLedger(open: () => Promise<LedgerStore>, run: LedgerRun): Promise<Ledger> {
  const running: Running = {
    ...run,
    ...{ open, closing: new AbortController(), store: null, waiting: [], working: null, recovering: null },
    ...{ timer: null, isHeadDue: false, size: 0, head: null, checked: UNCHECKED, told: null },
    writingHead: Promise.resolve(),
  };
  goUp(running, await openCheckedStore(running.open, running));
  let closed: Promise<void> | undefined;
  return {
    append: (entry) => append(running, entry),
    canAppend: () => canAppend(running),
    disclosures: async (search) => {
      if (running.store === null) throw down();
      return findDisclosures(running.store, search).catch((error) => Promise.reject(toUnavailable(error)));
    },
    close: () => {
      closed ??= close(running);
      return closed;
    },
  };
}

/** What stands behind the newest kept head, since a crash perhaps, is to come under one, entry or not. */
function goUp(running: Running, { store, size, checked }: CheckedStore): void {
  Object.assign(running, { store, size, checked, told: null });
  running.timer ??= startTimer(running);
  void store.ended?.then((why) => {
    // What is being written fails by itself.
    if (running.store === store && canAppend(running) && running.working === null)
      goDown(running, store, why, []);
  });
}

function canAppend({ store, closing }: Running): boolean {
  return store !== null && !closing.signal.aborted;
}

async function append(running: Running, entry: LedgerEntry): Promise<Receipt> {
  if (!canAppend(running)) throw down();
  const sealed = sealEntry(entry);
  const { promise, resolve, reject } = Promise.withResolvers<Receipt>();
  running.waiting.push({ sealed, resolve, reject });
  void work(running);
  return promise;
}

/** Resolves when nothing waits any more. */
async function work(running: Running): Promise<void> {
  running.working ??= workOff(running);
  return running.working;
}

async function workOff(running: Running): Promise<void> {
  // What is asked in the same turn shares the first transaction too.
  await null;
  while (running.store !== null && (running.isHeadDue || running.waiting.length > 0)) {
    if (running.isHeadDue) await keepHead(running, running.store);
    else await commit(running, running.store);
  }
  // In the same step as the last look at what waits: or what comes between would wait for ever.
  running.working = null;
}

async function commit(running: Running, store: LedgerStore): Promise<void> {
  const group = running.waiting.splice(0, MOST_IN_GROUP);
  try {
    const work = store.append(group.map(({ sealed }) => sealed));
    const head = await withinMs(work, msOf(running), 'a transaction of the ledger');
    const { size, note } = head;
    for (const [at, { resolve }] of group.entries()) resolve({ index: size - group.length + at, head: note });
    Object.assign(running, { size, head });
    running.timer ??= startTimer(running);
  } catch (error) {
    goDown(running, store, error, group);
  }
}

function startTimer(running: Running): NodeJS.Timeout {
  const timer = setTimeout(() => {
    running.isHeadDue = true;
    void work(running);
  }, HEAD_MS);
  return timer.unref();
}

async function keepHead(running: Running, store: LedgerStore): Promise<void> {
  stopTimer(running);
  try {
    await withinMs(store.keepHead(), msOf(running), 'a transaction of the ledger');
    // Not waited for: reading may take its time behind a long search, and no entry should.
    running.writingHead = running.writingHead.then(() => putHead(running, store));
  } catch (error) {
    goDown(running, store, error, []);
  }
}

function stopTimer(running: Running): void {
  clearTimeout(running.timer ?? undefined);
  running.timer = null;
  running.isHeadDue = false;
}

/** That the file cannot be written is told, and stops nothing: what was given is in the store. */
async function putHead(running: Running, store: LedgerStore): Promise<void> {
  const { headFile, isHeadFileRead, size } = running;
  if (headFile === null || isHeadFileRead || running.store !== store) return;
  try {
    const [head] = await store.heads(size, 1);
    if (head !== undefined) await writeHeadFile(headFile, head.note);
    if (running.store === store) running.told = null;
  } catch (cause) {
    if (running.store !== store) return;
    const message = `the head file \`${headFile}\` of the ledger cannot be written: let this user write its folder, and see that there is room`;
    tell(running, new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, { file: headFile }, { cause }));
  }
}

function goDown(running: Running, store: LedgerStore, error: unknown, group: readonly Waiting[]): void {
  stopTimer(running);
  running.store = null;
  const failure = toUnavailable(error);
  for (const { reject } of [...group, ...running.waiting.splice(0)]) reject(failure);
  running.recovering = recover(running, store);
  tell(running, failure);
}

/** Ends when the store is open again, or the ledger is closed. */
async function recover(running: Running, failed: LedgerStore): Promise<void> {
  const { closing } = running;
  // A store that hangs may never close.
  await Promise.race([failed.close().catch(() => undefined), sleep(CLOSE_MS, undefined, { ref: false })]);
  for (let pause: number = PAUSE.first; ; pause = Math.min(2 * pause, PAUSE.longest)) {
    await sleep(pause, undefined, { ref: false, signal: closing.signal }).catch(() => undefined);
    if (closing.signal.aborted) return;
    try {
      const opened = await openCheckedStore(running.open, running);
      if (closing.signal.aborted) return await opened.store.close();
      goUp(running, opened);
      return running.report(null);
    } catch (error) {
      tell(running, toUnavailable(error));
    }
  }
}

async function close(running: Running): Promise<void> {
  const { closing } = running;
  closing.abort();
  await running.working;
  if (running.timer !== null) running.isHeadDue = true;
  await work(running);
  const { store, recovering } = running;
  stopTimer(running);
  const ends = running.writingHead.then(() => Promise.all([recovering, store?.close()]));
  await Promise.race([ends, sleep(CLOSE_MS, undefined, { ref: false })]);
  running.store = null;
}

/** The same failure once, however often it comes. */
function tell(running: Running, failure: GatewayError): void {
  if (running.told === failure.message) return;
  running.told = failure.message;
  running.report(failure);
}

function msOf({ commitMs }: Running): number {
  return commitMs ?? COMMIT_MS;
}

function down(): GatewayError {
  const message = 'the ledger is down: the log says why, and when it is up';
  return new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message);
}
