/** A reference travels to Interpol where something of its entry is asked, and for nothing else that the same query asks there. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'NL'] });
  gateway = openTestGateway(mocks);
});
beforeEach(() => mocks.interpol.forget());
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const suspects = (entry: string): string =>
  `suspects { records(first: 3) { nodes { caseRef interpol { ${entry} } } } }`;
const travelled = () =>
  new Set(mocks.interpol.messages.flatMap(({ references = [] }) => references).map(({ country }) => country));

test('where nothing is asked of an entry but that it is there, no reference travels for it', async () => {
  const outcome = await gateway.ask(
    'DE',
    `{ operation(id: "icarus") {
      dk: participation(country: "DK") { ${suspects('__typename')} }
      nl: participation(country: "NL") { ${suspects('hit')} } } }`,
  );
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const { dk, nl } = outcome.data.operation as Record<
    'dk' | 'nl',
    { suspects: { records: { nodes: { interpol: unknown }[] } } }
  >;
  const entries = (part: typeof dk) =>
    part.suspects.records.nodes.flatMap(({ interpol }) => (interpol === null ? [] : [interpol]));
  expect(entries(dk)[0]).toEqual({ __typename: 'InterpolReference' });
  expect(entries(nl)[0]).toEqual({ hit: expect.stringMatching(/^(NO_)?HIT$/) });
  expect([...travelled()]).toEqual(['NL']);
});
