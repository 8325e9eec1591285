import { COUNTRIES } from '../../src/countries/registry.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { askProgram } from './ask-program.ts';
import { type Checkout, ownCheckout } from './own-checkout.ts';

/** To break; whole again for each test. */
let checkout: Checkout;
beforeAll(() => {
  checkout = ownCheckout();
});
afterEach(() => checkout.restore());
afterAll(() => checkout.close());

const change: Checkout['change'] = (...what) => checkout.change(...what);
const remove = (path: string): void => checkout.remove(path);

interface Checked {
  readonly status: number | null;
  readonly lines: readonly string[];
  readonly err: string;
}

/** Asked in this process, where the sources are those that ship: texts and tables are read each time. */
async function check(...options: string[]): Promise<Checked> {
  if (checkout.touched().some((path) => path.startsWith('src/'))) return spawned(...options);
  const { code, out, err } = await askProgram(['check', ...options], checkout.root);
  return { status: code, lines: out.trimEnd().split('\n'), err };
}

/** Asked in a process of its own, from another folder. */
function spawned(...options: string[]): Checked {
  const { status, out, err } = checkout.run('src/cli/main.ts', ['check', ...options]);
  return { status, lines: out.trimEnd().split('\n'), err };
}

test('what ships fits, said in one line, from whatever folder it is called', () => {
  const { status, lines, err } = spawned();
  expect([status, lines.length, err]).toEqual([0, 1, '']);
  expect(lines[0]).toMatch(/^\d+ countries, \d+ fields: everything fits$/);
  expect(Number.parseInt(lines[0] ?? '', 10)).toBe(COUNTRIES.size);
});

test('countries, mocks and agreements that do not fit are all named at once, and the exit code is 1', async () => {
  remove('mocks/mt');
  remove('mocks/se/mock.ts');
  change('schema/agreements/agreements.csv', /^IS,[^\n]*\n/gm, '');
  change('schema/agreements/consents.csv', /^(IS,[^\n]*|\w\w,IS,[^\n]*)\n/gm, '');
  change('src/countries/no/country.ts', /timeZone: '.*'/, "timeZone: 'Europe/Nowhere'");
  expect(await check()).toMatchObject({
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
test('countries that do not meet the contract are each named, and stop neither the check nor one another', async () => {
  change('src/countries/dk/country.ts', /\n\s+caseRef: 'journalnummer',/, '');
  change('src/countries/se/country.ts', /code: 'SE'/, "code: 'SX'");
  change('src/countries/is/country.ts', 'export const', 'oops oops; export const');
  const { status, lines, err } = await check();
  expect([status, err, lines.at(-1)]).toEqual([1, '', '3 violations']);
  expect(lines).toEqual([
    'DK: arrests.caseRef: no native name for `arrests.caseRef`: add it to `lists.arrests.fields`',
    expect.stringMatching(/^IS: src\/countries\/is\/country\.ts: .+: make it importable$/),
    'SE: src/countries/se/country.ts: is of `SX`: export the country of this folder',
    '3 violations',
  ]);
});

test('a field without a category and a forbidden one are named, and as JSON', async () => {
  change('schema/national.graphql', 'type Suspects {', 'type Suspects {\n  homeAddress: String');
  const { status, lines } = await check('--json');
  expect(status).toBe(1);
  expect(JSON.parse(lines.join('\n'))).toEqual({
    violations: [
      {
        country: '-',
        place: 'Suspects.homeAddress',
        missing: 'never held, by its word `address`, in schema/national.graphql',
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

test('a text that is no GraphQL and a wrong table of agreements are named, without a stack', async () => {
  change('schema/hub.graphql', 'type Query {', 'type Query');
  change('schema/agreements/agreements.csv', 'AT,Austria,EU_MEMBER', 'AT,Austria,EU_FRIEND');
  const { status, lines, err } = await check();
  expect([status, err, lines.length]).toEqual([1, '', 3]);
  expect(lines[0]).toMatch(
    /^-: schema\/agreements\/agreements\.csv row \d+: unknown kind `EU_FRIEND`: write one of EU_MEMBER/,
  );
  expect(lines[1]).toMatch(/^-: schema\/hub\.graphql line \d+: no GraphQL, .*: correct it$/);
});

describe('what cannot be read is one line each, without a stack', () => {
  for (const [what, damage, line] of [
    [
      'the folder of a country is gone',
      () => remove('src/countries/at'),
      '-: src/countries/at/country.ts: not there, and imported by src/countries/registry.ts: put it back, or delete its lines there',
    ],
    [
      'an import of the registry is gone',
      () => change('src/countries/registry.ts', /^import { austria } .*\n/m, ''),
      '-: src/countries/registry.ts: austria is not defined: make it importable',
    ],
    [
      'a text of the schema is gone',
      () => remove('schema/hub.graphql'),
      '-: schema/hub.graphql: cannot be read: put it back, and let this user read it',
    ],
    [
      'a table of agreements is gone',
      () => remove('schema/agreements/consents.csv'),
      '-: schema/agreements/consents.csv: cannot be read: put it back, and let this user read it',
    ],
    [
      'a table of the mocks is gone',
      () => remove('mocks/data/icarus.csv'),
      '-: mocks/data/icarus.csv: cannot be read: put it back, and let this user read it',
    ],
    [
      'a table of the mocks has a row cut short',
      () => change('mocks/data/codelists.csv', 'DK,deviceType,', 'DK,device'),
      expect.stringMatching(
        /^-: mocks\/data\/codelists\.csv row \d+: 4 cells under a header of 5: write one cell/,
      ),
    ],
    [
      'the example of a configuration is gone',
      () => remove('concordat.example.json'),
      '-: concordat.example.json: cannot be read: put it back, and let this user read it',
    ],
  ] as const) {
    test(what, async () => {
      damage();
      expect(await check()).toEqual({ status: 1, lines: [line, '1 violation'], err: '' });
    });
  }
});

describe('what fits no longer is named', () => {
  test('when a field is added to one schema alone, or to both and to no country', async () => {
    change('schema/operation.graphql', /^type Arrest [^{]*{/m, '$& weather: String');
    expect((await check()).lines).toEqual([
      '-: Arrest.weather: no contract offers it: add it to schema/national.graphql, or remove it',
      '1 violation',
    ]);
    change('schema/national.graphql', /^type Arrest [^{]*{/m, '$& weather: String');
    const { status, lines } = await check();
    const remedy = 'add it to RECORD_FIELDS and to `lists.arrests.fields`';
    expect([status, lines]).toEqual([
      1,
      [
        ...[...COUNTRIES.keys()].sort().map((code) => `${code}: Arrest.weather: no native name: ${remedy}`),
        `${COUNTRIES.size} violations`,
      ],
    ]);
  });

  test('when a country has lost its lines and rows in mocks/ and the example', async () => {
    change('mocks/systems.ts', /^import { serveAustria }.*\n/m, '');
    change('mocks/systems.ts', /^ *\['AT', .*\n/m, '');
    for (const table of ['countries', 'icarus', 'codelists']) {
      change(`mocks/data/${table}.csv`, /^AT,.*\r\n/gm, '');
    }
    change('concordat.example.json', /\n {4}"AT": {[^}]*},/, '');
    const codes = 'mocks/data/codelists.csv: no native code of';
    expect(await check()).toMatchObject({
      status: 1,
      lines: [
        'AT: concordat.example.json: no system: add it to `systems`',
        'AT: mocks/systems.ts: no import: import its mock',
        'AT: mocks/systems.ts: no entry: add it to NATIONAL_MOCKS',
        'AT: mocks/data/countries.csv: no row: add its row',
        'AT: mocks/data/icarus.csv: no row: add its row',
        expect.stringContaining(`AT: ${codes} arrestStatus for \`IN_CUSTODY\`, `),
        expect.stringContaining(`AT: ${codes} forensicStatus for \`PENDING\`, `),
        expect.stringContaining(`AT: ${codes} deviceType for \`COMPUTER\`, `),
        '8 violations',
      ],
    });
  });

  test('when a country has lost its agreement: it is named, and so is every consent that speaks of it', async () => {
    change('schema/agreements/agreements.csv', /^AT,[^\n]*\n/gm, '');
    const { status, lines } = await check();
    expect([status, lines.at(-2)]).toEqual([
      1,
      'AT: schema/agreements/agreements.csv: no row: add its row, kind NONE if it holds none',
    ]);
    expect(lines.slice(0, -2)).not.toEqual([]);
    for (const line of lines.slice(0, -2)) {
      expect(line).toMatch(
        /^AT: schema\/agreements\/consents\.csv row \d+: unknown country `AT`: use a code/,
      );
    }
  });

  test('when several rows of a table are wrong: each is named', async () => {
    change('schema/agreements/agreements.csv', 'AT,Austria,EU_MEMBER', 'AT,Austria,EU_FRIEND');
    change('schema/agreements/agreements.csv', 'BE,Belgium,EU_MEMBER', 'be,Belgium,EU_MEMBER');
    change('schema/agreements/purposes.csv', 'STRATEGIC_ANALYSIS,STRATEGIC', 'STRATEGIC_ANALYSIS,ALL');
    expect((await check()).lines).toEqual([
      expect.stringMatching(/^-: schema\/agreements\/agreements\.csv row 2: unknown kind `EU_FRIEND`: /),
      expect.stringMatching(
        /^-: schema\/agreements\/agreements\.csv row 3: `be` in `iso2` is no country code: /,
      ),
      expect.stringMatching(/^-: schema\/agreements\/purposes\.csv row \d: unknown category `ALL`/),
      '3 violations',
    ]);
  });

  test('when a forbidden name stands in two texts: each with its file', async () => {
    for (const name of ['operation', 'national']) {
      change(`schema/${name}.graphql`, /^type Suspect [^{]*{/m, '$& vorname: String');
    }
    expect((await check()).lines.filter((line) => line.startsWith('-: '))).toEqual(
      ['operation', 'national'].map(
        (name) =>
          `-: Suspect.vorname: never held, by its word \`vorname\`, in schema/${name}.graphql: remove it: the model holds case references, dates, regions, bands, statuses and counts only`,
      ),
    );
  });
});
