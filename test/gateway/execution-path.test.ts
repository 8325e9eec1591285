/** What was compiled is fetched as it stands, unless the settings say otherwise; whoever asks for it is told which, and why. */
import { parse } from 'graphql';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import type { ExecutionPath } from '../../src/gateway/execution-path.ts';
import { openGateway } from '../../src/gateway/open-gateway.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { openTestDoor, type TestDoor } from '../http/open-test-door.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { POLICY } from './open-test-gateway.ts';
import { openRecorder, REVISION } from './recorder.ts';

const COMPOSED = composeGateway(loadSchemaTexts());
const QUERY = '{ operation(id: "icarus") { codeName suspects { records(first: 3) { nodes { caseRef } } } } }';

let mocks: Mocks;
let door: TestDoor;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE', 'NO']), only: ['DE', 'NO'] });
  door = await openTestDoor(mocks);
});
afterAll(async () => {
  await door.close();
  await mocks.close();
});

/** How often the library was asked to plan, and what came out. */
async function askBy(
  path: ExecutionPath | null,
  explain: boolean,
): Promise<{ planned: number; outcome: QueryOutcome }> {
  let planned = 0;
  const executeStitched: typeof COMPOSED.executeStitched = (...given) => {
    planned += 1;
    return COMPOSED.executeStitched(...given);
  };
  const urls = [...mocks.national, ['XE', mocks.europol] as const, ['XO', mocks.interpol] as const];
  const gateway = openGateway({
    composed: { ...COMPOSED, executeStitched },
    policy: POLICY,
    revision: REVISION,
    systems: new Map(urls.map(([code, { url }]) => [code, { url, timeoutMs: 10_000 }])),
    ledger: openRecorder(),
    ...(path === null ? {} : { path }),
    accessDate: '2011-12-16',
    report: () => {},
  });
  const caller = { subject: 's', country: 'DE', role: 'analyst', tokenId: 't' } as const;
  const outcome = await gateway.run({
    document: parse(QUERY),
    operationName: null,
    variables: {},
    caller: { ...caller, purpose: 'OPERATIONAL_ANALYSIS', justification: 'j' },
    arrived: new Date('2011-12-16T10:00:00Z'),
    explain,
  });
  await gateway.close();
  return { planned, outcome };
}

test('no library plans what was compiled', async () => {
  const { planned, outcome } = await askBy(null, true);
  expect(planned).toBe(0);
  expect(outcome).toMatchObject({ kind: 'answered', path: { taken: 'COMPILED' } });
});

test('by the reference the library plans it, and the answer is the same', async () => {
  const { planned, outcome } = await askBy('REFERENCE', true);
  expect(planned).toBe(1);
  expect(outcome).toMatchObject({
    path: { taken: 'REFERENCE', why: 'the setting `execution` of this gateway says so' },
  });
  const compiled = await askBy('COMPILED', true);
  if (outcome.kind !== 'answered' || compiled.outcome.kind !== 'answered') throw new Error('no answer');
  expect(outcome.data).toEqual(compiled.outcome.data);
});

test('who has not asked for an explanation is told no path', async () => {
  expect((await askBy(null, false)).outcome).toMatchObject({ kind: 'answered', path: null });
  const plain = (await (await door.post(QUERY)).json()) as { extensions: object };
  expect(plain.extensions).not.toHaveProperty('path');
  const explained = (await (await door.post(QUERY, { 'x-explain': '1' })).json()) as { extensions: object };
  expect(explained.extensions).toHaveProperty('path.taken', 'COMPILED');
});
