/**
 * Europol is asked twice where something beyond the facts is open. When the second answer is none, the query is answered
 * with what the first one brought; and it is answered: nobody waits for a country that will not be asked.
 */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, afterEach, beforeAll, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

const COUNTRIES = ['DE', 'FR', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(COUNTRIES), only: COUNTRIES });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const QUERY = `{ operation(id: "icarus") { codeName actionDays { date } notices { colour }
  intelligencePackages { totalCount } participations { id role arrests { count { exact } } } } }`;

/** Changes what Europol answers to the message with the action days, and to no other. */
function alterSecond(alter: (body: string) => string): void {
  mocks.europol.behave({ alter: (body) => (body.includes('"actionDays"') ? alter(body) : body) });
}

for (const [name, alter] of [
  ['is nonsense', () => '<html>'],
  ['is empty', () => ''],
  ['has no data', () => '{"data":null}'],
  ['is an object without the operation', () => '{"data":{}}'],
  ['is a list where the operation should be', (body) => body.replace(/("o\w+":)\{.*\}\}/, '$1[1,2]}')],
] as readonly (readonly [string, (body: string) => string])[]) {
  test(`when Europol's second answer ${name}: what the facts brought is given, the rest names XE`, async () => {
    alterSecond(alter);
    const outcome = await gateway.ask('DE', QUERY);
    expect(mocks.europol.messages).toHaveLength(2);
    expect(outcome).toMatchObject({
      kind: 'answered',
      data: {
        operation: {
          codeName: 'Icarus',
          actionDays: null,
          intelligencePackages: null,
          notices: [{ colour: 'BLUE' }, { colour: 'BLUE' }, { colour: 'GREEN' }, { colour: 'RED' }],
          participations: COUNTRIES.map((code) => ({
            id: `icarus.${code}`,
            role: 'PARTICIPANT',
            arrests: { count: { exact: mocks.world.countries.get(code)?.arrests.length } },
          })),
        },
      },
    });
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    const errors = outcome.errors.map(({ path, extensions }) => [
      path.at(-1),
      extensions.code,
      extensions.countries,
    ]);
    expect(errors).toEqual([
      ['actionDays', 'SOURCE_INVALID', ['XE']],
      ['intelligencePackages', 'SOURCE_INVALID', ['XE']],
    ]);
  });
}

test('an operation in which no country takes part is answered, notices too', async () => {
  mocks.europol.behave({
    alter: (body) => body.replace(/"participations":\[[^\]]*\]/, '"participations":[]'),
  });
  const outcome = await gateway.ask('DE', QUERY, { purpose: 'OPERATIONAL_ANALYSIS' });
  expect(outcome).toMatchObject({ kind: 'answered', data: { operation: { codeName: 'Icarus' } } });
});

test('with no country taking part a query for notices beside them does not wait', async () => {
  mocks.europol.behave({
    alter: (body) => body.replace(/"participations":\[[^\]]*\]/, '"participations":null'),
  });
  const outcome = await gateway.ask(
    'DE',
    '{ operation(id: "icarus") { notices { colour } participations { id arrests { hit } } } }',
  );
  expect(outcome.kind).toBe('answered');
});
