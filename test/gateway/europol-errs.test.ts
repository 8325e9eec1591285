/** What Europol sends along that does not fit is dropped; it opens nothing, and speaks for no other country. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { GatewayError } from '../../src/errors.ts';
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { PARTICIPANTS } from './plain-rights.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'FR', 'IT'] });
  gateway = openTestGateway(mocks);
});
afterEach(() => mocks.europol.behave({}));
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

interface Operation {
  readonly arrests: { readonly completeness: { readonly of: number } };
  readonly participations: readonly {
    readonly country: { readonly code: string };
    readonly arrests: { readonly count: { readonly exact: number | null } };
  }[];
  readonly intelligencePackages: { readonly totalCount: number; readonly nodes: readonly unknown[] } | null;
}
async function ask(fields: string): Promise<Operation> {
  const outcome = await gateway.ask('NO', `{ operation(id: "icarus") { ${fields} } }`);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome.data.operation as Operation;
}

test('a participation whose id names another country is dropped: no country answers under the name of another', async () => {
  const fields = 'participations { country { code } arrests { count { exact } } }';
  const countsOf = ({ participations }: Operation): Map<string, number | null> =>
    new Map(participations.map(({ country, arrests }) => [country.code, arrests.count.exact]));
  const truth = countsOf(await ask(fields));
  expect([truth.get('FR'), truth.get('IT')]).toEqual([12, 11]);
  mocks.europol.behave({ alter: (body) => body.replace('"id":"icarus.FR"', '"id":"icarus.IT"') });
  const lied = countsOf(await ask(fields));
  expect([lied.has('FR'), lied.get('IT'), lied.get('DK')]).toEqual([false, 11, 19]);
});

const MISSPELT = '{"id":"icarus.Fr","country":"Fr","role":"PARTICIPANT"}';
const ALL = PARTICIPANTS.length;
const FRANCE = /\{"id":"icarus\.FR","country":"FR","role":"PARTICIPANT"\}/;
for (const [what, entries, left, dropped] of [
  ['whose code is misspelt', MISSPELT, ALL - 1, 1],
  ['without a code', '{"id":"icarus.FR","country":null,"role":null}', ALL - 1, 1],
  ['whose id names another country', '{"id":"icarus.IT","country":"FR","role":null}', ALL - 1, 1],
  ['that are no objects', 'null,"FR",[]', ALL - 1, 3],
  ['that come twice', '$&,$&', ALL, 1],
  [
    'of Europol and Interpol',
    '$&,{"id":"icarus.XE","country":"XE"},{"id":"icarus.XO","country":"XO"}',
    ALL,
    2,
  ],
] as const) {
  test(`participations ${what} are left out, and the operator is told how many, in one line without their text`, async () => {
    const fields =
      'arrests { completeness { of } } participations { country { code } arrests { count { exact } } } intelligencePackages { totalCount }';
    gateway.failures.length = 0;
    await ask(fields);
    expect(gateway.failures).toEqual([]);
    mocks.europol.behave({ alter: (body) => body.replace(FRANCE, entries) });
    const { arrests, participations } = await ask(fields);
    expect([participations.length, arrests.completeness.of]).toEqual([left, left]);
    const [failure, ...others] = gateway.failures as GatewayError[];
    expect([failure?.code, failure?.message, failure?.facts, others]).toEqual([
      'SOURCE_INVALID',
      `\`XE\` sent participations that cannot be read: ${dropped} left out`,
      { system: 'XE', dropped },
      [],
    ]);
    expect(failure).toBeInstanceOf(GatewayError);
  });
}

test('participations that are no list cost that list alone, and are told as one', async () => {
  const list = /"participations":\[[^\]]*\]/;
  mocks.europol.behave({ alter: (body) => body.replace(list, '"participations":{"id":"icarus.FR"}') });
  gateway.failures.length = 0;
  expect(await ask('codeName participations { id }')).toEqual({ codeName: 'Icarus', participations: [] });
  expect(gateway.failures).toMatchObject([{ code: 'SOURCE_INVALID', facts: { system: 'XE', dropped: 1 } }]);
});

test('the operator is told also when nothing of the participations is shown: the rules read them', async () => {
  mocks.europol.behave({ alter: (body) => body.replace(FRANCE, MISSPELT) });
  gateway.failures.length = 0;
  await ask('codeName');
  expect(gateway.failures).toMatchObject([{ code: 'SOURCE_INVALID', facts: { system: 'XE', dropped: 1 } }]);
});

test('the countries of a query are those of the facts: Europol is not asked for them again, nor listened to', async () => {
  const fields = 'participations { country { code } } intelligencePackages { totalCount }';
  mocks.europol.forget();
  // The second answer, with the packages, names one country alone.
  mocks.europol.behave({
    alter: (body) =>
      body.replace('"intelligencePackages_', '"participations":[{"id":"icarus.DK","country":"DK"}],$&'),
  });
  expect((await ask(fields)).participations).toHaveLength(ALL);
  expect(mocks.europol.messages.map(({ body }) => body.includes('participations'))).toEqual([true, false]);
});

test('a package of a provider that is not open, or takes no part, is dropped', async () => {
  const fields = 'intelligencePackages { totalCount nodes { id } }';
  expect((await ask(fields)).intelligencePackages?.totalCount).toBeGreaterThan(100);
  mocks.europol.behave({ alter: (body) => body.replaceAll('"provider":"DK"', '"provider":"ZZ"') });
  expect((await ask(fields)).intelligencePackages).toEqual({ totalCount: 0, nodes: [] });
});
