import { memoized, memoizedPair } from '../src/memoized.ts';
import { expect, test } from './jest.ts';

test('a function is asked once for each object, whatever it holds', () => {
  const asked: object[] = [];
  const once = memoized((key: object) => {
    asked.push(key);
    return { key };
  });
  const [left, right] = [{}, {}];
  expect(once(left)).toBe(once(left));
  expect(once(right)).not.toBe(once(left));
  expect(asked).toEqual([left, right]);
});

test('of a pair both count, and their order', () => {
  const pair = memoizedPair((left: object, right: object) => [left, right]);
  const [one, other] = [{}, {}];
  expect(pair(one, other)).toBe(pair(one, other));
  expect(pair(other, one)[0]).toBe(other);
  expect(pair(one, one)[1]).toBe(one);
});

test('what cannot be made is not kept', () => {
  let fails = true;
  const once = memoized((key: object) => {
    if (fails) throw new Error('not yet');
    return { key };
  });
  const key = {};
  expect(() => once(key)).toThrow('not yet');
  fails = false;
  expect(once(key)).toEqual({ key });
});
