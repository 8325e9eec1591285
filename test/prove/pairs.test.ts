/** Noninterference: 1,000 pairs of worlds that differ in what is closed to a caller, compared at every border. */
import { expect, test } from '../jest.ts';
import { loadProduct } from './product.ts';
import { runAllPairs } from './proof.ts';

test('1,000 pairs: the answer, what others are asked and what the operator is told are the same', async () => {
  const { tally, differences } = await runAllPairs(await loadProduct(), { seed: 2_011, most: 1_000 });
  expect(differences.slice(0, 3)).toEqual([]);
  expect(tally.pairs).toBe(1_000);
  // A pair shows something only where its query asks what is closed.
  expect(tally.touching).toBeGreaterThanOrEqual(800);
});
