/** Free text of a caller does not get into the evidence in the place of a country: it is refused, and not kept. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE', 'DK']), only: ['DE', 'DK'] });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const NAME = 'Hans Mueller 1970-01-01';
const records = (where: string): string =>
  `query ($code: CountryCode! = "DE") { operation(id: "icarus") { suspects { records(where: ${where}) { totalCount } }
    own: participation(country: $code) { id } } }`;
/** Where a country can stand, with `CODE` in its place. */
const PLACES: readonly (readonly [where: string, query: string])[] = [
  [
    'Operation.participation(country:)',
    '{ operation(id: "icarus") { participation(country: CODE) { id } } }',
  ],
  ['Query.country(code:)', '{ country(code: CODE) { name } }'],
  [
    'Query.disclosures(owner:)',
    '{ disclosures(owner: CODE, from: "2011-12-16", to: "2011-12-16") { nodes { index } } }',
  ],
  [
    'Operation.crossCheck(refs:).country',
    '{ operation(id: "icarus") { crossCheck(refs: [{ country: CODE, caseRef: "MOCK-1" }]) { result } } }',
  ],
  ['Suspects.records(where:).countries.in', records('{ countries: { in: ["DE", CODE] } }')],
  [
    'Suspects.records(where:).and.not.countries.in',
    records('{ and: [{ not: { countries: { in: [CODE] } } }] }'),
  ],
];

describe('a country that is no code is refused with its place, and no text of it is kept', () => {
  for (const [where, query] of PLACES) {
    for (const value of [`"${NAME}"`, '"de"', '"ＤＥ"', '"DE\\n"', '""', '70', '{ name: "Hans Mueller" }']) {
      test(`${where} ${value}`, async () => {
        const before = gateway.ledger.entries.length;
        const outcome = await gateway.ask('DE', query.replace('CODE', value));
        expect(outcome).toMatchObject({ kind: 'refused', code: 'BAD_USER_INPUT', where });
        expect(gateway.ledger.entries.slice(before)).toMatchObject([{ outcome: 'refused', query: null }]);
        expect(JSON.stringify([outcome, gateway.ledger.entries.slice(before)])).not.toMatch(/Hans|1970/);
      });
    }
  }

  test('as a variable too', async () => {
    const query =
      'query ($code: CountryCode!) { operation(id: "icarus") { participation(country: $code) { id } } }';
    expect(await gateway.ask('DE', query, { variables: { code: NAME } })).toMatchObject({
      kind: 'refused',
      code: 'BAD_USER_INPUT',
      where: 'Operation.participation(country:)',
    });
  });
});

test('a code that nobody has is answered as ever: it takes no part', async () => {
  const query =
    '{ operation(id: "icarus") { participation(country: "ZZ") { id } } country(code: "ZZ") { name } }';
  expect(await gateway.ask('DE', query)).toMatchObject({
    kind: 'answered',
    data: { operation: { participation: null } },
  });
});

// Trap: a slice shows the entry's query to every owner that has a part in it.
test('the query that is kept names no country that was asked of, so that no owner reads of another', async () => {
  const query = `{ operation(id: "icarus") { participation(country: "DK") { suspects { records(first: 2, where: { countries: { in: ["DK"] } }, orderBy: [{ field: AGE_BAND }]) { nodes { ageBand } } } }
    breakdown(of: ARRESTS, by: [COUNTRY]) { isComplete } } disclosures(owner: "DK", from: "2011-12-16", to: "2011-12-16") { nodes { index } } }`;
  await gateway.ask('DE', query);
  const { query: kept, owners } = gateway.ledger.entries.at(-1) ?? {};
  expect(kept?.text).not.toContain('DK');
  expect(kept?.text).toContain('orderBy: [{ field: "AGE_BAND", direction: "ASC" }]');
  expect(kept?.text).toContain('(of: "ARRESTS", by: ["COUNTRY"])');
  expect(kept?.text).toContain('from: "2011-12-16", to: "2011-12-16"');
  // To whom the records go is for their owner to know.
  expect(owners?.find(({ owner }) => owner === 'DK')?.document).toContain('releasedTo: { country: "DE"');
});
