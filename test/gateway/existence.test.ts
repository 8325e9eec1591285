/** What is asked where a system that filters left nothing: whether there is any record that counts for a hit. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld } from '../../mocks/world.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  const world = makeWorld();
  const lu = world.countries.get('LU');
  if (lu === undefined) throw new Error('the world has no LU');
  const countries = new Map(world.countries).set('LU', { ...lu, arrests: [] });
  mocks = await startMocks({ world: { ...world, countries } });
  gateway = openTestGateway(mocks);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

async function ask(fields: string): Promise<{ readonly hit: unknown; readonly messages: number }> {
  mocks.national.get('LU')?.forget();
  const outcome = await gateway.ask(
    'DE',
    `{ operation(id: "icarus") { participation(country: "LU") { arrests { hit ${fields} } } } }`,
  );
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const { operation } = outcome.data as {
    operation: { participation: { arrests: { hit: unknown } } };
  };
  return {
    hit: operation.participation.arrests.hit,
    messages: mocks.national.get('LU')?.messages.length ?? 0,
  };
}

test('a total of none answers for the hit: nothing more is asked', async () => {
  expect(await ask('count { exact } records(first: 2) { nodes { caseRef } }')).toEqual({
    hit: 'NO_HIT',
    messages: 1,
  });
});

test('without the total it is asked', async () => {
  expect(await ask('records(first: 2) { nodes { caseRef } }')).toEqual({ hit: 'NO_HIT', messages: 2 });
});
