import { checkForbiddenFields } from '../../src/checks/check-forbidden-fields.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const REMEDY = 'remove it: the model holds case references, dates, regions, bands, statuses and counts only';

describe('a field that would hold', () => {
  for (const [what, names] of [
    ['a name', ['fullName', 'lastname', 'name', 'aliases', 'maidenName']],
    [
      'a name, in the language of a country,',
      [
        'nom',
        'vorname',
        'familienName',
        'PRENOM',
        'voornaam',
        'etternavn',
        'efternamn',
        'sukunimi',
        'apellidos',
      ],
    ],
    [
      'a name, in another of them,',
      ['cognome', 'apelido', 'prijmeni', 'nazwisko', 'prezime', 'keresztnev', 'kunjom'],
    ],
    ['an address', ['homeAddress', 'homeAddresses', 'street', 'postcode']],
    ['a date of birth', ['dateOfBirth', 'birthday', 'birthdate', 'dob']],
    ['an image', ['photoUrl', 'images', 'thumbnail', 'videoFrames']],
    ['a file or its hash', ['file', 'fileName', 'fileHash', 'hashes', 'MD5Hash', 'fileSHA256']],
    ['a network address', ['ipAddress', 'IPAddress', 'ip', 'ipv6', 'IPs']],
    ['an account', ['bankAccount', 'userAccounts', 'iban', 'email', 'username']],
  ] as const) {
    for (const name of names) {
      test(`${what} is found under \`${name}\``, () => {
        const found = checkForbiddenFields('operation', `type Suspect { caseRef: ID ${name}: String }`);
        expect(found.map(({ place }) => place)).toEqual([`Suspect.${name}`]);
      });
    }
  }
});

test('a forbidden argument, input field or enum value is named by its coordinate, with the word', () => {
  const sdl = `
    type Query { suspects(lastName: String, first: Int): [ID] }
    input Where { emailAddress: String placeNuts2: String }
    enum Field { CASE_REF BIRTH_YEAR }
    extend type Suspect { face: ID }`;
  expect(lines(checkForbiddenFields('operation', sdl))).toEqual([
    `-: Query.suspects(lastName:): never held, by its word \`name\`, in schema/operation.graphql: ${REMEDY}`,
    `-: Where.emailAddress: never held, by its word \`email\`, in schema/operation.graphql: ${REMEDY}`,
    `-: Field.BIRTH_YEAR: never held, by its word \`birth\`, in schema/operation.graphql: ${REMEDY}`,
    `-: Suspect.face: never held, by its word \`face\`, in schema/operation.graphql: ${REMEDY}`,
  ]);
});

test('names of an operation and of a country may stay, by coordinate; the same names elsewhere may not', () => {
  const sdl =
    'type Operation { codeName: ID name: ID } type Country { name: ID } type Suspect { codeName: ID }';
  const places = checkForbiddenFields('operation', sdl).map(({ place }) => place);
  expect(places).toEqual(['Operation.name', 'Suspect.codeName']);
});

// Trap: `participations`, `profiled`, `handling`, `ageBand` hold `ip`, `file`, `handle` and `age` as letters.
test('words that only contain a forbidden one as letters may stay', () => {
  const sdl =
    'type A { participations: ID handling: ID ageBand: ID description: ID shape: ID system: ID accountable: ID }';
  expect(checkForbiddenFields('operation', sdl)).toEqual([]);
});

test('of victims nothing is held but two counts and a hit, whatever it is called and wherever it stands', () => {
  const only = `of victims only counts and their existence are held, in schema/operation.graphql: ${REMEDY}`;
  const sdl = `
    type Victims { identifiedCount: Int safeguardedCount: [Int] hit: Hit ageBand: AgeBand constructor: Int }
    type Victim { region: String }
    type Search { victims: Victims victimRegion: String }
    enum DataSubjectCategory { VICTIM }`;
  expect(lines(checkForbiddenFields('operation', sdl))).toEqual([
    `-: Victims.safeguardedCount: ${only}`,
    `-: Victims.ageBand: ${only}`,
    `-: Victims.constructor: ${only}`,
    `-: Victim.region: ${only}`,
    `-: Search.victimRegion: ${only}`,
  ]);
});
