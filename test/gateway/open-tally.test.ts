/** Whoever has no token cannot fill the ledger, and yet each request is in it: by itself, or by number. */
import { setTimeout as sleep } from 'node:timers/promises';
import { openTally, type WriteUnidentified } from '../../src/gateway/open-tally.ts';
import { expect, test } from '../jest.ts';

type Written = readonly [time: number, code: string, requests: number];

/** A tally over a list; `isUp` says whether anything can be written now. */
function tallied(isUp: () => boolean = () => true) {
  const written: Written[] = [];
  const write: WriteUnidentified = async (arrived, code, requests) => {
    if (!isUp()) return false;
    written.push([arrived.getTime(), code, requests]);
    return true;
  };
  return { written, tally: openTally(write, isUp) };
}
const sumOf = (written: readonly Written[]): number =>
  written.reduce((sum, [, , requests]) => sum + requests, 0);

test('ten requests of a second have entries of their own; what is over is one entry for each code, with its number', async () => {
  const { written, tally } = tallied();
  for (let at = 0; at < 300; at += 1)
    expect(await tally.note(new Date(at), at % 3 === 0 ? 'BAD_USER_INPUT' : 'UNAUTHENTICATED')).toBe(true);
  expect(written.map(([, , requests]) => requests)).toEqual(Array(10).fill(1));
  await sleep(1_100);
  expect(written.slice(10)).toEqual([
    [10, 'UNAUTHENTICATED', 194],
    [12, 'BAD_USER_INPUT', 96],
  ]);
  expect(await tally.note(new Date(), 'UNAUTHENTICATED')).toBe(true);
  expect(written).toHaveLength(13);
  await tally.close();
  expect(written).toHaveLength(13);
});

test('what has been counted is written when the gateway closes', async () => {
  const { written, tally } = tallied();
  for (let at = 0; at < 50; at += 1) await tally.note(new Date(at), 'UNAUTHENTICATED');
  await tally.close();
  expect([written.length, sumOf(written)]).toEqual([11, 50]);
});

// Trap: what was refused while the ledger was up is counted, and the ledger goes before the count is written.
test('a count that could not be written is written when the ledger is back; meanwhile no refusal is given', async () => {
  let up = true;
  const { written, tally } = tallied(() => up);
  for (let at = 0; at < 50; at += 1) await tally.note(new Date(at), 'UNAUTHENTICATED');
  up = false;
  expect(await tally.note(new Date(), 'UNAUTHENTICATED')).toBe(false);
  await sleep(1_100);
  expect([written.length, await tally.note(new Date(), 'UNAUTHENTICATED')]).toEqual([10, false]);
  up = true;
  await sleep(1_100);
  expect(written.slice(10)).toEqual([[10, 'UNAUTHENTICATED', 40]]);
  await tally.close();
});
