import { fileURLToPath } from 'node:url';
import { caughtRun } from './caught-run.ts';
import type { Run } from './run-program.ts';

const MAIN = new URL('../../src/cli/main.ts', import.meta.url);
let asked = 0;

/**
 * Runs `src/cli/main.ts` with these words, in this process: all of it, and not for each question a process that loads the
 * product once more. `runProgram` says the same, and is for what only a process shows.
 */
export async function askProgram(words: readonly string[]): Promise<Run> {
  const { argv } = process;
  process.argv = [process.execPath, fileURLToPath(MAIN), ...words];
  asked += 1;
  try {
    // Read anew under another address; what it imports is there already.
    return await caughtRun(() => import(`${MAIN.href}?asked=${asked}`));
  } finally {
    process.argv = argv;
  }
}
