import { figuresOf, percentile } from '../../bench/window.ts';
import { expect, test } from '../jest.ts';

test('several windows are one: their answers, time and CPU are added up', () => {
  const windows = [
    { latenciesMs: [10, 30], elapsedMs: 500, cpuMs: 3 },
    { latenciesMs: [20, 40], elapsedMs: 1_500, cpuMs: 5 },
  ];
  expect(figuresOf(windows)).toEqual({ cpuMsPerRequest: 2, requestsPerSecond: 2, p50Ms: 20, p99Ms: 40 });
});

test('a figure has three digits that count', () => {
  const window = { latenciesMs: [1.23456], elapsedMs: 7, cpuMs: 1234.56 };
  expect(figuresOf([window])).toEqual({
    cpuMsPerRequest: 1230,
    requestsPerSecond: 143,
    p50Ms: 1.23,
    p99Ms: 1.23,
  });
});

test('of a window without an answer nothing is said', () => {
  expect(() => figuresOf([{ latenciesMs: [], elapsedMs: 9, cpuMs: 1 }])).toThrow('--seconds');
});

for (const [percent, value] of [
  [0, 1],
  [1, 1],
  [50, 2],
  [51, 3],
  [99, 4],
  [100, 4],
] as const) {
  test(`the percentile ${percent} of four is one of them`, () => {
    expect(percentile([1, 2, 3, 4], percent)).toBe(value);
  });
}
