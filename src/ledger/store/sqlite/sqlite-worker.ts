/** The program of a thread that a ledger in SQLite is written or read in: it answers one message after the other. */
import { parentPort, workerData } from 'node:worker_threads';
import { callHere } from './call-here.ts';
import { sqliteFileReaderOf } from './sqlite-file-reader.ts';
import { type Answer, type Question, type ThreadPlace, toFailure } from './store-thread.ts';

const { file, signer, isGateway } = workerData as ThreadPlace;
// The clock is the other thread's: it comes with each question.
let time = 0;

/** One that reads does not load what writes: that is most of the start of a thread. */
async function open() {
  if (signer === null) return sqliteFileReaderOf(file);
  const { sqliteStoreOf } = await import('./sqlite-store.ts');
  return sqliteStoreOf(file, { signer, now: () => time, isGateway });
}

function answer(one: Answer): void {
  parentPort?.postMessage(one);
}

try {
  const store = await open();
  const call = callHere(store);
  answer({ id: 0, value: store.identity });
  parentPort?.on('message', async ({ id, method, args, now }: Question) => {
    time = now;
    try {
      answer({ id, value: await call(method, args) });
    } catch (error) {
      answer({ id, failure: toFailure(error) });
    }
    if (method === 'close') parentPort?.close();
  });
} catch (error) {
  answer({ id: 0, failure: toFailure(error) });
}
