import { runProgram } from '../cli/run-program.ts';
import { expect, test } from '../jest.ts';

const run = (...words: readonly string[]) => runProgram('test/faults/faults-command.ts', words);

test('one cell is run, and the closing line counts it', async () => {
  const { code, out } = await run('--only', 'DK/down');
  expect({ code, out }).toEqual({ code: 0, out: '1 of 1 survived\n' });
});

test('what every cell showed is told as JSON, and nothing else beside it', async () => {
  const { code, out } = await run('--only', 'DK/retry_after', '--json');
  expect({ code, cells: JSON.parse(out) }).toEqual({
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
  const { code, err } = await run(...words);
  expect(code).toBe(2);
  expect(err).toContain(remedy);
});
