import { checkCountryCodes } from '../../src/checks/check-country-codes.ts';
import { expect, test } from '../jest.ts';
import { lines } from './lines.ts';

test('a country that stands in one place and not in the others is named with each', () => {
  const found = checkCountryCodes({
    registry: new Set(['DK', 'SI']),
    folders: new Set(['DK', 'SI', 'LT']),
    mocks: new Set(['DK', 'LV']),
    agreements: new Set(['DK', 'LV', 'RS']),
    example: new Set(['DK', 'XE']),
  });
  expect(lines(found)).toEqual([
    'SI: mocks/si/: no mock: add it with mock.ts',
    'SI: schema/agreements/agreements.csv: no row: add its row, kind NONE if it holds none',
    'SI: concordat.example.json: no system: add it to `systems`',
    'LV: src/countries/registry.ts: a mock and no line: add its line, or remove its mock',
    'LT: src/countries/registry.ts: a folder and no line: add its line, or remove its folder',
  ]);
});
