/** Structured edits of a log's rows: each is found by verifying, or nothing readable is another. */
import { seededRandom } from '../../mocks/seeded-random.ts';
import type { Checkpoint } from '../../src/ledger/note/checkpoint.ts';
import { readSignedNote } from '../../src/ledger/note/signed-note.ts';
import { verifyCheckpoint } from '../../src/ledger/note/verify-checkpoint.ts';
import type { LedgerReader } from '../../src/ledger/store/ledger-store.ts';
import { verifyLog } from '../../src/ledger/verify-log.ts';
import { givenOf } from '../ledger/written-log.ts';
import { LOG_EDITS, type LogEdit, readableOf } from './log-edits.ts';
import { rowsReader } from './rows-reader.ts';
import { type LogRows, TAMPER_SIGNER } from './tampered-log.ts';

/** What became of an edit. */
export type Verdict =
  /** By verifying the log, with its public key and nothing else. */
  | 'found'
  /** Only against the newest head, which somebody outside has kept: the head file, a receipt, an owner country. */
  | 'found by a head held outside'
  /** An entry more behind the newest head: the report says that it is under none. Signed it is by whoever opens the log next. */
  | 'said to be under no head'
  | 'nothing readable changed'
  | 'NOT FOUND';

export type VerdictsByKind = Readonly<Record<string, Readonly<Partial<Record<Verdict, number>>>>>;

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
  const random = seededRandom(seed);
  const held = newestHead(log);
  const readable = readableOf(log);
  const verdicts: Record<string, Partial<Record<Verdict, number>>> = {};
  const kinds: readonly (readonly [string, LogEdit])[] = Object.entries(LOG_EDITS);
  for (let done = 0; done < most && !isStopped(); ) {
    const [kind, edit] = kinds[done % kinds.length] as (typeof kinds)[number];
    const edited = edit(log, random);
    if (edited === null) continue;
    const isSame = readableOf(edited) === readable;
    const verdict = isSame ? 'nothing readable changed' : await verdictOf(rowsReader(edited), held);
    const counts = verdicts[kind] ?? {};
    verdicts[kind] = { ...counts, [verdict]: (counts[verdict] ?? 0) + 1 };
    done += 1;
    if (done % 200 !== 0) continue;
    progress(done);
    // Or no signal would be heard.
    await new Promise(setImmediate);
  }
  return verdicts;
}
