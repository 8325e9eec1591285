/** What is made of several countries is never shown as if it were whole when one of them is missing. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

const COUNTRIES = ['DE', 'FR', 'IT', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(COUNTRIES), only: COUNTRIES });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterEach(() => {
  for (const mock of mocks.national.values()) mock.behave({});
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const FIELDS =
  'arrests { count { exact reported } hit byStatus { status count } byAgeBand { ageBand count } records { totalCount } }';

async function ask(caller: string, query: string) {
  const outcome = await gateway.ask(caller, query);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const { data, errors, withheld } = outcome;
  const brief = withheld.map(({ path, extensions: { code, coordinate, countries, reason = null, at } }) => ({
    at: `${path.join('.')} ${JSON.stringify(at.indices)}`,
    said: [code, coordinate, countries, reason] as const,
  }));
  return { data, errors, withheld: brief };
}

const across = (fields: string): string => `{ operation(id: "icarus") { ${fields} } }`;
const COORDINATES = [
  'Count.exact',
  'Count.reported',
  'Arrests.hit',
  'Arrests.byStatus',
  'Arrests.byAgeBand',
  'Arrests.records',
];

test('whole sums and lists have no entry', async () => {
  const { errors, withheld } = await ask('DE', across(FIELDS));
  // Rule 13: of lists a record each country could still release; of sums nothing.
  expect(withheld.filter(({ said: [, , , reason] }) => reason !== 'H2_NOT_AN_ADDRESSEE')).toEqual([]);
  expect(errors).toEqual([]);
});

for (const [name, behaviour, code] of [
  ['is down', { status: 503 }, 'SOURCE_UNAVAILABLE'],
  ['answers nonsense', { alter: () => 'x' }, 'SOURCE_INVALID'],
] as const) {
  test(`a country that ${name} is named once for each sum and list, with the place of it`, async () => {
    mocks.national.get('FR')?.behave(behaviour);
    const { data, errors, withheld } = await ask('DE', across(FIELDS));
    const { arrests } = (data.operation as { arrests: { count: { exact: number } } }) ?? {};
    const counts = ['DE', 'IT', 'NO'].map((one) => mocks.world.countries.get(one)?.arrests.length ?? 0);
    expect(arrests.count.exact).toBe(counts.reduce((sum, one) => sum + one));
    expect(errors).toEqual([]);
    const said = withheld.filter(({ said: [, , , reason] }) => reason === null);
    expect(said.map(({ said: one }) => one)).toEqual(COORDINATES.map((one) => [code, one, ['FR'], null]));
    expect(said.map(({ at }) => at)).toEqual([
      'operation.arrests.count.exact [[]]',
      'operation.arrests.count.reported [[]]',
      'operation.arrests.hit [[]]',
      'operation.arrests.byStatus [[]]',
      'operation.arrests.byAgeBand [[]]',
      'operation.arrests.records [[]]',
    ]);
  });
}

test('two countries that fail alike are one entry, at one place', async () => {
  for (const code of ['FR', 'IT']) mocks.national.get(code)?.behave({ status: 503 });
  const query = '{ operations { nodes { arrests { count { exact } } } } }';
  const { withheld } = await ask('DE', query);
  expect(withheld).toEqual([
    {
      at: 'operations.nodes.0.arrests.count.exact [[0]]',
      said: ['SOURCE_UNAVAILABLE', 'Count.exact', ['FR', 'IT'], null],
    },
  ]);
});

test('an owner that is closed by the rules while others are given is named with its reason', async () => {
  const { data, errors, withheld } = await ask('NO', across('suspects { hit records { totalCount } }'));
  expect(errors).toEqual([]);
  expect(
    (data.operation as { suspects: { records: { totalCount: number } } }).suspects.records.totalCount,
  ).toBeGreaterThan(0);
  const closed = withheld.filter(({ said: [, , countries] }) => countries.includes('IT'));
  expect(closed.map(({ said }) => said)).toEqual([
    ['CONSENT_REQUIRED', 'Suspects.hit', ['IT'], 'ORIGINATOR_CONSENT'],
    ['CONSENT_REQUIRED', 'Suspects.records', ['IT'], 'ORIGINATOR_CONSENT'],
  ]);
});

test('where nobody gives anything there is the null with its cause, and no entry beside it', async () => {
  for (const mock of mocks.national.values()) mock.behave({ status: 503 });
  const { errors, withheld } = await ask('DE', across('arrests { count { exact } }'));
  expect(errors.map(({ extensions }) => [extensions.code, extensions.countries])).toEqual([
    ['SOURCE_UNAVAILABLE', COUNTRIES],
  ]);
  expect(withheld).toEqual([]);
});

test('the list of one country has no such entry: it is there, or it is null', async () => {
  mocks.national.get('FR')?.behave({ status: 503 });
  const { withheld } = await ask('DE', across(`participations { ${FIELDS} }`));
  expect(withheld.filter(({ said: [, , , reason] }) => reason !== 'H2_NOT_AN_ADDRESSEE')).toEqual([]);
});
