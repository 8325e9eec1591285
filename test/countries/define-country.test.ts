import { type CountryDefinition, defineCountry } from '../../src/countries/country.ts';
import { denmark } from '../../src/countries/dk/country.ts';
import { GatewayError } from '../../src/errors.ts';
import { describe, expect, test } from '../jest.ts';

const { arrests, searches: _, ...lists } = denmark.lists;
const { victimsKnown: __, ...overview } = denmark.overview;
const { handle: ___, ...marking } = denmark.marking;
const { offence: ____, ...codes } = denmark.codes;
const { date: _____, ...fields } = arrests.fields;

/** What is said of Denmark with a part of it as given. */
function missingFrom(change: { readonly [part in keyof CountryDefinition]?: unknown }): unknown {
  try {
    defineCountry({ ...denmark, ...change } as CountryDefinition);
  } catch (error) {
    if (error instanceof GatewayError) return error.facts.missing;
    throw error;
  }
  return [];
}

describe('a country that leaves something out is refused, with what and where to add it', () => {
  for (const [what, change, said] of [
    ['a native name of the marking', { marking }, 'native name for `marking.handle`: add it to `marking`'],
    [
      'a native name of the overview',
      { overview },
      'native name for `overview.victimsKnown`: add it to `overview`',
    ],
    [
      'a native name of a list',
      { lists: { ...denmark.lists, arrests: { ...arrests, fields } } },
      'native name for `arrests.date`: add it to `lists.arrests.fields`',
    ],
    ['a list', { lists: { ...lists, arrests } }, 'list `searches`: add it to `lists`'],
    ['a code list', { codes }, 'code list `offence`: add it to `codes`'],
    ['its time zone', { timeZone: undefined }, '`timeZone`: add it'],
    ['its protocol', { protocol: undefined }, '`protocol`: add it'],
  ] as const) {
    test(what, () => {
      expect(missingFrom(change)).toEqual([`no ${said}`]);
    });
  }

  test('and all of it at once, also of one that has only a code', () => {
    const none = { overview: undefined, marking: undefined, lists: undefined, codes: undefined };
    expect(missingFrom({ ...none, system: undefined })).toHaveLength(1 + 7 + 4 + 5 + 8);
    expect(missingFrom({})).toEqual([]);
  });
});
