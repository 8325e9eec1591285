/** Processes that end at any moment; by `npm run crash -- kills stops two` ten times as often. */
import { expect, test } from '../jest.ts';
import { kills } from './kills.ts';
import { stops } from './stops.ts';
import { testRun } from './test-run.ts';
import { twoGateways } from './two-gateways.ts';

test('what a killed gateway has given is in its log, and it starts by itself; both twins are found', async () => {
  const { faults, counts } = await kills(testRun(3));
  expect(faults).toEqual([]);
  expect(counts.kills).toBe(10);
  expect(counts.killAnswers).toBeGreaterThan(80);
}, 180_000);

test('hostile case 90: what SIGTERM comes upon is written down and given, or neither', async () => {
  const { faults, counts } = await stops(testRun(5));
  expect([faults, counts.stops]).toEqual([[], 2]);
}, 60_000);

test('a second gateway on one file does not start and says why; after a kill of the first one it does', async () => {
  const { faults, said } = await twoGateways();
  expect(faults).toEqual([]);
  expect(said.join()).toContain(
    'stop it, or give this one a ledger of its own, or use PostgreSQL for several',
  );
}, 60_000);
