/** What is planned before anybody is asked is what happens: documents, denials, who is not contacted. Over random queries. */

import fc from 'fast-check';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { openPlanner, type Planner } from '../../src/gateway/plan-query.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { filledDocument, withoutKeys } from './filled-document.ts';
import { openTestGateway, POLICY, type TestGateway } from './open-test-gateway.ts';
import { PARTICIPANTS } from './plain-rights.ts';
import { subQuery } from './sub-query.ts';
import { wholeQuery } from './whole-query.ts';

const FACTS = { id: 'icarus', crimeArea: 'CSE', participants: PARTICIPANTS };
const CALLERS = ['DK', 'GR', 'NO', 'CH', 'RS', 'US', 'ZZ'];
let mocks: Mocks;
let gateway: TestGateway;
let plan: Planner;
beforeAll(async () => {
  mocks = await startMocks();
  gateway = openTestGateway(mocks, '2011-12-16', 10_000);
  plan = openPlanner(loadSchemaTexts(), POLICY);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

test('explain agrees with what happens, for random queries, callers and purposes', async () => {
  const whole = wholeQuery();
  const purposes = [...POLICY.purposes.keys(), 'CURIOSITY'];
  const draws = fc.record({
    country: fc.constantFrom(...CALLERS),
    purpose: fc.constantFrom(...purposes),
    kept: fc.infiniteStream(fc.integer({ min: 0, max: 3 })),
  });
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(draws, async ({ country, purpose, kept }) => {
      const query = subQuery(whole, () => kept.next().value === 0);
      fc.pre(query !== null);
      const planned = plan(
        { text: query ?? '', operationName: null, variables: {} },
        { country, purpose, date: '2011-12-16', logUp: true },
        FACTS,
      );
      for (const mock of mocks.national.values()) mock.forget();
      expect((await gateway.ask(country, query ?? '', { purpose })).kind).toBe('answered');
      const national = (gateway.ledger.entries.at(-1)?.owners ?? []).filter(({ owner }) =>
        PARTICIPANTS.includes(owner),
      );
      const sent = national.filter(({ document }) => document !== null);
      expect(Object.fromEntries(sent.map((one) => [one.owner, filledDocument(one)]))).toEqual(
        Object.fromEntries([...planned.documents].map(([owner, text]) => [owner, withoutKeys(text)])),
      );
      const closed = national.flatMap(({ owner, denials }) =>
        denials.map(({ coordinate, reason }) => `${owner} ${coordinate} ${reason}`),
      );
      const known = new Set(national.map(({ owner }) => owner));
      const denied = planned.denials.filter(({ owner }) => known.has(owner));
      expect(closed.sort()).toEqual(
        denied.map(({ owner, coordinate, reason }) => `${owner} ${coordinate} ${reason}`).sort(),
      );
      for (const owner of planned.notContacted) expect(mocks.national.get(owner)?.messages ?? []).toEqual([]);
      compared += 1;
    }),
    { numRuns: 16, seed: 20111216, endOnFailure: true },
  );
  expect(compared).toBeGreaterThan(10);
});

test('every field that is closed in the answer is explained with the rule that closed it, and what would change it', async () => {
  const query =
    '{ operation(id: "icarus") { participations { id suspects { count { exact } records { nodes { caseRef } } } searches { records { nodes { caseRef } } } } } }';
  const outcome = await gateway.gateway.run({
    document: (await import('graphql')).parse(query),
    operationName: null,
    variables: {},
    caller: {
      subject: 's',
      country: 'NO',
      role: 'analyst',
      tokenId: 't',
      purpose: 'OPERATIONAL_ANALYSIS',
      justification: 'j',
    },
    arrived: new Date('2011-12-16T10:00:00Z'),
    explain: true,
  });
  if (outcome.kind !== 'answered') throw new Error(outcome.kind);
  const access = outcome.access?.icarus ?? [];
  const ofItaly = access.find(
    ({ coordinate, owners }) => coordinate === 'Suspects.records' && owners.includes('IT'),
  );
  expect(ofItaly).toMatchObject({
    effect: 'CONSENT_REQUIRED',
    reason: 'ORIGINATOR_CONSENT',
    rule: 25,
    category: 'PERSONAL',
    opens: 'record by record',
    agreement: { kind: 'OPERATIONAL' },
    wouldChange: ['a standing consent of the owner', 'consent of the owner for the record'],
  });
  expect(JSON.stringify(access)).not.toMatch(/\bHIT\b|MOCK-/);
});

test('what is explained to one who may know nothing is the same in every world', async () => {
  const text =
    '{ operation(id: "icarus") { participations { suspects { hit records { nodes { caseRef } } } } } }';
  const explained = plan(
    { text, operationName: null, variables: {} },
    { country: 'RS', purpose: 'OPERATIONAL_ANALYSIS', date: '2011-12-16', logUp: true },
    FACTS,
  );
  expect(explained.documents.size).toBe(0);
  expect(explained.notContacted).toEqual(PARTICIPANTS);
  for (const { wouldChange, coordinate } of explained.explanations) {
    if (coordinate.startsWith('Suspect'))
      expect(wouldChange).toEqual(['an agreement with Europol that reaches PERSONAL']);
  }
});

test('of published figures explain says that nobody is asked for them, Europol neither', () => {
  const { documents, europol, notContacted } = plan(
    {
      text: `{ operation(id: "icarus") { codeName arrests { count { published } }
        breakdown(of: ARRESTS, by: [COUNTRY]) { reportingDate cells { country { code } published } } } }`,
      operationName: null,
      variables: {},
    },
    { country: 'RS', purpose: 'COORDINATION_STATISTICS', date: '2011-12-16', logUp: true },
    FACTS,
  );
  expect({ documents: [...documents], notContacted }).toEqual({ documents: [], notContacted: [] });
  expect(europol).not.toContain('breakdown');
});
