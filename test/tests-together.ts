import { beforeAll, test } from './jest.ts';

/**
 * Takes tests that mostly wait and share nothing: all of them are begun before the first test of the block, and each waits
 * for its own.
 */
export function testsTogether(): (name: string, run: () => Promise<void>) => void {
  const runs: (() => Promise<void>)[] = [];
  let begun: readonly Promise<void>[] = [];
  beforeAll(() => {
    begun = runs.map((run) => run());
    // Told by the test it is of, when its turn comes.
    for (const one of begun) one.catch(() => {});
  });
  return (name, run) => {
    const place = runs.push(run) - 1;
    test(name, () => begun[place]);
  };
}
