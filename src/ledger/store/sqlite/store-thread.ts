/** A thread with a store in it, and what goes back and forth: questions by number, and an answer to each. */
import { Worker } from 'node:worker_threads';
import { type ErrorCode, type ErrorFacts, GatewayError } from '../../../errors.ts';
import type { NoteSigner } from '../../note/sign-note.ts';
import type { LogIdentity } from '../ledger-store.ts';
import type { CallStore, StoreMethod } from '../store-over.ts';

/** What a thread is started with. `signer` null: it reads only. */
export interface ThreadPlace {
  readonly file: string;
  readonly signer: NoteSigner | null;
  readonly isGateway: boolean;
}

export interface Question {
  readonly id: number;
  readonly method: StoreMethod;
  readonly args: readonly unknown[];
  /** Milliseconds since 1970, by the clock of whoever asks. */
  readonly now: number;
}

/** A `GatewayError` as it goes from thread to thread: an error itself would lose its code. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly facts: ErrorFacts;
}

/** Number 0 is told without being asked: the log's identity, or why it cannot be opened. */
export type Answer =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly failure: Failure };

/** Any error as a failure to be sent. */
export function toFailure(error: unknown): Failure {
  if (error instanceof GatewayError) return { code: error.code, message: error.message, facts: error.facts };
  return {
    code: 'EVIDENCE_LOG_UNAVAILABLE',
    message: `the thread of the ledger failed: ${error}`,
    facts: {},
  };
}

/** A thread that has opened its store. */
export interface StoreThread {
  readonly identity: LogIdentity;
  readonly call: CallStore;
  /** False: it has ended, and every call rejects. */
  isAlive(): boolean;
  /** Resolves when it has ended and nobody stopped it, whether it was asked anything or not. */
  readonly ended: Promise<Error>;
  /** Rejects what is asked, and ends the thread as soon as its disk lets it. */
  stop(): void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: GatewayError) => void;
}

/**
 * Starts a thread and opens the store there. It keeps the process alive only while it is asked something. Rejects with
 * whatever the opening threw, and every call with whatever that threw: code, message and facts, no cause.
 */
export async function startStoreThread(place: ThreadPlace, now: () => number): Promise<StoreThread> {
  const worker = new Worker(new URL('./sqlite-worker.ts', import.meta.url), { workerData: place });
  const waiting = new Map<number, Waiting>();
  let [isAlive, isStopped, newest] = [true, false, 0];
  const end = Promise.withResolvers<Error>();
  const ended = (why: string): void => {
    const error = new GatewayError('EVIDENCE_LOG_UNAVAILABLE', `the thread of the ledger has ended: ${why}`);
    if (isAlive && !isStopped) end.resolve(error);
    isAlive = false;
    rejectAll(waiting, error);
  };
  const expect = (id: number): Promise<unknown> => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    waiting.set(id, { resolve, reject });
    worker.ref();
    return promise;
  };
  worker.on('message', (answer: Answer) => {
    settle(waiting, answer);
    if (waiting.size === 0) worker.unref();
  });
  worker.on('error', (error) => ended(error.message));
  worker.on('exit', () => ended('it was stopped'));
  const identity = (await expect(0)) as LogIdentity;
  return {
    identity,
    isAlive: () => isAlive,
    ended: end.promise,
    call: async (method, args) => {
      if (!isAlive) throw new GatewayError('EVIDENCE_LOG_UNAVAILABLE', 'the thread of the ledger has ended');
      worker.postMessage({ id: ++newest, method, args, now: now() } satisfies Question);
      return expect(newest);
    },
    stop: () => {
      isStopped = true;
      ended('it was stopped');
      worker.unref();
      // Not waited for: a thread that hangs in a call of the system ends when that returns, and not before.
      void worker.terminate();
    },
  };
}

function rejectAll(waiting: Map<number, Waiting>, error: GatewayError): void {
  for (const { reject } of waiting.values()) reject(error);
  waiting.clear();
}

function settle(waiting: Map<number, Waiting>, answer: Answer): void {
  const one = waiting.get(answer.id);
  waiting.delete(answer.id);
  if ('value' in answer) {
    one?.resolve(answer.value);
    return;
  }
  const { code, message, facts } = answer.failure;
  one?.reject(new GatewayError(code, message, facts));
}
