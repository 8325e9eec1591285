/**
 * The rights to filter and to sort: a query that uses one it lacks is refused whole, before anything is sent to any country,
 * with the coordinate of the field; however the argument is written (hostile cases 10, 12, 19).
 */

import { buildSchema, isEnumType, isInputObjectType, parse } from 'graphql';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { accessOf, readAccessMap } from '../../src/access/access-map.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { LISTS, type List, RECORDS } from './plain-records.ts';
import { effectOf } from './plain-rights.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ['DK', 'IT', 'DE', 'NO'] });
  gateway = openTestGateway(mocks, '2011-12-16', 30_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) mock.forget();
});

/** The three assertions: refused with the coordinate and nothing else; nothing sent; the evidence says so. */
function expectRefused(outcome: QueryOutcome, coordinate: string, right = 'filter'): void {
  expect(outcome).toEqual({
    kind: 'refused',
    code: 'FILTER_NOT_PERMITTED',
    what: `you may not ${right} by it`,
    where: coordinate,
  });
  expect([...mocks.national.values(), mocks.interpol].flatMap(({ messages }) => messages)).toEqual([]);
  // Europol has been asked for the facts on which rights rest, and for nothing else.
  expect(mocks.europol.messages.map(({ coordinates }) => coordinates)).toEqual([
    expect.not.arrayContaining(['Operation.intelligencePackages']),
  ]);
  expect(gateway.ledger.entries.at(-1)).toMatchObject({
    outcome: 'refused',
    code: 'FILTER_NOT_PERMITTED',
    // Europol was asked for the facts; nothing else was.
    owners: [{ owner: 'XE', status: 'ANSWERED', given: 0, coordinates: [] }],
  });
}

const FILTER = '{ caseRef: { in: ["MOCK-1"] } }';
const searches = (args: string): string =>
  `{ operation(id: "icarus") { searches { records(${args}) { totalCount } } } }`;

describe('to NO, to whom references of IT are closed while its searches are open', () => {
  test('the ground: the list is open, the reference is not; of DE both are', () => {
    const caller = { country: 'NO', date: '2011-12-16', purpose: 'OPERATIONAL_ANALYSIS' };
    const effects = ['IT', 'DE'].map((owner) => [
      effectOf(caller, owner, 'OPERATIONAL'),
      effectOf(caller, owner, 'PERSONAL'),
    ]);
    expect(effects).toEqual([
      ['ALLOW', 'CONSENT_REQUIRED'],
      ['ALLOW', 'ALLOW'],
    ]);
  });

  for (const [how, trap, query, variables] of [
    ['plainly', 'the argument reads what is not shown', searches(`where: ${FILTER}`), {}],
    [
      'inside `or`',
      'only the top of an input is walked',
      searches(`where: { or: [{ date: { from: "2011-11-01" } }, ${FILTER}] }`),
      {},
    ],
    ['inside `not`', 'a negation reads too', searches(`where: { not: ${FILTER} }`), {}],
    [
      'inside `and` in `not` in `or`',
      'depth',
      searches(`where: { or: [{ not: { and: [${FILTER}] } }] }`),
      {},
    ],
    ['for no value at all', 'an empty list reads nothing', searches('where: { caseRef: { in: [] } }'), {}],
    [
      'in a variable',
      'variables are filled in after the rules',
      'query Q($where: SearchWhere) { operation(id: "icarus") { searches { records(where: $where) { totalCount } } } }',
      { where: { not: { caseRef: { in: ['MOCK-1'] } } } },
    ],
    [
      'in a variable inside a literal',
      'a literal is walked, its variables are not',
      'query Q($refs: [CaseRef!]) { operation(id: "icarus") { searches { records(where: { or: [{ caseRef: { in: $refs } }] }) { totalCount } } } }',
      { refs: ['MOCK-1'] },
    ],
    [
      'in the default of a variable',
      'defaults are coerced elsewhere',
      `query Q($where: SearchWhere = ${FILTER}) { operation(id: "icarus") { searches { records(where: $where) { totalCount } } } }`,
      {},
    ],
    [
      'in one country that closes it',
      'the owner is not looked at',
      '{ operation(id: "icarus") { participation(country: "IT") { searches { records(where: { caseRef: { in: ["x"] } }) { totalCount } } } } }',
      {},
    ],
    [
      'in every country',
      'participations are not walked',
      `{ operation(id: "icarus") { participations { searches { records(where: ${FILTER}) { totalCount } } } } }`,
      {},
    ],
    [
      'in a fragment, under an alias, beside an open one',
      'the first of two fields is judged',
      `{ operation(id: "icarus") { searches { a: records(where: { date: { from: "2011-11-01" } }) { totalCount } ...F } } } fragment F on Searches { date: records(where: ${FILTER}) { totalCount } }`,
      {},
    ],
    [
      'of an operation in a list',
      'operations are not walked',
      `{ operations { nodes { searches { records(where: ${FILTER}) { totalCount } } } } }`,
      {},
    ],
  ] as const) {
    test(`a filter by the reference is refused ${how} (trap: ${trap})`, async () => {
      const outcome = await gateway.ask('NO', query, { variables });
      if (!query.includes('operations {')) expectRefused(outcome, 'Search.caseRef');
      else
        expect(outcome).toMatchObject({
          kind: 'refused',
          code: 'FILTER_NOT_PERMITTED',
          where: 'Search.caseRef',
        });
    });
  }

  test('an order by the reference is refused, as the first key and as the last, in a variable and in a default', async () => {
    for (const order of [
      '[{ field: CASE_REF }]',
      '[{ field: DATE }, { field: CASE_REF, direction: DESC }]',
      '{ field: CASE_REF }',
    ]) {
      mocks.europol.forget();
      expectRefused(await gateway.ask('NO', searches(`orderBy: ${order}`)), 'Search.caseRef', 'sort');
      mocks.europol.forget();
      const query = `query Q($order: [SearchOrder!] = ${order}) { operation(id: "icarus") { searches { records(orderBy: $order) { totalCount } } } }`;
      expectRefused(await gateway.ask('NO', query), 'Search.caseRef', 'sort');
    }
    mocks.europol.forget();
    const query =
      'query Q($field: SearchOrderField!) { operation(id: "icarus") { searches { records(orderBy: [{ field: $field }]) { totalCount } } } }';
    expectRefused(
      await gateway.ask('NO', query, { variables: { field: 'CASE_REF' } }),
      'Search.caseRef',
      'sort',
    );
    expect((await gateway.ask('NO', query, { variables: { field: 'DATE' } })).kind).toBe('answered');
  });

  test('what is left out by @include or @skip is not used', async () => {
    const query = `query Q($no: Boolean! = false) { operation(id: "icarus") { codeName searches @include(if: $no) { records(where: ${FILTER}) { totalCount } } } }`;
    expect((await gateway.ask('NO', query)).kind).toBe('answered');
    mocks.europol.forget();
    expectRefused(await gateway.ask('NO', query, { variables: { no: true } }), 'Search.caseRef');
  });

  test('the same filter is permitted in a country that opens the reference, and to who may have them all', async () => {
    const query = (owner: string): string =>
      `{ operation(id: "icarus") { participation(country: "${owner}") { searches { records(where: ${FILTER}) { totalCount } } } } }`;
    for (const [country, owner] of [
      ['NO', 'DE'],
      ['NO', 'NO'],
      ['DK', 'IT'],
    ] as const) {
      expect(await gateway.ask(country, query(owner))).toMatchObject({
        data: { operation: { participation: { searches: { records: { totalCount: 0 } } } } },
      });
    }
  });

  test('fields that are as open as the list filter and sort it everywhere', async () => {
    const outcome = await gateway.ask(
      'NO',
      searches(
        'where: { warrantBasis: { in: [CONSENT] }, handling: { in: [H0] } }, orderBy: [{ field: PLACE_NUTS2 }]',
      ),
    );
    expect(outcome.kind).toBe('answered');
  });
});

describe('to who is given no record at all', () => {
  const schemas = loadSchemaTexts();
  const schema = buildSchema(`${schemas.access}\n${schemas.operation}`);

  /** Every filter and order that the schema has for a list, by a value that fits its type; with what it reads. */
  function everyArgumentOf(list: List): [args: string, coordinate: string, right: string][] {
    const { type } = RECORDS[list];
    const where = schema.getType(`${type}Where`);
    const order = schema.getType(`${type}OrderField`);
    if (!isInputObjectType(where) || !isEnumType(order)) throw new Error(list);
    const filters = Object.keys(where.getFields()).filter((field) => !['and', 'or', 'not'].includes(field));
    const reads = accessOf(
      readAccessMap(parse(schemas.operation)),
      `${list.charAt(0).toUpperCase()}${list.slice(1)}.records`,
    ).reads;
    return [
      ...filters.map((field): [string, string, string] => {
        const value = /^date$|On$/.test(field) ? '{ from: "2011-11-01" }' : '{ in: [] }';
        return [
          `where: { ${field}: ${value} }`,
          reads.get(`${type}Where.${field}`)?.read?.field ?? '',
          'filter',
        ];
      }),
      ...order
        .getValues()
        .map(({ name }): [string, string, string] => [
          `orderBy: [{ field: ${name} }]`,
          reads.get(`${type}OrderField.${name}`)?.read?.field ?? '',
          'sort',
        ]),
    ];
  }

  for (const [country, why] of [
    ['RS', 'a strategic partner'],
    ['ZZ', 'a country nobody knows, to which even participations are closed'],
  ] as const) {
    test(`${country}, ${why}: every filter and order of every list is refused, of any country, of none, and across them`, async () => {
      let tried = 0;
      for (const list of LISTS) {
        for (const [args, coordinate, right] of everyArgumentOf(list)) {
          for (const place of [
            '',
            'participations',
            'participation(country: "DK")',
            'participation(country: "US")',
          ]) {
            mocks.europol.forget();
            const records = `${list} { records(${args}) { totalCount } }`;
            const query = `{ operation(id: "icarus") { ${place === '' ? records : `${place} { ${records} }`} } }`;
            expectRefused(await gateway.ask(country, query), coordinate, right);
            tried += 1;
          }
        }
      }
      expect(tried).toBeGreaterThan(150);
    });
  }

  test('without arguments the lists are closed, as always', async () => {
    const outcome = await gateway.ask(
      'RS',
      '{ operation(id: "icarus") { arrests { records { totalCount } } } }',
    );
    expect(outcome).toMatchObject({ kind: 'answered', data: { operation: { arrests: { records: null } } } });
  });
});

test('a member that only cross-checks is given no list: its filter reads what is open, and the list stays closed', async () => {
  const outcome = await gateway.ask(
    'GR',
    '{ operation(id: "icarus") { arrests { records(where: { caseRef: { in: ["MOCK-1"] } }) { totalCount } } } }',
    { purpose: 'CROSS_CHECK' },
  );
  expect(outcome).toMatchObject({ kind: 'answered', data: { operation: { arrests: { records: null } } } });
  expect([...mocks.national.values()].flatMap(({ messages }) => messages)).toEqual([]);
});
