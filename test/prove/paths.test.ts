/** The compiled path is the fast one; the reference, which a library plans, says what it has to give. */
import { expect, test } from '../jest.ts';
import { runPaths } from './paths.ts';
import { loadProduct } from './product.ts';

test('both paths agree on 240 queries: answer, messages, evidence, and what the operator is told', async () => {
  const { queries, differences } = await runPaths(await loadProduct(), { seed: 2_012, most: 240 });
  expect(
    differences.slice(0, 3).map(({ question, what }) => [question.caller, question.asked.text, what]),
  ).toEqual([]);
  expect(queries).toBeGreaterThanOrEqual(240);
});
