/** 2,000 images of what a disk may hold after a power cut; by `npm run crash -- power` 20,000. */
import { expect, test } from '../jest.ts';
import { powerCuts } from './power-cuts.ts';
import { powerSteps } from './power-log.ts';
import type { Step } from './step-recorder.ts';
import { withFolder } from './temporary.ts';
import { testRun } from './test-run.ts';

test('no image has lost an acknowledged entry; those of a store with synchronous=NORMAL have', async () => {
  const { faults, counts } = await powerCuts(testRun(11));
  expect(faults).toEqual([]);
  expect(counts).toMatchObject({ powerImages: 2_000, powerLost: 0 });
  expect(counts.powerTwinLost).toBeGreaterThan(0);
}, 120_000);

test('the store is cut at commits of one entry and of many, at restarts of what is written ahead, checkpoints, an erasure', async () => {
  await withFolder(async (folder) => {
    const steps: Step[] = [];
    // One after the other: each watches whatever statement this thread runs.
    for (const seed of [11, 12, 13]) steps.push(...(await powerSteps(folder, seed, 'FULL')));
    const kinds = new Set(steps.map(({ what }) => what));
    expect([...kinds].sort()).toEqual(['checkpoint', 'commit', 'erase', 'restart']);
    for (const { base, later } of steps)
      expect(base.db.equals(later.db) && base.wal.equals(later.wal)).toBe(false);
  });
});
