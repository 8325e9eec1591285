/** A list that a country gives as something else is closed as SOURCE_INVALID, all that is said of it; the others stand. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DE', 'DK', 'FI', 'FR', 'NL'] });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of mocks.national.values()) mock.behave({});
});

type Answered = Extract<QueryOutcome, { kind: 'answered' }>;
type Data = Readonly<Record<string, unknown>>;

const LIST = 'count { exact reported } hit records(first: 100) { totalCount nodes { caseRef } }';
const QUERY = `{ operation(id: "icarus") {
  arrests { count { exact } completeness { missing { country { code } cause } } hit byStatus { status count } }
  searches { count { exact } completeness { missing { country { code } cause } } records(first: 500) { totalCount } }
  participations { country { code } source { status }
    arrests { ${LIST} byStatus { status count } byAgeBand { ageBand count } } suspects { ${LIST} } searches { ${LIST} } } } }`;

async function ask(country: string, query = QUERY, variables = {}): Promise<Answered> {
  const outcome = await gateway.ask(country, query, { variables });
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome;
}

interface Operation {
  readonly arrests: Data & { readonly completeness: { readonly missing: readonly Data[] } };
  readonly searches: Data & { readonly completeness: { readonly missing: readonly Data[] } };
  readonly participations: readonly (Data & { readonly country: { readonly code: string } })[];
}
const operationOf = ({ data }: Answered): Operation => data.operation as Operation;
const partOf = (outcome: Answered, code: string): Data | undefined =>
  operationOf(outcome).participations.find(({ country }) => country.code === code);

/** Coordinates closed as SOURCE_INVALID, each with its country; the countries that are not there are left aside. */
function invalidOf({ errors }: Answered): string[] {
  return errors
    .filter(({ extensions }) => extensions.code === 'SOURCE_INVALID')
    .map(({ extensions }) => `${extensions.countries} ${extensions.coordinate}`)
    .sort();
}

const alterJson =
  <Body>(change: (body: Body) => void) =>
  (text: string): string => {
    const body = JSON.parse(text) as Body;
    change(body);
    return JSON.stringify(body);
  };
const OF_SEARCHES = ['Count.exact', 'Count.reported', 'Searches.hit', 'Searches.records'];

for (const [code, trap, alter] of [
  [
    'NL',
    'HAL rows that are an object',
    (text: string) => text.replace(/"doorzoekingen":\[.*\]/s, '"doorzoekingen":{}'),
  ],
  [
    'DK',
    'a GraphQL list that is null',
    alterJson(({ data }: { data: { operation: Data } }) =>
      Object.assign(data.operation, 'ransagninger' in data.operation ? { ransagninger: null } : {}),
    ),
  ],
  [
    'FR',
    'a SOAP answer without its list',
    (text: string) => text.replace(/<ns2:perquisitions>.*<\/ns2:perquisitions>/s, ''),
  ],
  [
    'DE',
    'a list of text in one of 16 parts',
    alterJson(({ länder }: { länder: Record<string, unknown>[] }) => {
      if (länder[3] !== undefined && 'durchsuchungen' in länder[3]) länder[3].durchsuchungen = 'keine';
    }),
  ],
] as const) {
  test(`${code}: ${trap} closes the searches of that country as SOURCE_INVALID, and nothing else`, async () => {
    const right = await ask('DE');
    mocks.national.get(code)?.behave({ alter });
    const wrong = await ask('DE');
    expect(partOf(wrong, code)).toEqual({
      ...partOf(right, code),
      source: { status: 'PARTIAL' },
      searches: { count: { exact: null, reported: null }, hit: null, records: null },
    });
    expect(invalidOf(right)).toEqual([]);
    expect(invalidOf(wrong)).toEqual(OF_SEARCHES.map((coordinate) => `${code} ${coordinate}`));
    for (const other of mocks.national.keys()) {
      if (other !== code) expect(partOf(wrong, other)).toEqual(partOf(right, other));
    }
    const [before, after] = [operationOf(right).searches, operationOf(wrong).searches];
    const missing = (list: Operation['searches']): readonly Data[] =>
      list.completeness.missing.filter(({ country }) =>
        mocks.national.has((country as { code: string }).code),
      );
    expect(missing(before)).toEqual([]);
    expect(missing(after)).toEqual([{ country: { code }, cause: 'INVALID' }]);
    expect(operationOf(wrong).arrests).toEqual(operationOf(right).arrests);
    const entry = gateway.ledger.entries.at(-1)?.owners.find(({ owner }) => owner === code);
    expect(entry?.status).toBe('PARTIAL');
  });
}

test('arrests that are no list close every cell of theirs, and the suspects that are told from them', async () => {
  const alter = alterJson(({ data }: { data: { operation: Data } }) =>
    Object.assign(data.operation, 'anholdelser' in data.operation ? { anholdelser: 7 } : {}),
  );
  mocks.national.get('DK')?.behave({ alter });
  const wrong = await ask('DK');
  const closed = { count: { exact: null, reported: null }, hit: null, records: null };
  expect(partOf(wrong, 'DK')).toMatchObject({
    source: { status: 'PARTIAL' },
    arrests: { ...closed, byStatus: null, byAgeBand: null },
    suspects: closed,
  });
  expect(new Set(invalidOf(wrong))).toEqual(
    new Set([
      'DK Arrests.byAgeBand',
      'DK Arrests.byStatus',
      'DK Arrests.hit',
      'DK Arrests.records',
      'DK Count.exact',
      'DK Count.reported',
      'DK Suspects.hit',
      'DK Suspects.records',
    ]),
  );
});

test('a caller to whom the list is closed is told of the rules, and nothing of the source', async () => {
  mocks.national
    .get('DK')
    ?.behave({ alter: (body) => body.replace('"ransagninger":{', '"ransagninger":1,"x":{') });
  const right = await ask('RS');
  expect(invalidOf(right)).toEqual([]);
  expect(right.errors.map(({ extensions }) => extensions.code)).not.toContain('SOURCE_INVALID');
});

// Trap: of rows that are dropped one may be the hit; that none of the others is one is no answer.
test('rows that cannot be read leave no `NO_HIT`: a hit is shown, or nothing is said', async () => {
  const hitOf = async (alter: (body: string) => string): Promise<unknown> => {
    mocks.national.get('FI')?.behave({ alter });
    const outcome = await ask(
      'GR',
      '{ operation(id: "icarus") { participations { country { code } suspects { hit } } } }',
    );
    return [partOf(outcome, 'FI')?.suspects, invalidOf(outcome)];
  };
  const key = /<ns2:ilmoitusnumero>[^<]*<\/ns2:ilmoitusnumero>/;
  expect(await hitOf((body) => body)).toEqual([{ hit: 'HIT' }, []]);
  expect(await hitOf((body) => body.replace(key, ''))).toEqual([{ hit: 'HIT' }, []]);
  expect(await hitOf((body) => body.replaceAll(new RegExp(key, 'g'), ''))).toEqual([
    { hit: null },
    ['FI Suspects.hit'],
  ]);
});

const CHECK = `query ($refs: [CaseReference!]!) { operation(id: "icarus") { crossCheck(refs: $refs) {
  result arrest { caseRef } suspect { caseRef } search { caseRef } } } }`;

test('of a reference that stands in the list which cannot be read nothing is said: no hit would be a guess', async () => {
  const dutch = mocks.world.countries.get('NL');
  const refs = [dutch?.searches[0], dutch?.suspects[0]].map((one) => ({
    country: 'NL',
    caseRef: one?.caseRef ?? '',
  }));
  const right = await ask('DE', CHECK, { refs });
  expect(right.data.operation).toEqual({
    crossCheck: [
      { result: 'HIT', arrest: null, suspect: null, search: { caseRef: refs[0]?.caseRef } },
      { result: 'HIT', arrest: null, suspect: { caseRef: refs[1]?.caseRef }, search: null },
    ],
  });
  mocks.national.get('NL')?.behave({
    alter: (text) => text.replace(/"doorzoekingen":\[.*\]/s, '"doorzoekingen":"geen"'),
  });
  const wrong = await ask('DE', CHECK, { refs });
  expect(wrong.data.operation).toEqual({
    crossCheck: [
      { result: null, arrest: null, suspect: null, search: null },
      { result: 'HIT', arrest: null, suspect: { caseRef: refs[1]?.caseRef }, search: null },
    ],
  });
  const told = wrong.errors.map(({ extensions }) => [
    extensions.code,
    extensions.coordinate,
    extensions.at.indices,
  ]);
  expect(told).toEqual([
    ['SOURCE_INVALID', 'CrossCheck.result', [[0]]],
    ['SOURCE_INVALID', 'CrossCheck.search', [[[0, 1]]]],
  ]);
});

test('of a reference whose row cannot be read nothing is said either', async () => {
  const suspect = mocks.world.countries.get('FI')?.suspects[0];
  const refs = [{ country: 'FI', caseRef: suspect?.caseRef ?? '' }];
  const right = await ask('DE', CHECK, { refs });
  expect(right.data.operation).toMatchObject({
    crossCheck: [{ result: 'HIT', suspect: { caseRef: suspect?.caseRef } }],
  });
  mocks.national.get('FI')?.behave({
    alter: (body) => body.replaceAll(/<ns2:tietueen_tunnus>S[^<]*<\/ns2:tietueen_tunnus>/g, ''),
  });
  const wrong = await ask('DE', CHECK, { refs });
  expect(wrong.data.operation).toEqual({
    crossCheck: [{ result: null, arrest: null, suspect: null, search: null }],
  });
  expect(invalidOf(wrong)).toEqual(['FI CrossCheck.result', 'FI CrossCheck.suspect']);
});
