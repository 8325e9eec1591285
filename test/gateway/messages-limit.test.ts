/** What only shows while a country is asked: how many messages it takes. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld } from '../../mocks/world.ts';
import { QUERY_LIMITS } from '../../src/access/query-limits.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { worldWithArrests } from '../countries/world-with-arrests.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

const MOST = QUERY_LIMITS.requests.most;
let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  const world = makeWorld();
  const long = COUNTRIES.get('NL');
  if (long === undefined) throw new Error('no NL');
  const countries = new Map(world.countries).set('NL', worldWithArrests(long, 5_000));
  mocks = await startMocks({ world: { ...world, countries }, only: ['NL', 'DE'] });
  gateway = openTestGateway(mocks, '2011-12-16', 60_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const QUERY = `{ operation(id: "icarus") { participations { country { code } source { status }
  arrests { count { exact } records(first: 2) { nodes { date } } } modusOperandi } } }`;

interface Part {
  readonly country: { readonly code: string };
  readonly source: { readonly status: string };
  readonly arrests: { readonly records: unknown };
  readonly modusOperandi: string | null;
}

test('a country that takes more messages than one query may send is sent no more, and fails whole; the others do not', async () => {
  const outcome = await gateway.ask('DE', QUERY);
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const { participations } = outcome.data.operation as { readonly participations: readonly Part[] };
  const [german, dutch] = ['DE', 'NL'].map((code) =>
    participations.find(({ country }) => country.code === code),
  );
  expect(mocks.national.get('NL')?.messages).toHaveLength(MOST);
  expect(dutch).toMatchObject({
    source: { status: 'INVALID' },
    arrests: { records: null },
    modusOperandi: null,
  });
  expect(german).toMatchObject({ source: { status: 'ANSWERED' } });
  expect(german?.arrests.records).not.toBeNull();
  const failed = outcome.errors.filter(({ extensions }) => extensions.code === 'SOURCE_INVALID');
  expect(failed.map(({ extensions }) => extensions.countries)).toEqual(failed.map(() => ['NL']));
  expect(failed.length).toBeGreaterThan(0);
  const owner = gateway.ledger.entries.at(-1)?.owners.find((one) => one.owner === 'NL');
  expect(owner?.document).not.toBeNull();
  expect(owner?.given).toBe(0);
});

test('the next query has all of its messages again', async () => {
  mocks.national.get('NL')?.forget();
  const outcome = await gateway.ask(
    'DE',
    '{ operation(id: "icarus") { participation(country: "NL") { modusOperandi } } }',
  );
  expect(outcome).toMatchObject({
    kind: 'answered',
    data: { operation: { participation: { modusOperandi: expect.any(String) } } },
  });
  expect(mocks.national.get('NL')?.messages).toHaveLength(1);
});
