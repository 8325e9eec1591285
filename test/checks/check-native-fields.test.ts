import { checkNativeFields } from '../../src/checks/check-native-fields.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { austria } from '../../src/countries/at/country.ts';
import { denmark } from '../../src/countries/dk/country.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const { national } = loadSchemaTexts();

function after(type: string, field: string): readonly string[] {
  const changed = national.replace(new RegExp(`^type ${type}\\b[^{]*\\{`, 'm'), `$& ${field} `);
  expect(changed).not.toBe(national);
  return lines(checkNativeFields(changed, [austria, denmark]));
}

describe('a field of the national contract that a country has no word for is named for each country', () => {
  for (const [type, field, remedy] of [
    ['Arrest', 'weather: String', 'add it to RECORD_FIELDS and to `lists.arrests.fields`'],
    ['ForensicExam', 'weather: String', 'add it to RECORD_FIELDS and to `lists.forensicExams.fields`'],
    ['Search', 'place: OffenceCode', 'add it to RECORD_FIELDS and to `lists.searches.fields`'],
    ['Participation', 'motto: String', 'add it to OVERVIEW_FIELDS and to `overview`'],
    ['Victims', 'assistedCount: Int', 'add it to OVERVIEW_FIELDS and to `overview`'],
    ['Marking', 'weight: Int', 'add it to RECORD_FIELDS and to `marking`'],
  ] as const) {
    const place = `${type}.${field.split(':')[0]}`;
    test(place, () => {
      expect(after(type, field)).toEqual(
        ['AT', 'DK'].map((code) => `${code}: ${place}: no native name: ${remedy}`),
      );
    });
  }
});

test('keys and reports of the border, frames, and what Interpol says need no native name', () => {
  expect(after('Arrest', '_key: ID')).toEqual([]);
  expect(lines(checkNativeFields(national, [austria, denmark]))).toEqual([]);
});

test('a field that countries are asked for and the contract lacks is named', () => {
  const changed = national.replace(/\n *warrantBasis: String/, '');
  expect(lines(checkNativeFields(changed, [austria]))).toEqual([
    '-: Search.warrantBasis: in RECORD_FIELDS, and no field of schema/national.graphql: add it there, or remove it',
  ]);
});
