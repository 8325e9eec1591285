/** Structured edits of a log's rows: each is found by verifying, or nothing readable is another. */
import type { Checkpoint } from '../../src/ledger/note/checkpoint.ts';
import { readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import type { LedgerReader } from '../../src/ledger/store/ledger-store.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { givenOf } from '../ledger/written-log.ts';
import { readableOf } from './log-edits.ts';
import { rowsReader } from './rows-reader.ts';
import { tallyEdits, type Verdict, type VerdictsByKind } from './tally-edits.ts';
import { type LogRows, TAMPER_SIGNER } from './tampered-log.ts';

/** The newest head, as whoever was given a receipt holds it. */
export function newestHead({ heads }: LogRows): Checkpoint {
  return verifyCheckpoint(readSignedNote(Buffer.from(heads.at(-1)?.note ?? '')), TAMPER_SIGNER.key);
}

export async function verdictOf(reader: LedgerReader, held: Checkpoint): Promise<Verdict> {
  const check = { key: TAMPER_SIGNER.key, report: () => {} };
  const alone = await verifyLog(reader, { ...check, given: [] });
  if (alone.faults > 0) return 'found';
  if (alone.size > held.size && alone.proved === held.size) return 'said to be under no head';
  const { faults } = await verifyLog(reader, { ...check, given: givenOf(held) });
  return faults > 0 ? 'found by a head held outside' : 'NOT FOUND';
}

/** Makes `most` edits, of each kind in turn. `isStopped` ends it early. */
export async function tamperWithRows(
  log: LogRows,
  seed: number,
  most: number,
  progress: (done: number) => void,
  isStopped: () => boolean,
): Promise<VerdictsByKind> {
  const held = newestHead(log);
  const readable = readableOf(log);
  const judge = async (edited: LogRows): Promise<Verdict> =>
    readableOf(edited) === readable ? 'nothing readable changed' : verdictOf(rowsReader(edited), held);
  return tallyEdits(log, seed, most, judge, (done) => done % 200 === 0 && progress(done), isStopped);
}
