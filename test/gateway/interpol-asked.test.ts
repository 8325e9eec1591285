/** Interpol gets one message for one query, however the query is written and whenever the countries answer. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

const COUNTRIES = ['DE', 'FR', 'HU', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(COUNTRIES), only: COUNTRIES });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});

async function ask(country: string, fields: string): Promise<Record<string, unknown>> {
  const outcome = await gateway.ask(country, `{ operation(id: "icarus") { ${fields} } }`);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome.data.operation as Record<string, unknown>;
}

const references = (): string[] =>
  mocks.interpol.messages.flatMap((message) =>
    (message.references ?? []).map(({ country, caseRef }) => `${country} ${caseRef}`),
  );

const [REFERENCE] =
  worldOf(['DE'])
    .countries.get('DE')
    ?.suspects.map(({ caseRef }) => caseRef) ?? [];
const TWO_PAGES =
  'suspects { records(first: 7) { nodes { interpol { hit } } } more: records(first: 100) { nodes { interpol { noticeColour } } } }';
const CROSS_CHECK = `crossCheck(refs: [{ country: "DE", caseRef: "${REFERENCE}" }]) { suspect { interpol { hit } } }`;

for (const [name, fields] of [
  ['two pages of one list with different fields', TWO_PAGES],
  ['two pages of each country', `participations { ${TWO_PAGES} }`],
  ['a cross-check beside the lists', `${CROSS_CHECK} participations { ${TWO_PAGES} }`],
  ['notices, a cross-check and lists across countries', `notices { colour } ${CROSS_CHECK} ${TWO_PAGES}`],
  [
    'one operation under two names',
    `${TWO_PAGES} } again: operation(id: "icarus") { participations { ${TWO_PAGES} } notices { issuedOn }`,
  ],
] as const) {
  for (const [when, latencies] of [
    ['at once', [0, 0, 0, 0]],
    ['one after the other', [0, 30, 60, 90]],
  ] as const) {
    test(`${name}: one message, every reference once, when countries answer ${when}`, async () => {
      for (const [place, mock] of [...mocks.national.values()].entries())
        mock.behave({ latencyMs: latencies[place] as number });
      const answer = await ask('DE', fields);
      expect(mocks.interpol.messages).toHaveLength(1);
      expect(references().length).toBe(new Set(references()).size);
      expect(references()).toContain(`DE ${REFERENCE}`);
      expect(JSON.stringify(answer)).toContain('"hit":"NO_HIT"');
    });
  }
}

test('of a record of which only the type of its entry is asked no reference is sent', async () => {
  const answer = await ask('DE', 'suspects { records { nodes { interpol { __typename } } } }');
  expect(JSON.stringify(answer)).toContain('{"interpol":{"__typename":"InterpolReference"}}');
  expect(mocks.interpol.messages).toEqual([]);
});
