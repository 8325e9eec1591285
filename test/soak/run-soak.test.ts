/** A few seconds of what `npm run soak` does for ten minutes. */
import { expect, test } from '../jest.ts';
import { runSoak } from './run-soak.ts';

test('random faults leave no wrong answer, no unhandled rejection, no socket and no text of a system', async () => {
  const { signal } = new AbortController();
  const { tally, made, idleBefore, idleAfter, closed, leaks } = await runSoak({
    seconds: 5,
    seed: 7,
    clients: 2,
    signal,
  });
  expect(tally.wrong).toEqual([]);
  expect(tally.parts.right).toBeGreaterThan(0);
  expect(made.size).toBeGreaterThan(3);
  expect(closed.unhandled).toEqual([]);
  expect(idleAfter.sockets).toBe(idleBefore.sockets);
  expect(closed.sockets).toBe(0);
  expect(leaks).toBe(false);
});
