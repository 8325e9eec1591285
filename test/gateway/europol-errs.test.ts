/** What Europol sends along that does not fit is dropped; it opens nothing, and speaks for no other country. */
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

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

test('a package of a provider that is not open, or takes no part, is dropped', async () => {
  const fields = 'intelligencePackages { totalCount nodes { id } }';
  expect((await ask(fields)).intelligencePackages?.totalCount).toBeGreaterThan(100);
  mocks.europol.behave({ alter: (body) => body.replaceAll('"provider":"DK"', '"provider":"ZZ"') });
  expect((await ask(fields)).intelligencePackages).toEqual({ totalCount: 0, nodes: [] });
});
