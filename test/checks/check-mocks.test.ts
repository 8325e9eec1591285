import { buildSchema } from 'graphql';
import { checkMocks, type MockPlaces } from '../../src/checks/check-mocks.ts';
import { expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const SCHEMA = buildSchema(`
  type Query { arrests: ArrestStatus exams: ForensicStatus device: DeviceType }
  enum ArrestStatus { IN_CUSTODY CHARGED }
  enum ForensicStatus { PENDING }
  enum DeviceType { COMPUTER }`);

const codes = (iso2: string) =>
  [
    ['arrestStatus', 'IN_CUSTODY'],
    ['arrestStatus', 'CHARGED'],
    ['forensicStatus', 'PENDING'],
    ['deviceType', 'COMPUTER'],
  ].map(([list = '', canonical = '']) => ({ iso2, list, canonical }));

const GOOD: MockPlaces = {
  systems: `import { serveDenmark } from './dk/mock.ts';\nimport { serveSlovenia } from './si/mock.ts';\n[\n  ['DK', serveDenmark],\n  ['SI', serveSlovenia],\n]`,
  countries: [{ iso2: 'DK' }, { iso2: 'SI' }],
  icarus: [{ iso2: 'DK' }, { iso2: 'SI' }],
  codelists: [...codes('DK'), ...codes('SI')],
};
const check = (change: Partial<MockPlaces> = {}): string[] =>
  lines(checkMocks(new Set(['DK', 'SI']), { ...GOOD, ...change }, SCHEMA));

test('a country that has its lines and rows in mocks/ is not named', () => {
  expect(check()).toEqual([]);
});

test('a country without its lines in mocks/systems.ts is named for each', () => {
  expect(
    check({ systems: "import { serveDenmark } from './dk/mock.ts';\n  ['SI', serveSlovenia],\n" }),
  ).toEqual([
    'DK: mocks/systems.ts: no entry: add it to NATIONAL_MOCKS',
    'SI: mocks/systems.ts: no import: import its mock',
  ]);
});

test('a country without its row in a table is named with the table; so is a row of no country', () => {
  expect(check({ countries: [{ iso2: 'SI' }], icarus: [...(GOOD.icarus ?? []), { iso2: 'LT' }] })).toEqual([
    'DK: mocks/data/countries.csv: no row: add its row',
    'LT: src/countries/registry.ts: a row in mocks/data/icarus.csv and no line: add its line, or remove its row',
  ]);
});

test('a country without a native code for a word is named with the words', () => {
  const left = codes('SI').filter(
    ({ list, canonical }) => list !== 'forensicStatus' && canonical !== 'CHARGED',
  );
  expect(check({ codelists: [...codes('DK'), ...left] })).toEqual([
    'SI: mocks/data/codelists.csv: no native code of arrestStatus for `CHARGED`: add a row for each',
    'SI: mocks/data/codelists.csv: no native code of forensicStatus for `PENDING`: add a row for each',
  ]);
});

test('a place that cannot be read names no country', () => {
  expect(check({ systems: null, countries: null, icarus: null, codelists: null })).toEqual([]);
});
