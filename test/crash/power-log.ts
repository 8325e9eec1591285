/** A real store at work, and what a disk that loses its power would be sure to have at each moment of it. */
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type Random, seededRandom } from '../../mocks/seeded-random.ts';
import { type SealedEntry, sealEntry } from '../../src/ledger/entry/seal-entry.ts';
import type { LedgerStore } from '../../src/ledger/store/ledger-store.ts';
import { openSqliteLedger } from '../../src/ledger/store/sqlite/open-sqlite-ledger.ts';
import { signerOf } from '../ledger/signers.ts';
import { ownerEntry, someEntry, someErasure } from '../ledger/some-entry.ts';
import { type StatementWatch, watchStatements } from './on-statement.ts';
import { recordSteps, type Step, type StepRecorder, type Synchronous } from './step-recorder.ts';

export const POWER_SIGNER = signerOf('ledger.example/power', 9);

const HASH_BYTES = 32;
/** How many times the store is written to. */
const WRITES = 30;
const START = Date.parse('2026-11-26T06:00:00.000Z');

/** What the run is at: the erasure is looked at between its commit and its checkpoint. */
interface Stage {
  recorder: StepRecorder | null;
  isErasing: boolean;
  clock: number;
}

/** Runs the store in `folder`: single entries and groups, checkpoints by itself and from outside, and an erasure. */
export async function powerSteps(folder: string, seed: number, synchronous: Synchronous): Promise<Step[]> {
  const random = seededRandom(seed);
  const file = join(folder, `power-${seed}-${synchronous}.db`);
  const stage: Stage = { recorder: null, isErasing: false, clock: START };
  return watchStatements(watchOf(stage, random.pick([8, 25, 1_000]), synchronous), async () => {
    const store = await openSqliteLedger(file, {
      signer: POWER_SIGNER,
      now: () => stage.clock,
      isGateway: false,
    });
    const recorder = recordSteps(file, synchronous);
    stage.recorder = recorder;
    const other = new DatabaseSync(file);
    for (let write = 0; write < WRITES; write += 1) {
      await append(store, stage, recorder, random);
      if (random.below(8) === 0) {
        other.exec('PRAGMA wal_checkpoint(PASSIVE)');
        recorder.move('checkpoint', []);
      }
      if (write === Math.floor(WRITES / 2)) await erase(store, stage, recorder);
    }
    other.close();
    await store.close();
    return recorder.steps();
  });
}

function watchOf(stage: Stage, pages: number, synchronous: Synchronous): StatementWatch {
  return {
    before: (database, sql) => {
      // Not while it is opened: the product refuses a connection that is set otherwise.
      if (stage.recorder === null || sql !== 'BEGIN IMMEDIATE') return;
      database.exec(`PRAGMA wal_autocheckpoint = ${pages}`);
      database.exec(`PRAGMA synchronous = ${synchronous}`);
    },
    after: (_, sql) => {
      if (stage.isErasing && sql === 'COMMIT') stage.recorder?.move('erase', []);
    },
  };
}

async function append(
  store: LedgerStore,
  stage: Stage,
  recorder: StepRecorder,
  random: Random,
): Promise<void> {
  stage.clock += random.below(700);
  const group = Array.from({ length: random.pick([1, 1, 1, 1, 2, 5]) }, () => anEntry(stage.clock, random));
  await store.append(group);
  recorder.move(
    'commit',
    group.map(({ leaf }) => leaf),
  );
}

function anEntry(clock: number, random: Random): SealedEntry {
  const owners = random.shuffle(['AT', 'SE', 'DK']).slice(random.below(3));
  return sealEntry(
    someEntry({
      time: new Date(clock).toISOString(),
      justification: 'x'.repeat(1 + random.below(400)),
      owners: owners.map((owner) => ownerEntry(owner)),
    }),
  );
}

async function erase(store: LedgerStore, stage: Stage, recorder: StepRecorder): Promise<void> {
  stage.isErasing = true;
  const size = await store.size();
  await store.erase('AT', stage.clock, someErasure('AT', new Date(stage.clock).toISOString()));
  stage.isErasing = false;
  const leaves = await store.leaves(size, await store.size());
  recorder.move(
    'erase',
    Array.from({ length: leaves.length / HASH_BYTES }, (_, at) =>
      leaves.slice(at * HASH_BYTES, (at + 1) * HASH_BYTES),
    ),
  );
}
