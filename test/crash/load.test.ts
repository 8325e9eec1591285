import { expect, test } from '../jest.ts';
import { load } from './load.ts';
import { testRun } from './test-run.ts';

test('at full load there are as many entries as answers and refusals, dense, and transactions are shared', async () => {
  const { faults, counts } = await load(testRun(3));
  expect(faults).toEqual([]);
  expect(counts.loadTransactions).toBeLessThan(counts.loadEntries as number);
}, 60_000);
