import { setTimeout as sleep } from 'node:timers/promises';
import type { BoardAnswer } from './ask-board.ts';

/** How long is waited, and after how long somebody is told, in milliseconds. */
export interface Patience {
  readonly deadlineMs: number;
  readonly saidAfterMs: number;
  readonly betweenMs: number;
}

const PATIENCE: Patience = { deadlineMs: 60_000, saidAfterMs: 2_000, betweenMs: 250 };

/**
 * Asks for a board until no system of it fails: on a busy machine some are slow to begin with. What takes longer than a
 * moment is told to `say`, and each change of it. Rejects after the deadline, naming who is missing.
 */
export async function untilAllAnswer(
  ask: () => Promise<BoardAnswer>,
  say: (line: string) => void,
  { deadlineMs, saidAfterMs, betweenMs }: Patience = PATIENCE,
): Promise<BoardAnswer> {
  const started = performance.now();
  let said = '';
  for (;;) {
    const answer = await ask();
    const missing = missingOf(answer);
    if (missing.length === 0) return answer;
    const waited = performance.now() - started;
    const line = `waiting for ${missing.join(', ')}`;
    if (waited > deadlineMs) throw new Error(`${line}: no answer in ${Math.round(waited / 1000)} s`);
    if (waited > saidAfterMs && line !== said) {
      said = line;
      say(`${line} ...`);
    }
    await sleep(betweenMs);
  }
}

/** Systems that failed, by code: a country, Europol (XE, without which there is no operation) or Interpol (XO). */
function missingOf({ errors = [] }: BoardAnswer): readonly string[] {
  const failed = errors.filter(({ extensions }) => extensions.code.startsWith('SOURCE_'));
  return [...new Set(failed.flatMap(({ extensions }) => extensions.countries))].sort();
}
