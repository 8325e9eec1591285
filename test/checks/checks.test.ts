import { describe, expect, test } from '@jest/globals';
import { buildSchema } from 'graphql';
import { checkCategories } from '../../src/checks/check-categories.ts';
import { checkCodes, checkCountries } from '../../src/checks/check-countries.ts';
import { checkForbiddenFields } from '../../src/checks/check-forbidden-fields.ts';
import { checkNullability } from '../../src/checks/check-nullability.ts';
import { toLine, type Violation } from '../../src/checks/violation.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { denmark } from '../../src/countries/dk/country.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';

const lines = (violations: readonly Violation[]): string[] => violations.map(toLine);
const ACCESS = '@access(category: PERSONAL, owner: COUNTRY)';

describe('what ships fits', () => {
  const { access, operation, national, hub, interpol } = loadSchemaTexts();
  const schema = buildSchema(`${access}\n${operation}`);

  test('every field has a category, and the contracts say the same', () => {
    expect(lines(checkCategories(operation, { national, hub, interpol }))).toEqual([]);
  });
  test('nullability is right, no field is forbidden, every country meets the contract', () => {
    expect(lines(checkNullability(operation))).toEqual([]);
    expect(lines([operation, national, hub, interpol].flatMap(checkForbiddenFields))).toEqual([]);
    expect(lines(checkCountries(schema, COUNTRIES.values()))).toEqual([]);
    expect(COUNTRIES.size).toBe(26);
  });
});

describe('a category', () => {
  for (const [what, sdl, line] of [
    [
      'missing',
      'type Suspect { caseRef: ID }',
      '-: Suspect.caseRef: unclassified field `Suspect.caseRef`: add @access',
    ],
    [
      'under a renamed directive (hostile 27)',
      'type Suspect { caseRef: ID @permit(category: PUBLIC) }',
      '-: Suspect.caseRef: unclassified field `Suspect.caseRef`: add @access',
    ],
    [
      'given twice (hostile 28)',
      `type Suspect { caseRef: ID ${ACCESS} @access(category: PUBLIC, owner: GATEWAY) }`,
      '-: Suspect.caseRef: `Suspect.caseRef` has @access twice: keep one',
    ],
    [
      'that nobody knows',
      'type Suspect { caseRef: ID @access(category: SECRET, owner: COUNTRY) }',
      '-: Suspect.caseRef: `Suspect.caseRef` has no known category: use one of PUBLIC, STATISTICAL, STRATEGIC, OPERATIONAL, PERSONAL, PROTECTED, INHERIT',
    ],
    [
      'without an owner',
      'type Suspect { caseRef: ID @access(category: PERSONAL) }',
      "-: Suspect.caseRef: field `Suspect.caseRef` has no owner: add `owner` to its @access or to its type's",
    ],
  ] as const) {
    test(`${what} is named with place and remedy`, () => {
      expect(lines(checkCategories(sdl, {}))).toEqual([line]);
    });
  }

  test('that a contract gives otherwise (hostile 29, 31) is named', () => {
    const contract = 'type Suspect { caseRef: ID @access(category: PROTECTED, owner: COUNTRY) }';
    expect(lines(checkCategories(`type Suspect { caseRef: ID ${ACCESS} }`, { national: contract }))).toEqual([
      '-: Suspect.caseRef: schema/national.graphql says PROTECTED from ALLOW, operation.graphql PERSONAL from ALLOW: give both the same @access',
    ]);
  });
});

test('a leaf of a national record, or a field more closed than what leads to it, may not be non-null', () => {
  const sdl = `
    type Query @access(category: PUBLIC, owner: GATEWAY) { operation: Operation }
    type Operation @access(category: PUBLIC, owner: EUROPOL) { days: [Day!]! @access(category: OPERATIONAL, owner: EUROPOL) suspect: Suspect }
    type Day @access(category: OPERATIONAL, owner: EUROPOL) { date: String! }
    type Suspect ${ACCESS} { caseRef: ID! }`;
  expect(lines(checkNullability(sdl))).toEqual([
    '-: Operation.days: never null, though more closed than a field that leads to it: make it nullable in schema/operation.graphql',
    '-: Suspect.caseRef: a leaf of a national record is never null: make it nullable in schema/operation.graphql',
  ]);
});

test('a field that would hold what the model must never hold is found, in whatever form', () => {
  const sdl = `
    type Suspect { fullName: String dateOfBirth: String homeAddress: String photoUrl: String fileHash: String ipAddress: String bankAccount: String caseRef: ID }
    type Victims { identifiedCount: Int age: Int }
    enum Field { LAST_NAME CASE_REF }`;
  const places = checkForbiddenFields(sdl).map(({ place }) => place);
  expect(places).toEqual([
    'Suspect.fullName',
    'Suspect.dateOfBirth',
    'Suspect.homeAddress',
    'Suspect.photoUrl',
    'Suspect.fileHash',
    'Suspect.ipAddress',
    'Suspect.bankAccount',
    'Victims.age',
    'Field.LAST_NAME',
  ]);
});

describe('a country', () => {
  const { access, operation } = loadSchemaTexts();
  const schema = buildSchema(`${access}\n${operation}`);

  test('whose code leads to no word of the schema, or leaves one out, is named', () => {
    const codes = { ...denmark.codes, forensicStatus: { afventer: 'PENDING', i_gang: 'RUNNING' } };
    expect(lines(checkCountries(schema, [{ ...denmark, codes }]))).toEqual([
      'DK: codes.forensicStatus: `RUNNING` is no value of ForensicStatus: write one of the schema',
      'DK: codes.forensicStatus: no native code leads to `IN_PROGRESS`: add the country’s own code for it',
      'DK: codes.forensicStatus: no native code leads to `COMPLETED`: add the country’s own code for it',
    ]);
  });
  test('with a zone or date format that is none is named', () => {
    expect(
      lines(checkCountries(schema, [{ ...denmark, timeZone: 'Europe/Koebenhavn', dateFormat: 'MM.yyyy' }])),
    ).toEqual([
      'DK: timeZone: `Europe/Koebenhavn` is no zone: write an IANA zone, such as Europe/Oslo',
      'DK: dateFormat: loses the day: write a Luxon format with day, month and year',
    ]);
  });
  test('without a mock or an agreement, or with a mock and no line, is named', () => {
    expect(lines(checkCodes(['DK', 'SI'], new Set(['DK', 'LV']), new Set(['DK', 'LV'])))).toEqual([
      'SI: mocks/si/: no mock: add the folder with mock.ts',
      'SI: schema/agreements/agreements.csv: no row: add its row, kind NONE if it holds none',
      'LV: src/countries/registry.ts: a mock and no line: add its line, or remove the mock’s folder',
    ]);
  });
});
