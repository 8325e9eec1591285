import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { caughtRun } from './caught-run.ts';
import type { Run } from './run-program.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let asked = 0;

/**
 * Runs `src/cli/main.ts` with these words, in this process: all of it, and not for each question a process that loads the
 * product once more. `runProgram` says the same, and is for what only a process shows. `root` is the checkout it belongs
 * to, whose sources stay as they were when it was asked first.
 */
export async function askProgram(words: readonly string[], root = ROOT): Promise<Run> {
  const { argv } = process;
  const main = join(root, 'src/cli/main.ts');
  process.argv = [process.execPath, main, ...words];
  asked += 1;
  try {
    // Read anew under another address; what it imports is there already.
    return await caughtRun(() => import(`${pathToFileURL(main)}?asked=${asked}`));
  } finally {
    process.argv = argv;
  }
}
