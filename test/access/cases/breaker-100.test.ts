/** Hostile case 100, its part of the breaker: what one caller does to calls of its own closes no country to another. */

import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import type { QueryOutcome } from '../../../src/gateway/run-query.ts';
import { openTestGateway, type TestGateway } from '../../gateway/open-test-gateway.ts';
import { afterAll, afterEach, beforeAll, expect, test } from '../../jest.ts';

const SEARCHES =
  '{ operation(id: "icarus") { participation(country: "DK") { source { status } searches { count { exact } } } } }';
/** More than the breaker counts. */
const TIMES = 25;

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'DE'] });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
  await gateway.ask('DE', SEARCHES);
});
afterEach(() => {
  mocks.national.get('DK')?.behave({});
  mocks.national.get('DK')?.forget();
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const messagesOfDenmark = (): number => mocks.national.get('DK')?.messages.length ?? 0;

function statusOfDenmark(outcome: QueryOutcome): unknown {
  if (outcome.kind !== 'answered') return outcome.code;
  const operation = outcome.data.operation as { participation: { source: { status: string } } } | null;
  return operation?.participation.source.status ?? null;
}

/** The hostile caller asks `times` at once; gives what each was told of Denmark: null, where Europol was late. */
async function askOften(
  options: Parameters<TestGateway['ask']>[2],
  asked = gateway,
  times = TIMES,
): Promise<readonly unknown[]> {
  const outcomes = await Promise.all(Array.from({ length: times }, () => asked.ask('CH', SEARCHES, options)));
  return outcomes.map(statusOfDenmark);
}

test('many queries with a deadline that is too short for Denmark', async () => {
  // Trap: each counts as a failure of Denmark's, and 20 of them close it to everybody.
  mocks.national.get('DK')?.behave({ hangs: true });
  const told = new Set<unknown>();
  // Few at once, so that Europol answers within the deadline on a busy machine.
  while (messagesOfDenmark() < TIMES)
    for (const status of await askOften({ deadlineMs: 1_000 }, gateway, 9)) told.add(status);
  expect([...told].filter((status) => status !== null)).toEqual(['TIMEOUT']);
  mocks.national.get('DK')?.behave({});
  expect(statusOfDenmark(await gateway.ask('DE', SEARCHES))).toBe('ANSWERED');
});

test('many queries whose caller hangs up', async () => {
  const hangUp = new AbortController();
  mocks.national.get('DK')?.behave({ hangs: true });
  const asked = askOften({ hungUp: hangUp.signal });
  while (messagesOfDenmark() < TIMES) await new Promise((go) => setTimeout(go, 5));
  hangUp.abort();
  expect(await asked).toEqual(Array(TIMES).fill('CALLER_GONE'));
  mocks.national.get('DK')?.behave({});
  expect(statusOfDenmark(await gateway.ask('DE', SEARCHES))).toBe('ANSWERED');
});

test('many answers that do not fit: what they hold may be closed to the next caller', async () => {
  mocks.national.get('DK')?.behave({ alter: () => '{"data":{"operation":[1,2]}}' });
  expect(await askOften({})).toEqual(Array(TIMES).fill('INVALID'));
  mocks.national.get('DK')?.behave({});
  expect(statusOfDenmark(await gateway.ask('DE', SEARCHES))).toBe('ANSWERED');
});

test('while a Denmark that fails by itself is left alone, and the evidence says that nothing was sent', async () => {
  const own = openTestGateway(mocks, '2011-12-16', 20_000, { DK: 2_000 });
  mocks.national.get('DK')?.behave({ hangs: true });
  expect(await askOften({}, own)).toEqual(Array(TIMES).fill('TIMEOUT'));
  mocks.national.get('DK')?.behave({});
  mocks.national.get('DK')?.forget();
  expect(statusOfDenmark(await own.ask('DE', SEARCHES))).toBe('UNAVAILABLE');
  expect(messagesOfDenmark()).toBe(0);
  const denmark = own.ledger.entries.at(-1)?.owners.find(({ owner }) => owner === 'DK');
  expect(denmark).toMatchObject({ status: 'UNAVAILABLE', document: null });
  await own.close();
});
