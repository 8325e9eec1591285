import { readDateOption } from '../../src/cli/read-option.ts';
import { afterEach, expect, jest, test } from '../jest.ts';

afterEach(() => {
  jest.useRealTimers();
});

test('a day that is not given is today in Brussels, also where UTC is a day behind', () => {
  for (const [now, day] of [
    ['2011-12-15T22:59:59Z', '2011-12-15'],
    ['2011-12-15T23:00:00Z', '2011-12-16'],
    ['2017-04-30T22:00:00Z', '2017-05-01'],
  ] as const) {
    jest.useFakeTimers();
    jest.setSystemTime(new Date(now));
    expect(readDateOption('--date', undefined)).toBe(day);
  }
});

test('a day that is given is taken as it is; what is no day is refused with option and remedy', () => {
  expect(readDateOption('--date', '2012-02-29')).toBe('2012-02-29');
  for (const text of ['2011-02-29', '16.12.2011', ''])
    expect(() => readDateOption('--date', text)).toThrow(/^option --date: .*yyyy-MM-dd/);
});
