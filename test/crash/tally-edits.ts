import { seededRandom } from '../../mocks/seeded-random.ts';
import { LOG_EDITS, type LogEdit } from './log-edits.ts';
import type { LogRows } from './tampered-log.ts';

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

const KINDS: readonly (readonly [string, LogEdit])[] = Object.entries(LOG_EDITS);

/** Makes `most` edits of `log`, of each kind in turn, and counts what `judge` says of each. `isStopped` ends it early. */
export async function tallyEdits(
  log: LogRows,
  seed: number,
  most: number,
  judge: (edited: LogRows) => Promise<Verdict>,
  progress: (done: number) => void,
  isStopped: () => boolean,
): Promise<VerdictsByKind> {
  const random = seededRandom(seed);
  const verdicts: Record<string, Partial<Record<Verdict, number>>> = {};
  for (let done = 0; done < most && !isStopped(); ) {
    const [kind, edit] = KINDS[done % KINDS.length] as (typeof KINDS)[number];
    const edited = edit(log, random);
    if (edited === null) continue;
    const verdict = await judge(edited);
    const counts = verdicts[kind] ?? {};
    verdicts[kind] = { ...counts, [verdict]: (counts[verdict] ?? 0) + 1 };
    done += 1;
    progress(done);
    // Or no signal would be heard.
    if (done % 200 === 0) await new Promise(setImmediate);
  }
  return verdicts;
}
