/**
 * Hostile cases 24, 35 to 38 and 120 where queries are kept and joined: one document, as the door's server keeps it by its
 * text, so that all that hangs on it is found again by the next who asks.
 */

import { type DocumentNode, parse } from 'graphql';
import type { Caller } from '../../../src/gateway/caller.ts';
import type { QueryOutcome } from '../../../src/gateway/run-query.ts';
import type { LedgerEntry } from '../../../src/ledger/ledger.ts';
import { openTestGateway, type TestGateway } from '../../gateway/open-test-gateway.ts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '../../jest.ts';
import { type Case, expectNoReferenceOf, nationalOf, openCase, referencesOf, sentTo } from './open-case.ts';

let it: Case;
/** On the day a query arrives. */
let daily: TestGateway;
beforeAll(async () => {
  it = await openCase(['DK', 'NO']);
  daily = openTestGateway(it.mocks, null);
});
beforeEach(forget);
afterEach(() => {
  for (const mock of systems()) mock.behave({});
});
afterAll(async () => {
  await daily.close();
  await it.close();
});
const systems = () => [...it.mocks.national.values(), it.mocks.europol, it.mocks.interpol];
function forget(): void {
  for (const mock of systems()) mock.forget();
}

const DOCUMENT =
  parse(`{ operation(id: "icarus") { participations { id arrests { records { nodes { caseRef date } } }
  suspects { records { nodes { caseRef ageBand interpol { hit } } } } } } }`);

interface Asking extends Partial<Caller> {
  readonly document?: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly arrived?: string;
}

/** Each caller is a person of their own. */
let people = 0;
async function ask(country: string, asking: Asking = {}, gateway = it.gateway) {
  const { document = DOCUMENT, variables = {}, arrived = '2011-12-16T10:00:00Z', ...as } = asking;
  people += 1;
  const subject = `person-${people}`;
  const caller: Caller = {
    ...{ subject, country, role: 'analyst', tokenId: 'test', justification: subject },
    ...{ purpose: 'OPERATIONAL_ANALYSIS', ...as },
  };
  const outcome = await gateway.gateway.run({
    ...{ document, operationName: null, variables, caller },
    arrived: new Date(arrived),
  });
  const entry = gateway.ledger.entries.findLast(({ requester }) => requester?.subject === subject);
  return { outcome, answer: JSON.stringify(outcome), entry: entry as LedgerEntry };
}
type Asked = Awaited<ReturnType<typeof ask>>;

const dataOf = (outcome: QueryOutcome): unknown => (outcome.kind === 'answered' ? outcome.data : null);
const given = ({ entry }: Asked, owner: string): number =>
  nationalOf(entry).find((one) => one.owner === owner)?.given ?? 0;

test('24 a plan that is kept with a document is of no class: who asks after a wider or a narrower one gets their own', async () => {
  // Intent: send the document that a member has just sent. Trap: what is kept with it knows what was open to the member.
  const fresh = new Map<string, unknown>();
  for (const country of ['DK', 'NO', 'RS']) {
    const gateway = openTestGateway(it.mocks);
    fresh.set(country, dataOf((await ask(country, {}, gateway)).outcome));
    await gateway.close();
  }
  for (const country of ['RS', 'DK', 'NO', 'RS', 'NO', 'DK', 'RS']) {
    forget();
    const asked = await ask(country);
    expect({ country, data: dataOf(asked.outcome) }).toEqual({ country, data: fresh.get(country) });
    if (country === 'RS') for (const owner of ['DK', 'NO']) expectNoReferenceOf(it.mocks, owner, asked);
    else expect(given(asked, country)).toBeGreaterThan(0);
  }
});

test('35 no answer is kept: the next who asks is answered from the countries, whoever asked before', async () => {
  // Intent: ask after somebody who was answered. Trap: the answer is kept beside all that is kept of the query.
  const first = await ask('DK');
  const sent = sentTo(it.mocks).length;
  forget();
  it.mocks.national.get('NO')?.behave({ status: 500 });
  const second = await ask('DK');
  expect(sentTo(it.mocks).length).toBeGreaterThanOrEqual(sent - 1);
  expect([given(first, 'NO') > 0, given(second, 'NO')]).toEqual([true, 0]);
  for (const reference of referencesOf(it.mocks, 'NO').filter(
    (one) => !referencesOf(it.mocks, 'DK').includes(one),
  ))
    expect(second.answer).not.toContain(reference);
});

describe('36 who asks at the same moment is joined with nobody of another class', () => {
  // Intent: ask while somebody of a wider class is under way. Trap: the flight is found by its query, or by half of its class.
  for (const [name, ...others] of [
    ['of another country', ['RS', {}], ['DK', {}]],
    ['for another purpose', ['DK', { purpose: 'CURIOSITY' }], ['DK', {}]],
    ['for no purpose', ['DK', { purpose: null }], ['DK', {}]],
    [
      'for a purpose that looks like a key',
      ['DK', { purpose: 'OPERATIONAL_ANALYSIS","2011-12-16' }],
      ['DK', {}],
    ],
    ['first, of another country', ['DK', {}], ['RS', {}]],
  ] as const satisfies readonly [string, ...(readonly [string, Asking])[]][]) {
    test(name, async () => {
      const asked = await Promise.all(others.map(([country, asking]) => ask(country, asking)));
      for (const [place, [country, asking]] of others.entries()) {
        const one = asked[place] as Asked;
        const isWide = country === 'DK' && !('purpose' in asking);
        expect(given(one, 'NO') > 0).toBe(isWide);
        if (isWide) continue;
        for (const reference of referencesOf(it.mocks, 'NO'))
          if (country !== 'DK' || !referencesOf(it.mocks, 'DK').includes(reference))
            expect(one.answer).not.toContain(reference);
        // Rule 3: what is the caller's own stays open, whatever the purpose.
        const sent = nationalOf(one.entry).filter(
          ({ owner, document }) => owner !== country && document !== null,
        );
        expect(sent).toEqual([]);
      }
    });
  }
});

describe('37 nothing of a request outlives it but what hangs on its text', () => {
  const LOOK_UP = parse(`query ($ref: CaseRef!, $most: Int = 1, $shown: Boolean = true) {
    operation(id: "icarus") { crossCheck(refs: [{ country: "NO", caseRef: $ref }]) { caseRef result }
      arrests @include(if: $shown) { records(first: $most) { nodes { caseRef } } } } }`);

  test('variables: each of several at once, and the next, has their own', async () => {
    // Intent: have one's query answered with another's variables. Trap: a query is kept by its document.
    const references = referencesOf(it.mocks, 'NO').slice(0, 3);
    const variables = [
      ...references.map((ref) => ({ ref })),
      { ref: references[0], most: 3 },
      { ref: references[0], shown: false },
    ];
    const purpose = 'CROSS_CHECK';
    const together = await Promise.all(
      variables.map((one) => ask('DK', { document: LOOK_UP, variables: one, purpose })),
    );
    for (const [place, one] of variables.entries()) {
      forget();
      const gateway = openTestGateway(it.mocks);
      const alone = await ask('DK', { document: LOOK_UP, variables: one, purpose }, gateway);
      await gateway.close();
      expect(dataOf((together[place] as Asked).outcome)).toEqual(dataOf(alone.outcome));
      // The values of arguments are of the one entry, too.
      expect(together[place]?.entry.owners).toEqual(alone.entry.owners);
      expect(together[place]?.answer).toContain(one.ref as string);
    }
    expect(new Set(together.map(({ outcome }) => JSON.stringify(dataOf(outcome)))).size).toBe(
      variables.length,
    );
  });

  test('a loader: what one was given of Interpol is in no answer after it, and travels again', async () => {
    const first = await ask('DK');
    const references = () => it.mocks.interpol.messages.flatMap((message) => message.references ?? []);
    const travelled = references();
    expect(travelled.length).toBeGreaterThan(0);
    forget();
    it.mocks.interpol.behave({ status: 500 });
    const second = await ask('DK');
    expect(references()).toEqual(travelled);
    expect(first.answer).toContain('"hit":');
    expect(second.answer).not.toContain('"hit":');
    expect(second.entry.owners.find(({ owner }) => owner === 'XO')).toMatchObject({ given: 0 });
  });
});

describe('38 what is decided is decided of one day, and ends with it', () => {
  // Denmark is a member until 2017-04-30; midnight of Brussels is 22:00 UTC.
  const [BEFORE, AFTER] = ['2017-04-30T21:59:59Z', '2017-04-30T22:00:00Z'];
  const DAYS = { [BEFORE]: '2017-04-30', [AFTER]: '2017-05-01' };

  function expectOf(asked: Asked, arrived: string): void {
    const isMember = arrived === BEFORE;
    expect({ arrived, day: asked.entry.accessDate, isGiven: given(asked, 'NO') > 0 }).toEqual({
      arrived,
      day: DAYS[arrived],
      isGiven: isMember,
    });
    if (!isMember)
      for (const reference of referencesOf(it.mocks, 'NO'))
        if (!referencesOf(it.mocks, 'DK').includes(reference)) expect(asked.answer).not.toContain(reference);
  }

  test('one after the other, to and fro', async () => {
    // Intent: ask again a second later. Trap: what was decided is kept by query and caller.
    for (const arrived of [BEFORE, AFTER, BEFORE, AFTER])
      expectOf(await ask('DK', { arrived }, daily), arrived);
  });

  test('at the same moment: a request that spans midnight is of the day on which it arrived', async () => {
    it.mocks.national.get('NO')?.behave({ latencyMs: 50 });
    const times = [BEFORE, AFTER, BEFORE, AFTER];
    const asked = await Promise.all(times.map((arrived) => ask('DK', { arrived }, daily)));
    for (const [place, arrived] of times.entries()) expectOf(asked[place] as Asked, arrived);
  });
});

test('120 a joined answer is changed by none of those who have it', async () => {
  // Intent: change what another is about to read. Trap: both hold the same objects.
  const [left, right] = await Promise.all([ask('DK'), ask('DK')]);
  if (left.outcome.kind !== 'answered' || right.outcome.kind !== 'answered') throw new Error(left.answer);
  expect(right.outcome.data).toBe(left.outcome.data);
  const before = JSON.stringify(right.outcome.data);
  const loose: string[] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    if (!Object.isFrozen(value)) loose.push(path);
    for (const [key, below] of Object.entries(value)) walk(below, `${path}.${key}`);
  };
  const { data, errors, withheld, obligations } = left.outcome;
  walk({ data, errors, withheld, obligations }, '');
  // The one that this test has made.
  expect(loose).toEqual(['']);
  const operation = left.outcome.data.operation as { participations: unknown[] };
  expect(() => operation.participations.pop()).toThrow(TypeError);
  expect(() => Object.assign(operation, { codeName: 'another' })).toThrow(TypeError);
  expect(JSON.stringify(right.outcome.data)).toBe(before);
});
