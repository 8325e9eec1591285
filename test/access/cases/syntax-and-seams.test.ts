/**
 * Hostile cases 16 to 25 and 107 to 119 of the line. For each: the value is not in the answer, the field is not in what
 * was sent, and the evidence says what was given. The caller is RS: a strategic partner, to whom no record is open.
 */

import { type Mocks, startMocks } from '../../../mocks/start-mocks.ts';
import type { LedgerEntry } from '../../../src/ledger/ledger.ts';
import { openTestGateway, type TestGateway } from '../../gateway/open-test-gateway.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../../jest.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'DE', 'NO'] });
  gateway = openTestGateway(mocks);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});

const sentTexts = (): string =>
  [...mocks.national.values(), mocks.europol, mocks.interpol]
    .flatMap(({ messages }) =>
      messages.map(({ path, body, headers }) => decodeURIComponent(path) + body + JSON.stringify(headers)),
    )
    .join('\n');

function lastEntry(): LedgerEntry {
  const entry = gateway.ledger.entries.at(-1);
  if (entry === undefined) throw new Error('no entry was appended');
  return entry;
}

/** How many records the entry says were given: of all owners, or of one. */
function givenBy({ owners }: LedgerEntry, only?: string): number {
  const own = owners.filter(({ owner }) => only === undefined || owner === only);
  return own.reduce((sum, { given }) => sum + given, 0);
}

interface Case {
  readonly name: string;
  readonly trap: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

const inside = (fields: string): string => `{ operation(id: "icarus") { participations { id ${fields} } } }`;
const CASES: readonly Case[] = [
  {
    name: '16 an alias does not open a field',
    trap: 'rules by response key',
    query: inside('a: suspects { id: records { nodes { codeName: caseRef } } }'),
  },
  {
    name: '16 an alias named like an open field takes no value from it',
    trap: 'id: caseRef',
    query: inside('suspects { records { nodes { marking: caseRef } } }'),
  },
  {
    name: '17, 18 fragments in fragments open nothing',
    trap: 'rules by fragment',
    query: `${inside('...F')} fragment F on Participation { ...G } fragment G on Participation { suspects { records { nodes { ...H } } } } fragment H on Suspect { caseRef }`,
  },
  {
    name: '19 @include by a variable with a default is judged as what it asks',
    trap: 'compiled without variables',
    query: `query Q($yes: Boolean = true) ${inside('suspects { records { nodes { caseRef @include(if: $yes) } } }')}`,
  },
  {
    name: '21 a field given twice is one',
    trap: 'the second is not judged',
    query: inside('suspects { records { totalCount } } suspects { records { nodes { caseRef } } }'),
  },
  {
    name: '22 introspection beside data opens nothing',
    trap: 'the whole query runs as introspection',
    query: `{ __schema { queryType { name } } operation(id: "icarus") { participations { suspects { records { nodes { __typename caseRef } } } } } }`,
  },
  {
    name: '25 __proto__ and constructor as aliases and variables',
    trap: 'property look-up',
    query: `query Q($__proto__x: Int = 5) ${inside('__proto__: suspects { constructor: records(first: $__proto__x) { toString: nodes { hasOwnProperty: caseRef } } }')}`,
  },
  {
    name: '107 an alias equal to a join key moves no reference',
    trap: '_k: caseRef travels to Interpol',
    query: inside('suspects { records { nodes { _k: caseRef interpol { hit } } } }'),
  },
  {
    name: '108 an alias equal to a routing key asks no other system',
    trap: 'id: role picks the country',
    query:
      `{ operation(id: "icarus") { participations { id: role country: id { } suspects { records { nodes { caseRef } } } } } }`.replace(
        'country: id { }',
        'code: id',
      ),
  },
];

describe('a strategic partner gets no reference, however it asks', () => {
  for (const { name, query, variables = {} } of CASES) {
    test(name, async () => {
      const outcome = await gateway.ask('RS', query, { variables });
      const answer = JSON.stringify(outcome);
      expect(outcome.kind).toBe('answered');
      expect(answer).not.toMatch(/MOCK-/);
      expect(sentTexts()).not.toMatch(/journalnummer|aktenzeichen|saksnummer|MOCK-/);
      expect(
        gateway.ledger.entries
          .at(-1)
          ?.owners.every(({ given, document }) => given === 0 && !document?.includes('caseRef')),
      ).toBe(true);
    });
  }
});

describe('nothing a caller typed travels but the values of arguments', () => {
  test('114, 109 operation names, aliases, variables and skipped parts stay here', async () => {
    const query = `query HostileName($operation: ID = "icarus", $keys: Int = 7, $no: Boolean = false) {
      hostileAlias: operation(id: $operation) { codeName hostileSkipped: status @include(if: $no)
        participations { hostileList: suspects { records(first: $keys) { nodes { hostileRef: caseRef } } } } } }`;
    const outcome = await gateway.ask('DK', query);
    expect(JSON.stringify(outcome)).toContain('hostileRef');
    expect(JSON.stringify(outcome)).toContain('MOCK-');
    expect(sentTexts()).not.toMatch(/hostile/i);
    expect(sentTexts()).not.toMatch(/\bkeys\b/);
    expect(mocks.europol.messages.map(({ body }) => body).join()).not.toContain('status');
    const entry = lastEntry();
    expect(JSON.stringify(entry)).not.toMatch(/hostile|\bkeys\b/i);
    expect(entry.operations).toEqual(['icarus']);
    expect(givenBy(entry)).toBe(JSON.stringify(outcome).split('"hostileRef"').length - 1);
  });

  test('an operation id that is none is not sent', async () => {
    const outcome = await gateway.ask(
      'DK',
      '{ operation(id: "icarus\\") { codeName } evil: operation(id: \\"x") { codeName } }',
    );
    expect(outcome).toMatchObject({ kind: 'answered', data: { operation: null } });
    expect(mocks.europol.messages).toEqual([]);
  });

  test('107 for a caller to whom references are open, aliases change nothing of what is asked', async () => {
    const plain =
      '{ operation(id: "icarus") { participations { suspects { records { nodes { caseRef placeNuts2 interpol { hit } } } } } } }';
    const hostile =
      '{ operation(id: "icarus") { participations { suspects { records { nodes { placeNuts2: caseRef caseRef: placeNuts2 _k: interpol { hit } } } } } } }';
    await gateway.ask('DK', plain);
    const before = sentTexts();
    for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
    await gateway.ask('DK', hostile);
    const keyed = (text: string): string[] =>
      text
        .split('\n')
        .map((line) => [...line].sort().join(''))
        .sort();
    expect(keyed(sentTexts())).toEqual(keyed(before));
  });
});

test('111 what one country does not answer is asked of no other', async () => {
  mocks.national.get('DK')?.behave({ alter: (body) => body.replaceAll('region_nuts2', 'region_x') });
  const query = inside('suspects { records { nodes { placeNuts2 } } }');
  const outcome = await gateway.ask('DK', query);
  const entry = lastEntry();
  const sent = [...mocks.national.values()].map(({ messages }) => messages.length);
  mocks.national.get('DK')?.behave({});
  for (const mock of mocks.national.values()) mock.forget();
  await gateway.ask('DK', query);
  expect(sent).toEqual([...mocks.national.values()].map(({ messages }) => messages.length));
  // The two others are asked, given and written down as ever; of Denmark nothing is given.
  const others = ({ owners }: LedgerEntry) => owners.filter(({ owner }) => owner !== 'DK');
  expect(others(entry)).toEqual(others(lastEntry()));
  const { data } = outcome as unknown as { data: { operation: { participations: { id: string }[] } } };
  const denmark = JSON.stringify(data.operation.participations.find(({ id }) => id === 'icarus.DK'));
  expect(givenBy(entry, 'DK')).toBe(denmark.split('"placeNuts2"').length - 1);
  expect(denmark).not.toMatch(/"placeNuts2":"/);
});

test('112 what Interpol answers beyond what was asked overwrites nothing', async () => {
  mocks.interpol.behave({
    alter: (body) => body.replaceAll('"hit":', '"caseRef":"FORGED","ageBand":"FORGED","hit":'),
  });
  const query = inside('suspects { records { nodes { caseRef ageBand interpol { hit } } } }');
  const outcome = await gateway.ask('DK', query);
  mocks.interpol.behave({});
  expect(JSON.stringify(outcome)).not.toContain('FORGED');
  expect(JSON.stringify(outcome)).toContain('NO_HIT');
  const forged = lastEntry();
  expect(JSON.stringify(forged)).not.toContain('FORGED');
  expect(sentTexts()).not.toContain('FORGED');
  const honest = await gateway.ask('DK', query);
  expect(lastEntry().owners).toEqual(forged.owners);
  expect(honest).toMatchObject({ data: (outcome as { data: unknown }).data });
});

test('113 nothing outlives a query: the same references are asked anew, for each caller by its own right', async () => {
  const query = inside('suspects { records { nodes { caseRef interpol { hit } } } }');
  await gateway.ask('DK', query);
  await gateway.ask('NO', query);
  expect(mocks.interpol.messages).toHaveLength(1);
  await gateway.ask('DK', query);
  expect(mocks.interpol.messages).toHaveLength(2);
});

test('95 a page of 0, of a negative number or of 501 is refused before anything is sent', async () => {
  for (const first of [0, -1, 501]) {
    const outcome = await gateway.ask('DK', inside(`suspects { records(first: ${first}) { totalCount } }`));
    expect(outcome).toMatchObject({ kind: 'refused', code: 'BAD_USER_INPUT' });
  }
  expect(sentTexts()).toBe('');
});

test('26 a fragment bomb is refused as too costly before anything is sent', async () => {
  const fragments = Array.from(
    { length: 20 },
    (_, n) =>
      `fragment F${n} on Participation { a${n}: arrests { count { exact } } ${n < 19 ? `...F${n + 1} b${n}: arrests { count { ...C } }` : ''} }`,
  );
  const bomb = `${inside('...F0')} ${fragments.join(' ')} fragment C on Count { ${Array.from({ length: 300 }, (_, n) => `c${n}: exact`).join(' ')} }`;
  expect(await gateway.ask('DK', bomb)).toMatchObject({ kind: 'refused', code: 'QUERY_TOO_COSTLY' });
  expect(sentTexts()).toBe('');
});
