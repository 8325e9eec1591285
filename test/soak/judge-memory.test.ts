import { expect, test } from '../jest.ts';
import { judgeMemory } from './judge-memory.ts';

const MEGABYTE = 2 ** 20;
const samplesOf = (heap: (seconds: number) => number) =>
  Array.from({ length: 60 }, (_, place) => ({
    seconds: 10 * (place + 1),
    bytes: heap(10 * (place + 1)) * MEGABYTE,
  }));

test('a heap that grows within the first minute and stays is flat, one that keeps growing is not', () => {
  expect(judgeMemory(samplesOf((seconds) => Math.min(seconds, 60)))).toMatchObject({
    growth: 0,
    isFlat: true,
  });
  expect(judgeMemory(samplesOf((seconds) => 60 + seconds / 100))?.isFlat).toBe(false);
});

test('one sample that stands out makes no growth, and hides none', () => {
  const spike = (at: number) => (seconds: number) => (seconds === at ? 600 : 60);
  expect(judgeMemory(samplesOf(spike(600)))?.isFlat).toBe(true);
  const hidden = samplesOf((seconds) => (seconds === 60 ? 600 : 60 + seconds / 100));
  expect(judgeMemory(hidden)?.isFlat).toBe(false);
});

test('what is too short to say is not called flat', () => {
  expect(judgeMemory(samplesOf(() => 60).slice(0, 10))).toBeNull();
});
