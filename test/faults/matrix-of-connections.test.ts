/** The matrix, three faults of the connection: 26 countries by a system that hangs, one that resets, one that dies. */
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { openStage, type Stage } from './stage.ts';
import { unsurvived } from './unsurvived.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.close());

test.each([
  ['timeout', 'a country that never answers is TIMEOUT, and the other 25 are as they were'],
  ['reset_peer', 'a country that resets the connection is UNAVAILABLE, and the other 25 are as they were'],
  ['half_answer', 'half an answer is none: UNAVAILABLE, and the other 25 are as they were'],
])('%s, whichever of the 26 countries: %s', async (name) => {
  expect(await unsurvived(stage, name)).toEqual([]);
});
