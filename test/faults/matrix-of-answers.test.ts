/** The matrix, three faults of the answer in each of the 26 countries; two faults at once; all countries at once. */
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { FAULTS } from './faults.ts';
import { walkOf } from './run-matrix.ts';
import { everywhere, mixed, pairsOf } from './several-at-once.ts';
import { openStage, type Stage } from './stage.ts';
import { unsurvived, unsurvivedOf } from './unsurvived.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test.each([
  ['malformed_body', 'an answer whose grammar ends in the middle is INVALID, and no word of it is passed on'],
  ['foreign_record', "another country's record is in no list and no sum"],
  ['more_fields', 'what nobody asked for is not passed on, and costs nothing'],
])('%s, whichever of the 26 countries: %s', async (name) => {
  expect(await unsurvived(stage, name)).toEqual([]);
});

test('two faults at once in two countries cost these two, each by its own code', async () => {
  // Every 23rd of 276: each fault once.
  const pairs = pairsOf(stage.codes).filter((_, place) => place % 23 === 0);
  expect(await unsurvivedOf(stage, pairs.map(walkOf))).toEqual([]);
});

test('all 26 at once, each by another fault: every code is there, and what is left is right', async () => {
  expect(await unsurvivedOf(stage, [walkOf(mixed(stage.codes, 0)), walkOf(mixed(stage.codes, 11))])).toEqual(
    [],
  );
});

test('all 26 down at once: no sum is given, and none is noughts', async () => {
  const down = FAULTS.filter(({ name }) => name === 'down' || name === 'timeout');
  const walks = down.map((fault) => walkOf(everywhere(stage.codes, fault)));
  expect(await unsurvivedOf(stage, walks)).toEqual([]);
});
