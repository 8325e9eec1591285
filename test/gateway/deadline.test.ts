/** The deadline of a whole query: whoever is missing is named, nobody is waited for, nothing is sent in vain. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import type { OwnerEntry } from '../../src/ledger/ledger.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

/** For two systems to answer on a busy machine; to be waited for. */
const SHORT_MS = 3_000;

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'DE', 'NO'] });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000, {}, 30_000);
  // The first query of a process is slow.
  await gateway.ask('DE', QUERY);
});
afterEach(() => {
  for (const mock of systems()) {
    mock.behave({});
    mock.forget();
  }
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
const systems = () => [...mocks.national.values(), mocks.europol, mocks.interpol];

const QUERY = `{ operation(id: "icarus") { codeName intelligencePackages { totalCount }
  suspects { count { exact } completeness { missing { country { code } cause } } }
  participations { id source { status } suspects { records { nodes { caseRef interpol { hit } } } } } } }`;

interface Answered {
  readonly data: { readonly operation: { readonly [key: string]: unknown } | null };
  readonly errors: readonly {
    readonly extensions: { readonly code: string; readonly countries: string[] };
  }[];
}
function answeredOf(outcome: QueryOutcome): Answered {
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome as unknown as Answered;
}
const failuresOf = ({ errors }: Answered): readonly string[] => {
  const failures = errors.filter(({ extensions }) => extensions.code.startsWith('SOURCE_'));
  // Of the mocks that do not run here.
  const named = failures.flatMap(({ extensions }) =>
    extensions.countries
      .filter((country) => ['DK', 'DE', 'NO', 'XE', 'XO'].includes(country))
      .map((country) => `${country} ${extensions.code}`),
  );
  return [...new Set(named)].sort();
};
const ownerOf = (code: string): OwnerEntry | undefined =>
  gateway.ledger.entries.at(-1)?.owners.find(({ owner }) => owner === code);

describe('when it passes', () => {
  let answered: Answered;
  let sentToInterpol: readonly unknown[];
  beforeAll(async () => {
    for (const mock of systems()) mock.forget();
    mocks.national.get('NO')?.behave({ hangs: true });
    answered = answeredOf(await gateway.ask('DE', QUERY, { deadlineMs: SHORT_MS }));
    sentToInterpol = [...mocks.interpol.messages];
  });

  test('the answer comes, and whoever is missing is SOURCE_TIMEOUT', () => {
    expect(answered.data.operation?.codeName).toBe('Icarus');
    expect(failuresOf(answered)).toContain('NO SOURCE_TIMEOUT');
    expect(failuresOf(answered)).not.toContain('DE SOURCE_TIMEOUT');
    expect(JSON.stringify(answered.data.operation?.suspects)).toContain(
      '{"country":{"code":"NO"},"cause":"TIMEOUT"}',
    );
    expect(ownerOf('NO')).toMatchObject({ status: 'TIMEOUT', given: 0, document: expect.any(String) });
  });

  test('Interpol comes after the countries: when nothing is left it is TIMEOUT, and no reference travels', () => {
    expect(failuresOf(answered)).toContain('XO SOURCE_TIMEOUT');
    expect(sentToInterpol).toEqual([]);
    expect(ownerOf('XO')).toMatchObject({ status: 'TIMEOUT', document: null, joins: [] });
  });
});

test('facts of Europol’s that are not there in time: the operation is closed, and no country is asked', async () => {
  mocks.europol.behave({ hangs: true });
  const answered = answeredOf(await gateway.ask('DE', QUERY, { deadlineMs: 300 }));
  expect(answered.data).toEqual({ operation: null });
  expect(failuresOf(answered)).toEqual(['XE SOURCE_TIMEOUT']);
  expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
});

test('a deadline that has passed before anything is asked: nothing is sent, and the evidence says so', async () => {
  const answered = answeredOf(
    await gateway.gateway.run({
      ...(await import('graphql').then(({ parse }) => ({ document: parse(QUERY) }))),
      operationName: null,
      variables: {},
      caller: {
        subject: 'analyst-1',
        country: 'DE',
        role: 'analyst',
        tokenId: 'test',
        purpose: 'OPERATIONAL_ANALYSIS',
        justification: 'test',
      },
      arrived: new Date(),
      since: performance.now() - 60_000,
    }),
  );
  expect(answered.data).toEqual({ operation: null });
  expect(failuresOf(answered)).toEqual(['XE SOURCE_TIMEOUT']);
  expect(systems().flatMap(({ messages }) => messages)).toEqual([]);
  expect(ownerOf('XE')).toMatchObject({ status: 'TIMEOUT', document: null });
});

test('a caller cannot lengthen it', async () => {
  const short = openTestGateway(mocks, '2011-12-16', 20_000, {}, 300);
  mocks.europol.behave({ hangs: true });
  const answered = answeredOf(await short.ask('DE', QUERY, { deadlineMs: 600_000 }));
  expect(failuresOf(answered)).toEqual(['XE SOURCE_TIMEOUT']);
  await short.close();
});

describe('what is sent', () => {
  /** Every message as it came, with its headers; only the number of a SOAP or X-Road message differs. */
  const sent = () =>
    systems().flatMap(({ code, messages }) =>
      messages.map(({ method, path, headers: { host, ...headers }, body }) =>
        JSON.stringify([code, method, path, headers, body]).replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'id'),
      ),
    );

  test('is the same whatever the deadline: no system is told how much time is left', async () => {
    await gateway.ask('DE', QUERY);
    const whole = sent().sort();
    expect(whole.length).toBeGreaterThan(3);
    for (const mock of systems()) mock.forget();
    mocks.national.get('DK')?.behave({ latencyMs: 120 });
    mocks.europol.behave({ latencyMs: 80 });
    await gateway.ask('DE', QUERY, { deadlineMs: 20_000 });
    expect(sent().sort()).toEqual(whole);
  });
});

describe('a caller who hangs up', () => {
  test('stops what is under way; nothing more is sent, nothing is given, and the evidence says whom was asked what', async () => {
    const hangUp = new AbortController();
    mocks.national.get('NO')?.behave({ hangs: true });
    const asked = gateway.ask('DE', QUERY, { hungUp: hangUp.signal });
    while (mocks.national.get('NO')?.messages.length === 0) await new Promise((go) => setTimeout(go, 5));
    hangUp.abort();
    expect(await asked).toEqual({ kind: 'failed', code: 'CALLER_GONE', id: null });
    expect(mocks.interpol.messages).toEqual([]);
    const entry = gateway.ledger.entries.at(-1);
    expect(entry).toMatchObject({ outcome: 'failed', code: 'CALLER_GONE', operations: ['icarus'] });
    expect(entry?.owners.map(({ given }) => given)).toEqual(entry?.owners.map(() => 0));
    expect(ownerOf('NO')).toMatchObject({ status: 'TIMEOUT', document: expect.stringContaining('suspects') });
    expect([ownerOf('XO')?.document ?? null, ownerOf('XO')?.joins ?? []]).toEqual([null, []]);
    expect(gateway.failures).toEqual([]);
  });

  test('before Europol has answered: no country is asked', async () => {
    const hangUp = new AbortController();
    mocks.europol.behave({ hangs: true });
    const asked = gateway.ask('DE', QUERY, { hungUp: hangUp.signal });
    while (mocks.europol.messages.length === 0) await new Promise((go) => setTimeout(go, 5));
    hangUp.abort();
    expect(await asked).toMatchObject({ kind: 'failed', code: 'CALLER_GONE' });
    expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
    expect(gateway.ledger.entries.at(-1)?.owners.map(({ owner }) => owner)).toEqual(['XE']);
  });
});
