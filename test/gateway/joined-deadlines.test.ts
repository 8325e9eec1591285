/** Queries that are joined in flight: each of their callers waits for their own time, and for nobody else's. */
import { parse } from 'graphql';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

const DEADLINE_MS = 8_000;

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DK', 'NO']), only: ['DK', 'NO'] });
  gateway = openTestGateway(mocks, '2011-12-16', 60_000, {}, DEADLINE_MS);
  // The first query of a process is slow.
  await ask(DEADLINE_MS);
});
beforeEach(() => {
  mocks.national.get('DK')?.behave({});
  mocks.national.get('DK')?.forget();
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const DOCUMENT = parse(`{ operation(id: "icarus") { participation(country: "DK") {
  source { status } suspects { records(first: 2) { nodes { caseRef } } } } } }`);

/** Asks for someone of Norway who has so much of their time left; what Denmark did, and how long it took. */
async function ask(leftMs: number, hungUp?: AbortSignal) {
  const begin = performance.now();
  const outcome = await gateway.gateway.run({
    document: DOCUMENT,
    operationName: null,
    variables: {},
    caller: {
      ...{ subject: 'analyst-1', country: 'NO', role: 'analyst', tokenId: 'test' },
      ...{ purpose: 'OPERATIONAL_ANALYSIS', justification: 'test' },
    },
    arrived: new Date('2011-12-16T10:00:00Z'),
    since: begin - DEADLINE_MS + leftMs,
    ...(hungUp === undefined ? {} : { hungUp }),
  });
  const data = outcome.kind === 'answered' ? outcome.data : {};
  const { operation } = data as { operation?: { participation: { source: { status: string } } } };
  return { status: operation?.participation.source.status, tookMs: performance.now() - begin };
}

const askedOfDenmark = (): number => mocks.national.get('DK')?.messages.length ?? 0;

test('callers who have as much time left are asked for together', async () => {
  const together = await Promise.all([ask(DEADLINE_MS), ask(DEADLINE_MS), ask(DEADLINE_MS - 20)]);
  const asked = askedOfDenmark();
  mocks.national.get('DK')?.forget();
  await ask(DEADLINE_MS);
  expect(asked).toBe(askedOfDenmark());
  expect(together.map(({ status }) => status)).toEqual(['ANSWERED', 'ANSWERED', 'ANSWERED']);
});

test('who has hardly any left costs nobody else a country', async () => {
  mocks.national.get('DK')?.behave({ latencyMs: 1_000 });
  const [hurried, other] = await Promise.all([ask(500), ask(DEADLINE_MS)]);
  expect(hurried.status).toBe('TIMEOUT');
  expect(other.status).toBe('ANSWERED');
});

test('who has hardly any left is not kept by another who has', async () => {
  // Two messages, one after the other: 2 s.
  mocks.national.get('DK')?.behave({ latencyMs: 1_000 });
  const [, hurried] = await Promise.all([ask(DEADLINE_MS), ask(500)]);
  expect(hurried.status).toBe('TIMEOUT');
  expect(hurried.tookMs).toBeLessThan(1_500);
});

test('of whoever hangs up beside the first, the evidence does not say that a system took its time', async () => {
  mocks.national.get('DK')?.behave({ latencyMs: 1_000 });
  const begin = gateway.ledger.entries.length;
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 200);
  await Promise.all([ask(DEADLINE_MS, controller.signal), ask(DEADLINE_MS, controller.signal)]);
  const [, second] = gateway.ledger.entries.slice(begin);
  expect(second?.code).toBe('CALLER_GONE');
  expect(second?.owners).toEqual([]);
});
