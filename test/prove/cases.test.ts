/** The compiler against "fetch all, filter after": 2,000 generated queries, and a handful of faults that must be found. */
import { expect, test } from '../jest.ts';
import { lostTexts } from './copy-product.ts';
import { MUTANTS } from './mutants.ts';
import { loadProduct } from './product.ts';
import { runCases } from './proof.ts';
import { runMutants } from './run-mutants.ts';

const SEED = 2_011;

test('2,000 queries: data, errors, messages and evidence are what the oracle says', async () => {
  const { cases, refusedTexts, joined, differences } = await runCases(await loadProduct(), {
    seed: SEED,
    most: 2_000,
  });
  expect(
    differences.slice(0, 3).map(({ question, what }) => [question.caller, question.asked.text, what]),
  ).toEqual([]);
  expect(cases).toBe(2_000);
  expect(refusedTexts).toBeGreaterThan(50);
  // Of those who ask at once, some must be under way together: else nothing is shown of them.
  expect(joined).toBeGreaterThan(20);
});

/** One of each kind; `npm run prove -- --mutants` runs them all. */
const HANDFUL = [
  'rule 13 widened',
  'the last day of an interval left out',
  'addressees ignored',
  'protected ignored',
  'closed fields are asked',
  'fragments forgotten',
  'counted before the release',
  'every reference travels',
  'who asks together is joined whatever the country',
];

test('every known fault can still be made: its text stands in the product once', () => {
  expect(MUTANTS.flatMap(lostTexts)).toEqual([]);
});

test('the proofs can fail: each of a handful of known faults is found', async () => {
  const mutants = MUTANTS.filter(({ name }) => HANDFUL.includes(name));
  expect(mutants.length).toBe(HANDFUL.length);
  const reports = await runMutants(mutants, { seeds: [SEED], most: 600, atOnce: 1 });
  expect(reports.filter(({ meanCases }) => meanCases === null)).toEqual([]);
});
