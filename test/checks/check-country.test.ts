import { buildSchema } from 'graphql';
import { checkCountry } from '../../src/checks/check-country.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import type { Country } from '../../src/countries/country.ts';
import { denmark } from '../../src/countries/dk/country.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const { access, operation } = loadSchemaTexts();
const schema = buildSchema(`${access}\n${operation}`);

/** What `check` says of Denmark with a part of it changed, as if it had been defined so. */
const changed = (change: Partial<Country>): string[] =>
  lines(checkCountry(schema, { ...denmark, ...change }));
const withCodes = (codes: Partial<Country['codes']>): string[] =>
  changed({ codes: { ...denmark.codes, ...codes } });

describe('a code list', () => {
  test('with a code that leads to no word of the schema, or that leaves a word out, is named', () => {
    expect(withCodes({ forensicStatus: { afventer: 'PENDING', i_gang: 'RUNNING' } })).toEqual([
      'DK: codes.forensicStatus: `RUNNING` is no value of ForensicStatus: write one of the schema',
      'DK: codes.forensicStatus: no native code leads to `IN_PROGRESS`: add the country’s own code for it',
      'DK: codes.forensicStatus: no native code leads to `COMPLETED`: add the country’s own code for it',
    ]);
  });
  test('that cannot say who is protected is named', () => {
    expect(withCodes({ protected: { ja: 'yes', nej: 'false' } })).toEqual([
      'DK: codes.protected: `yes` is no one of true, false: write one of the schema',
      'DK: codes.protected: no native code leads to `true`: add the country’s own code for it',
    ]);
  });
  test('of offences that leads to no ICCS code, or is empty, is named', () => {
    expect(withCodes({ offence: { '§ 235': 'CSE' } })).toEqual([
      'DK: codes.offence: `CSE` is no ICCS code: write its digits, such as 030221',
    ]);
    expect(withCodes({ offence: {} })).toEqual([
      'DK: codes.offence: no code at all: add the national article and its ICCS code',
    ]);
  });
  // Trap: the two forms look the same on the page; native values are read in NFC.
  test('with a code in another form than it is looked up in is named', () => {
    const decomposed = 'sø'.replace('ø', 'å').normalize('NFD');
    const { protected: own } = denmark.codes;
    expect(withCodes({ protected: { ...own, [decomposed]: 'true' } })).toEqual([
      `DK: codes.protected: native code \`${decomposed}\` is never found: write it as text in NFC`,
    ]);
  });
});

describe('a format', () => {
  for (const timeZone of ['Europe/Koebenhavn', '+01:00', '']) {
    test(`of zone \`${timeZone}\`, which is none of IANA's, is named`, () => {
      expect(changed({ timeZone })).toEqual([
        `DK: timeZone: \`${timeZone}\` is no zone: write an IANA zone, such as Europe/Oslo`,
      ]);
    });
  }
  for (const dateFormat of ['MM.yyyy', 'dd.MM', 'yyyy-mm-dd', 'dd-MM-yy', '']) {
    test(`\`${dateFormat}\` that does not bring a day back is named`, () => {
      expect(changed({ dateFormat })).toEqual([
        `DK: dateFormat: \`${dateFormat}\` loses the day: write a Luxon format with day, month and year`,
      ]);
    });
  }
  test('of milliseconds brings the local day back', () => {
    expect(changed({ dateFormat: 'epochMilliseconds' })).toEqual([]);
  });
});

test('an empty native name is named, wherever it stands', () => {
  const { arrests } = denmark.lists;
  const found = changed({
    agency: ' ',
    marking: { ...denmark.marking, handle: '' },
    overview: { ...denmark.overview, modusOperandi: '' },
    lists: {
      ...denmark.lists,
      arrests: { native: '', fields: { ...arrests.fields, date: [], status: ['status', ''] } },
    },
  });
  const places = ['agency', 'marking.handle', 'overview.modusOperandi', 'lists.arrests.native'];
  expect(found).toEqual(
    [...places, 'lists.arrests.fields.date', 'lists.arrests.fields.status'].map(
      (place) => `DK: ${place}: empty name: write the name the national system uses`,
    ),
  );
});
