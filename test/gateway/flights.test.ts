/** Queries that are alike, of callers who are alike to the rules: asked once while they are under way, given to each by itself. */

import { type DocumentNode, parse } from 'graphql';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { type Deadline, openDeadline } from '../../src/countries/connection/deadline.ts';
import type { Caller } from '../../src/gateway/caller.ts';
import { askerKeyOf, openFlights } from '../../src/gateway/flights.ts';
import { anyoneOf } from '../../src/gateway/make-answer.ts';
import type { KnownQuery } from '../../src/gateway/query-reader.ts';
import type { QueryOutcome, QueryRequest } from '../../src/gateway/run-query.ts';
import type { LedgerEntry } from '../../src/ledger/ledger.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'DE', 'NO'] });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000, {}, 30_000);
  // The first query of a process is slow.
  await ask(QUERY);
  forget();
});
afterEach(() => {
  for (const mock of systems()) mock.behave({});
  forget();
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const QUERY = `{ operation(id: "icarus") { codeName suspects { count { exact } completeness { answered } }
  participations { id source { status } suspects { records { nodes { caseRef ageBand interpol { hit } } } } } } }`;
const systems = () => [...mocks.national.values(), mocks.europol, mocks.interpol];
const forget = (): void => systems().forEach((mock) => void mock.forget());
const counts = () => Object.fromEntries(systems().map(({ code, messages }) => [code, messages.length]));

const ANNA: Caller = {
  ...{ subject: 'anna', country: 'DE', role: 'analyst', tokenId: 'of-anna' },
  ...{ purpose: 'OPERATIONAL_ANALYSIS', justification: 'why Anna asks' },
};
const BERT: Caller = { ...ANNA, subject: 'bert', tokenId: 'of-bert', justification: 'why Bert asks' };

/** Parsed once by text, as the door's server keeps documents. */
const documents = new Map<string, DocumentNode>();
function ask(text: string, caller: Caller = ANNA, more: Partial<QueryRequest> = {}): Promise<QueryOutcome> {
  const document = documents.get(text) ?? parse(text);
  documents.set(text, document);
  const arrived = new Date('2011-12-16T10:00:00Z');
  return gateway.gateway.run({ document, operationName: null, variables: {}, caller, arrived, ...more });
}

const both = (text: string, more: Partial<QueryRequest> = {}) =>
  Promise.all([ask(text, ANNA, more), ask(text, BERT, more)]);
const dataOf = (outcome: QueryOutcome): unknown => (outcome.kind === 'answered' ? outcome.data : outcome);
const entryOf = (subject: string): LedgerEntry | undefined =>
  gateway.ledger.entries.findLast(({ requester }) => requester?.subject === subject);
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((go) => setTimeout(go, 2));
}
const sentTo = (code: string): number => mocks.national.get(code)?.messages.length ?? 0;

/** What `text` costs in messages, and what it gives. */
async function alone(text: string, caller = ANNA, more: Partial<QueryRequest> = {}) {
  forget();
  const outcome = await ask(text, caller, more);
  const messages = counts();
  forget();
  return { outcome, messages, owners: gateway.ledger.entries.at(-1)?.owners };
}
const doubled = (messages: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(messages).map(([code, count]) => [code, 2 * count]));

describe('two of one class who ask at once', () => {
  test('send each system what one would, and are given the same', async () => {
    const { outcome, messages } = await alone(QUERY);
    const [left, right] = await both(QUERY);
    expect(counts()).toEqual(messages);
    expect(dataOf(left)).toEqual(dataOf(outcome));
    // One object: it was made once.
    expect(dataOf(right)).toBe(dataOf(left));
  });

  test('have an entry each, with its own subject, token, justification and receipt', async () => {
    const { owners } = await alone(QUERY);
    const before = gateway.ledger.entries.length;
    const outcomes = await both(QUERY);
    expect(gateway.ledger.entries.length).toBe(before + 2);
    for (const caller of [ANNA, BERT]) {
      expect(entryOf(caller.subject)).toMatchObject({
        requester: { country: 'DE', subject: caller.subject, tokenId: caller.tokenId },
        purpose: caller.purpose,
        justification: caller.justification,
        outcome: 'answered',
        owners,
      });
    }
    const receipts = outcomes.map((one) => (one.kind === 'answered' ? one.receipt : null));
    const places = [ANNA, BERT].map(({ subject }) =>
      gateway.ledger.entries.indexOf(entryOf(subject) as LedgerEntry),
    );
    expect(receipts.map((receipt) => receipt?.index)).toEqual(places);
    expect(receipts[0]?.head).not.toBe(receipts[1]?.head);
  });

  test('get nothing where their own entry cannot be written, whatever becomes of the other', async () => {
    const append = gateway.ledger.append;
    const refusing: typeof append = async (entry) => {
      if (entry.requester?.subject === 'bert') throw new Error('the disk is full');
      return append(entry);
    };
    Object.assign(gateway.ledger, { append: refusing });
    try {
      const [left, right] = await both(QUERY);
      expect(left.kind).toBe('answered');
      expect(right).toEqual({ kind: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE', id: null });
    } finally {
      Object.assign(gateway.ledger, { append });
      gateway.failures.length = 0;
    }
  });

  // Trap: who failed first has said why in their own words; nobody else's query has been judged by that.
  test('are refused each by themselves', async () => {
    const text =
      '{ operation(id: "icarus") { searches { records(where: { caseRef: { in: ["X"] } }) { totalCount } } } }';
    const as = { country: 'RS' };
    const outcomes = await Promise.all([ask(text, { ...ANNA, ...as }), ask(text, { ...BERT, ...as })]);
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ kind: 'refused', code: 'FILTER_NOT_PERMITTED' });
    for (const subject of ['anna', 'bert'])
      expect(entryOf(subject)).toMatchObject({ outcome: 'refused', requester: { country: 'RS', subject } });
  });
});

describe('who hangs up', () => {
  test('first of two gets nothing, and costs the second nothing', async () => {
    const { outcome, messages } = await alone(QUERY);
    mocks.national.get('NO')?.behave({ latencyMs: 150 });
    const hangUp = new AbortController();
    const left = ask(QUERY, ANNA, { hungUp: hangUp.signal });
    const right = ask(QUERY, BERT);
    await until(() => sentTo('NO') > 0);
    hangUp.abort();
    expect(await left).toEqual({ kind: 'failed', code: 'CALLER_GONE', id: null });
    expect(dataOf(await right)).toEqual(dataOf(outcome));
    expect(counts()).toEqual(messages);
    const entry = entryOf('anna');
    expect(entry).toMatchObject({ outcome: 'failed', code: 'CALLER_GONE', operations: ['icarus'] });
    expect(entry?.owners.filter(({ given }) => given > 0)).toEqual([]);
    expect(entryOf('bert')).toMatchObject({ outcome: 'answered' });
  });

  test('second of two gets nothing, and costs the first nothing', async () => {
    const { outcome } = await alone(QUERY);
    mocks.national.get('NO')?.behave({ latencyMs: 150 });
    const hangUp = new AbortController();
    const left = ask(QUERY);
    const right = ask(QUERY, BERT, { hungUp: hangUp.signal });
    await until(() => sentTo('NO') > 0);
    hangUp.abort();
    expect(await right).toEqual({ kind: 'failed', code: 'CALLER_GONE', id: null });
    expect(dataOf(await left)).toEqual(dataOf(outcome));
    expect(entryOf('bert')).toMatchObject({ outcome: 'failed', code: 'CALLER_GONE' });
    expect(entryOf('bert')?.owners.filter(({ given }) => given > 0)).toEqual([]);
  });

  test('as all do ends the messages to the countries; nothing is sent to Interpol, and who comes then asks anew', async () => {
    mocks.national.get('NO')?.behave({ hangs: true });
    const hangUps = [new AbortController(), new AbortController()];
    const asked = [ANNA, BERT].map((caller, place) =>
      ask(QUERY, caller, { hungUp: (hangUps[place] as AbortController).signal }),
    );
    await until(() => sentTo('NO') > 0);
    const started = performance.now();
    for (const hangUp of hangUps) hangUp.abort();
    for (const outcome of await Promise.all(asked))
      expect(outcome).toEqual({ kind: 'failed', code: 'CALLER_GONE', id: null });
    // Norway would have had twenty seconds.
    expect(performance.now() - started).toBeLessThan(5_000);
    expect(mocks.interpol.messages).toEqual([]);
    mocks.national.get('NO')?.behave({});
    expect(await ask(QUERY)).toMatchObject({ kind: 'answered' });
  });
});

describe('what hangs on one caller is never joined', () => {
  const PAGE = 'operation(id: "icarus") { participations { arrests { records(first: 2) {';
  for (const [name, text] of [
    ['the viewer', `{ viewer { role } ${PAGE} nodes { date } } } } } }`],
    ['provenance, which says when it was asked', `{ ${PAGE} nodes { date provenance { asOf } } } } } } }`],
    ['a cursor of an edge', `{ ${PAGE} edges { cursor } } } } } }`],
    ['the cursors of a page', `{ ${PAGE} pageInfo { startCursor endCursor } } } } } }`],
    [
      'a cursor under another name, in a fragment',
      `{ ${PAGE} ...F } } } } } fragment F on ArrestConnection { edges { nodes: cursor } }`,
    ],
  ] as const) {
    test(name, async () => {
      const { outcome, messages } = await alone(text);
      const outcomes = await both(text);
      expect(counts()).toEqual(doubled(messages));
      for (const one of outcomes) expect(one.kind).toBe('answered');
      expect(dataOf(outcomes[1])).not.toBe(dataOf(outcomes[0]));
      expect(outcome.kind).toBe('answered');
    });
  }

  test('a page after a cursor', async () => {
    const list = 'operation(id: "icarus") { searches';
    const first = dataOf(await ask(`{ ${list} { records(first: 1) { pageInfo { endCursor } } } } }`)) as {
      operation: { searches: { records: { pageInfo: { endCursor: string } } } };
    };
    const { endCursor } = first.operation.searches.records.pageInfo;
    const text = `query ($after: String) { ${list} { records(first: 1, after: $after) { nodes { date } } } } }`;
    const { outcome, messages } = await alone(text, ANNA, { variables: { after: endCursor } });
    expect(outcome.kind).toBe('answered');
    // A cursor is of one person, who asks twice.
    const more = { variables: { after: endCursor } };
    const outcomes = await Promise.all([ask(text, ANNA, more), ask(text, ANNA, more)]);
    expect(counts()).toEqual(doubled(messages));
    expect(dataOf(outcomes[1])).not.toBe(dataOf(outcomes[0]));
    // And nobody else's opens beside it.
    const [own, foreign] = await Promise.all([ask(text, ANNA, more), ask(text, BERT, more)]);
    expect(own.kind).toBe('answered');
    expect(foreign).toMatchObject({ kind: 'refused', code: 'CURSOR_INVALID' });
  });

  test('the log of disclosures: an officer reads it, and an analyst beside them does not', async () => {
    await ask(QUERY);
    const text = '{ disclosures(owner: "DE", from: "2011-12-16", to: "2011-12-16") { nodes { index } } }';
    const officer: Caller = { ...ANNA, role: 'dpo', subject: 'officer', justification: null };
    const [read, refused] = await Promise.all([ask(text, officer), ask(text, BERT)]);
    expect(JSON.stringify(dataOf(read))).toContain('index');
    expect(refused).toMatchObject({
      data: { disclosures: null },
      errors: [{ extensions: { code: 'ACCESS_DENIED' } }],
    });
  });
});

test('callers who wait for different times are not joined', async () => {
  const { messages } = await alone(QUERY);
  await Promise.all([ask(QUERY), ask(QUERY, BERT, { deadlineMs: 9_000 })]);
  expect(counts()).toEqual(doubled(messages));
});

// Trap: the answer is there, and only its entry is still written: who comes now would be given what was so before.
test('when the countries have answered nobody joins any more: no old answer', async () => {
  const { messages } = await alone(QUERY);
  const append = gateway.ledger.append;
  const { promise: isWriting, resolve: writing } = Promise.withResolvers<void>();
  const { promise: mayWrite, resolve: go } = Promise.withResolvers<void>();
  const slow: typeof append = async (entry) => {
    writing();
    await mayWrite;
    return append(entry);
  };
  Object.assign(gateway.ledger, { append: slow });
  try {
    const left = ask(QUERY);
    await isWriting;
    mocks.national.get('NO')?.behave({ status: 500 });
    const right = ask(QUERY, BERT);
    await until(() => sentTo('NO') > (messages.NO ?? 0));
    go();
    const statusOf = (outcome: QueryOutcome): unknown =>
      (
        dataOf(outcome) as { operation: { participations: { id: string; source: { status: string } }[] } }
      ).operation.participations.find(({ id }) => id === 'icarus.NO')?.source.status;
    expect(statusOf(await left)).toBe('ANSWERED');
    expect(statusOf(await right)).toBe('UNAVAILABLE');
  } finally {
    go();
    Object.assign(gateway.ledger, { append });
  }
});

describe('a flight', () => {
  const known = (): KnownQuery => ({}) as KnownQuery;
  const KEY = askerKeyOf({ country: 'DE', purpose: null, date: '2011-12-16', logUp: true }, 5_000);
  const flight = (shared: (result: object) => void = () => {}) => openFlights<object>(shared);
  const deadline = (hungUp?: AbortSignal): Deadline => openDeadline(5_000, hungUp);

  test('is of one query and one key, every part of which is another key', async () => {
    const requester = { country: 'DE', purpose: 'A', date: '2011-12-16', logUp: true };
    const keys = [
      askerKeyOf(requester, 5_000),
      askerKeyOf({ ...requester, country: 'DK' }, 5_000),
      askerKeyOf({ ...requester, purpose: 'B' }, 5_000),
      askerKeyOf({ ...requester, purpose: null }, 5_000),
      askerKeyOf({ ...requester, purpose: 'null' }, 5_000),
      askerKeyOf({ ...requester, date: '2011-12-17' }, 5_000),
      askerKeyOf({ ...requester, logUp: false }, 5_000),
      askerKeyOf(requester, 4_000),
      // Trap: a purpose is a caller's text, and may hold whatever parts the others in a key.
      askerKeyOf({ ...requester, country: 'DE","A', purpose: '' }, 5_000),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    const { join } = flight();
    const [query, other] = [known(), known()];
    const start = () => Promise.resolve({});
    const asked = [query, other].flatMap((one) => keys.map((key) => join(one, key, deadline(), start)));
    expect(new Set(await Promise.all(asked)).size).toBe(2 * keys.length);
  });

  test('that fails is not taken over: the second is told to ask for themselves', async () => {
    const { join } = flight();
    const query = known();
    const failed = Promise.withResolvers<object>();
    const left = join(query, KEY, deadline(), () => failed.promise);
    const right = join(query, KEY, deadline(), () => Promise.resolve({}));
    failed.reject(new Error('of the first'));
    await expect(left).rejects.toThrow('of the first');
    expect(await right).toBeNull();
  });

  test('that has landed is joined by nobody, though its answer is not made yet', async () => {
    const { join } = flight();
    const query = known();
    const making = Promise.withResolvers<object>();
    const landed = Promise.withResolvers<void>();
    const left = join(query, KEY, deadline(), async (_, land) => {
      await null;
      land();
      landed.resolve();
      return making.promise;
    });
    await landed.promise;
    const anew = {};
    expect(await join(query, KEY, deadline(), () => Promise.resolve(anew))).toBe(anew);
    making.resolve({});
    expect(await left).not.toBe(anew);
  });

  // Trap: the first one's end takes the second's flight off the list, or its hanging up ends it.
  test('is over for whoever began it alone: the next has one of their own', async () => {
    const { join } = flight();
    const query = known();
    const signals: AbortSignal[] = [];
    const begin = (result: Promise<object>) => async (own: Deadline, land: () => void) => {
      signals.push(own.hungUp);
      await null;
      land();
      return result;
    };
    const [first, second] = [Promise.withResolvers<object>(), Promise.withResolvers<object>()];
    const hangUp = new AbortController();
    const left = join(query, KEY, deadline(hangUp.signal), begin(first.promise));
    await null;
    const right = join(query, KEY, deadline(), begin(second.promise));
    hangUp.abort();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false]);
    first.resolve({});
    second.resolve({});
    await Promise.all([left, right]);
  });

  test('ends when the last of three hangs up, whoever that is, and not before', async () => {
    const { join } = flight();
    const query = known();
    const making = Promise.withResolvers<object>();
    let gone: AbortSignal | undefined;
    const hangUps = [0, 1, 2].map(() => new AbortController());
    const joined = hangUps.map(({ signal }) =>
      join(query, KEY, deadline(signal), (own) => {
        gone = own.hungUp;
        return making.promise;
      }),
    );
    for (const place of [1, 0]) {
      hangUps[place]?.abort();
      expect(gone?.aborted).toBe(false);
    }
    hangUps[2]?.abort();
    expect(gone?.aborted).toBe(true);
    // Nobody who comes after that is to wait for it.
    const anew = {};
    expect(await join(query, KEY, deadline(), () => Promise.resolve(anew))).toBe(anew);
    making.resolve({});
    await Promise.all(joined);
  });

  test('tells of a result that several get before any of them has it, and of no other', async () => {
    const told: object[] = [];
    const { join } = flight((result) => told.push(result));
    const [query, lonely] = [known(), known()];
    await join(lonely, KEY, deadline(), () => Promise.resolve({}));
    expect(told).toEqual([]);
    const seen: number[] = [];
    const ask = () => join(query, KEY, deadline(), async () => ({})).then(() => seen.push(told.length));
    await Promise.all([ask(), ask()]);
    expect(seen).toEqual([1, 1]);
  });
});

test('an answer for several that hangs on one of them fails closed', () => {
  const { caller, arrived } = anyoneOf({ country: 'DE', purpose: 'A', date: '2011-12-16', logUp: true });
  expect([caller.country, caller.purpose]).toEqual(['DE', 'A']);
  const inner = expect.objectContaining({ code: 'INTERNAL' });
  for (const part of ['subject', 'role', 'tokenId', 'justification'] as const)
    expect(() => caller[part]).toThrow(inner);
  expect(() => arrived()).toThrow(inner);
  // Whatever copies it whole, too.
  expect(() => ({ ...caller })).toThrow(inner);
  expect(() => JSON.stringify(caller)).toThrow(inner);
});
