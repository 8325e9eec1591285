/** Stores that fail, or are gone; by `npm run crash -- postgres below outages` longer and more often. */
import { describe, expect, test } from '../jest.ts';
import { canMount, fullDisk, hasStrace, readOnly, strike } from './faults-below.ts';
import { outages } from './outages.ts';
import { postgresKills } from './postgres-kills.ts';
import { testRun } from './test-run.ts';

test('a PostgreSQL server that is killed costs answers with 503, and no entry', async () => {
  const { faults, counts } = await postgresKills(testRun(3));
  expect([faults, counts.postgresKills]).toEqual([[], 2]);
  expect(counts.postgresUnavailable).toBeGreaterThan(0);
}, 120_000);

test('while the store is gone nothing is given, and when it is back the gateway is too, by itself', async () => {
  const { faults } = await outages(testRun(3));
  expect(faults).toEqual([]);
}, 120_000);

const traced = hasStrace() ? test : test.skip;
const reason = hasStrace() ? '' : ' (skipped: this machine has no strace, or does not let it trace)';

const mounted = canMount() ? test : test.skip;
const mountReason = canMount() ? '' : ' (skipped: this user may not mount a disk)';

describe('what fails below the store costs no acknowledged entry, and the next one can be written', () => {
  for (const [what, inject, isRefused] of [
    ['EIO at an fsync', 'fsync,fdatasync:error=EIO:when=9', true],
    ['no room at a write', 'pwrite64:error=ENOSPC:when=60', true],
    ['the process killed at an fsync', 'fsync,fdatasync:signal=KILL:when=12', false],
    ['the process killed at a write', 'pwrite64:signal=KILL:when=75', false],
  ] as const)
    traced(
      `${what}${reason}`,
      async () => {
        const { written, found } = await strike(inject);
        expect(found).toEqual([]);
        expect(written.acknowledged.length).toBeGreaterThan(0);
        if (isRefused) expect(written.refused).toBeGreaterThan(0);
        else expect(written.acknowledged.length).toBeLessThan(30);
      },
      60_000,
    );

  for (const [what, prove] of [
    ['a full disk', fullDisk],
    ['a directory that is read only', readOnly],
  ] as const)
    mounted(`${what}${mountReason}`, async () => expect(await prove()).toEqual([]), 60_000);
});
