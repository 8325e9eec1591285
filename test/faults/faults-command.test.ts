import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const COMMAND = fileURLToPath(new URL('faults-command.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [COMMAND, ...words], (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

test('one cell is run, and the closing line counts it', async () => {
  const { code, stdout } = await run('--only', 'DK/down');
  expect({ code, stdout }).toEqual({ code: 0, stdout: '1 of 1 survived\n' });
});

test('what every cell showed is told as JSON, and nothing else beside it', async () => {
  const { code, stdout } = await run('--only', 'DK/retry_after', '--json');
  expect({ code, cells: JSON.parse(stdout) }).toEqual({
    code: 0,
    cells: [
      {
        cell: 'DK/retry_after',
        survived: true,
        faults: [],
        shown: { DK: { code: 'SOURCE_UNAVAILABLE', status: 'UNAVAILABLE', missing: 'UNAVAILABLE' } },
      },
    ],
  });
});

test.each([
  [['--only', 'ZZ/none'], '--only ZZ/none: write a country, a fault or both'],
  [['--write', '--only', 'DK'], '--write needs the whole matrix'],
  [['--everything'], "Unknown option '--everything'"],
])('what cannot be read ends with 2 and the remedy: %j', async (words, remedy) => {
  const { code, stderr } = await run(...words);
  expect(code).toBe(2);
  expect(stderr).toContain(remedy);
});
