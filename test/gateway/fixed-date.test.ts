/** On a fixed day a gateway answers for what is invented, and for nothing else; that it is, Europol itself has to say. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let fixed: TestGateway;
let today: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE', 'NO']), only: ['DE', 'NO'] });
  fixed = openTestGateway(mocks, '2011-12-16', 20_000);
  today = openTestGateway(mocks, null, 20_000);
});
afterEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});
afterAll(async () => {
  await fixed.close();
  await today.close();
  await mocks.close();
});

const QUERY = `{ viewer { accessDate } operation(id: "icarus") { codeName synthetic arrests { count { exact } } notices { colour }
  actionDays { date } participations { id suspects { records { nodes { caseRef interpol { hit } } } } } } }`;
const LIST = '{ operations { totalCount nodes { id codeName arrests { count { exact } } } } }';
const REFUSAL = { code: 'ACCESS_DATE_FIXED', coordinate: 'Query.operation', countries: ['XE'] };

for (const [what, said] of [
  ['says that it is real', '"synthetic":false'],
  ['does not know', '"synthetic":null'],
  ['says it in another way', '"synthetic":"true"'],
  ['says it in a number', '"synthetic":1'],
  ['says nothing', '"real":false'],
] as const) {
  describe(`an operation of which Europol ${what}`, () => {
    const lie = (): void =>
      mocks.europol.behave({ alter: (body) => body.replaceAll('"synthetic":true', said) });

    test('is closed entirely, nobody else is asked, and the evidence says so', async () => {
      lie();
      const outcome = await fixed.ask('DE', QUERY);
      expect(outcome).toMatchObject({
        kind: 'answered',
        data: { viewer: { accessDate: '2011-12-16' }, operation: null },
        errors: [{ path: ['operation'], extensions: REFUSAL }],
      });
      expect(JSON.stringify(outcome)).not.toMatch(/Icarus|MOCK-|BLUE/);
      expect([...mocks.national.values(), mocks.interpol].flatMap(({ messages }) => messages)).toEqual([]);
      expect(mocks.europol.messages).toHaveLength(1);
      expect(fixed.ledger.entries.at(-1)).toMatchObject({
        outcome: 'answered',
        operations: [],
        owners: [
          {
            owner: 'XE',
            given: 0,
            denials: [{ coordinate: 'Query.operation', reason: 'ACCESS_DATE_FIXED' }],
          },
        ],
      });
    });

    test('is left out of the list of operations, which says so', async () => {
      lie();
      const outcome = await fixed.ask('DE', LIST);
      expect(outcome).toMatchObject({
        kind: 'answered',
        data: { operations: { totalCount: 1, nodes: [] } },
        errors: [],
        withheld: [
          {
            path: ['operations', 'nodes'],
            extensions: {
              code: 'ACCESS_DATE_FIXED',
              coordinate: 'OperationConnection.nodes',
              countries: ['XE'],
            },
          },
        ],
      });
    });

    test('is answered where the day is today', async () => {
      lie();
      const outcome = await today.ask('DE', QUERY);
      expect(outcome).toMatchObject({ kind: 'answered', data: { operation: { codeName: 'Icarus' } } });
    });
  });
}

test('an operation that is synthetic is answered on the fixed day, also where nobody asks whether it is', async () => {
  const outcome = await fixed.ask(
    'DE',
    '{ operation(id: "icarus") { codeName arrests { count { exact } } } }',
  );
  expect(outcome).toMatchObject({
    kind: 'answered',
    data: { operation: { codeName: 'Icarus' } },
    errors: [],
  });
});
