import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Checkout, ownCheckout } from './own-checkout.ts';

/** A checkout of its own for each test, to break. */
let checkout: Checkout;
beforeEach(() => {
  checkout = ownCheckout();
});
afterEach(() => checkout.close());

const change: Checkout['change'] = (...what) => checkout.change(...what);
const remove = (path: string): void => checkout.remove(path);

function check(...options: string[]): { status: number | null; lines: string[]; err: string } {
  const { status, out, err } = checkout.run('src/cli/main.ts', ['check', ...options]);
  return { status, lines: out.trimEnd().split('\n'), err };
}

test('what ships fits, said in one line, from whatever folder it is called', () => {
  const { status, lines, err } = check();
  expect([status, lines.length, err]).toEqual([0, 1, '']);
  expect(lines[0]).toMatch(/^26 countries, \d+ fields: everything fits$/);
});

test('countries, mocks and agreements that do not fit are all named at once, and the exit code is 1', () => {
  remove('mocks/mt');
  remove('mocks/se/mock.ts');
  change('schema/agreements/agreements.csv', /^IS,[^\n]*\n/gm, '');
  change('schema/agreements/consents.csv', /^(IS,[^\n]*|\w\w,IS,[^\n]*)\n/gm, '');
  change('src/countries/no/country.ts', /timeZone: '.*'/, "timeZone: 'Europe/Nowhere'");
  expect(check()).toMatchObject({
    status: 1,
    lines: [
      'NO: timeZone: `Europe/Nowhere` is no zone: write an IANA zone, such as Europe/Oslo',
      'MT: mocks/mt/: no mock: add it with mock.ts',
      'SE: mocks/se/: no mock: add it with mock.ts',
      'IS: schema/agreements/agreements.csv: no row: add its row, kind NONE if it holds none',
      '4 violations',
    ],
  });
});

// Trap: defineCountry refuses a country at import; the first one would stop the program, and hide the second.
test('countries that do not meet the contract are each named, and stop neither the check nor one another', () => {
  change('src/countries/dk/country.ts', /\n\s+caseRef: 'journalnummer',/, '');
  change('src/countries/se/country.ts', /code: 'SE'/, "code: 'SX'");
  change('src/countries/is/country.ts', 'export const', 'oops oops; export const');
  const { status, lines, err } = check();
  expect([status, err, lines.at(-1)]).toEqual([1, '', '3 violations']);
  expect(lines).toEqual([
    'DK: arrests.caseRef: no native name for `arrests.caseRef`: add it to `lists.arrests.fields`',
    expect.stringMatching(/^IS: src\/countries\/is\/country\.ts: .+: make it importable$/),
    'SE: src/countries/se/country.ts: is of `SX`: export the country of this folder',
    '3 violations',
  ]);
});

test('a field without a category and a forbidden one are named, and as JSON', () => {
  change('schema/national.graphql', 'type Suspects {', 'type Suspects {\n  homeAddress: String');
  const { status, lines } = check('--json');
  expect(status).toBe(1);
  expect(JSON.parse(lines.join('\n'))).toEqual({
    violations: [
      {
        country: '-',
        place: 'Suspects.homeAddress',
        missing: 'never held, by its word `address`',
        remedy: 'remove it: the model holds case references, dates, regions, bands, statuses and counts only',
      },
      {
        country: '-',
        place: 'Suspects.homeAddress',
        missing: 'unclassified field `Suspects.homeAddress` in schema/national.graphql',
        remedy: 'add @access',
      },
    ],
  });
});

test('a text that is no GraphQL and a wrong table of agreements are named, without a stack', () => {
  change('schema/hub.graphql', 'type Query {', 'type Query');
  change('schema/agreements/agreements.csv', 'AT,Austria,EU_MEMBER', 'AT,Austria,EU_FRIEND');
  const { status, lines, err } = check();
  expect([status, err, lines.length]).toEqual([1, '', 3]);
  expect(lines[0]).toMatch(
    /^-: schema\/agreements\/agreements\.csv row \d+: unknown kind `EU_FRIEND`: write one of EU_MEMBER/,
  );
  expect(lines[1]).toMatch(/^-: schema\/hub\.graphql line \d+: no GraphQL, .*: correct it$/);
});
