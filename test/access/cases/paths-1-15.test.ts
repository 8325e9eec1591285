/**
 * Hostile cases 1 to 15: polymorphism and indirection. The caller is CH, to whom the references of DK and DE are open and
 * those of NO and LU are closed, beside lists of searches that are open in all four.
 */

import { buildSchema, isInterfaceType, isObjectType, isUnionType, parse, validate } from 'graphql';
import { loadSchemaTexts } from '../../../src/cli/load-schema-texts.ts';
import { afterAll, beforeAll, describe, expect, test } from '../../jest.ts';
import {
  askedOf,
  type Case,
  type CaseResult,
  expectNoReferenceOf,
  openCase,
  referencesOf,
  sentTo,
} from './open-case.ts';

const { access, operation, national, hub, interpol } = loadSchemaTexts();
const SCHEMA = buildSchema(`${access}\n${operation}`);
const ROOT = 'operation(id: "icarus")';

let it: Case;
beforeAll(async () => {
  it = await openCase();
});
afterAll(() => it.close());

const CLOSED = ['NO', 'LU'];

async function expectClosed(query: string): Promise<CaseResult> {
  const result = await it.ask('CH', query);
  expect(result.outcome.kind).toBe('answered');
  for (const owner of CLOSED) expectNoReferenceOf(it.mocks, owner, result);
  return result;
}

describe('1, 2, 3 and 7: no rule hangs on a type that stands for others', () => {
  // Intent: ask a closed field through an interface, a union, or a new type of theirs. Trap: a rule is looked up by the type named in the query.
  for (const [name, text] of [
    ['public', `${access}\n${operation}`],
    ['national', `${access}\n${national}`],
    ['Europol', `${access}\n${hub}`],
    ['Interpol', `${access}\n${interpol}`],
  ] as const) {
    test(`the ${name} contract has no interface and no union`, () => {
      const types = Object.values(buildSchema(text).getTypeMap());
      const abstract = types.filter((type) => isInterfaceType(type) || isUnionType(type));
      expect(abstract.map(({ name: type }) => type)).toEqual([]);
    });
  }

  test('a fragment on another type than the one selected is no valid document', () => {
    const query = parse(`{ ${ROOT} { arrests { records { nodes { ... on Search { caseRef } } } } } }`);
    expect(validate(SCHEMA, query).map(({ message }) => message)).toEqual([
      expect.stringContaining('can never be of type'),
    ]);
  });
});

test('4 one key in sibling fragments takes neither the value nor the null of the other', async () => {
  // Intent: let what is open of DE stand under the key of what is closed of NO. Trap: values are merged by key.
  const { outcome, answer } = await expectClosed(`{ ${ROOT} { participations { country { code }
    ... on Participation { searches { records { nodes { x: caseRef } } } } ... { searches { records { nodes { x: caseRef date } } } } } } }`);
  expect(referencesOf(it.mocks, 'DE').some((one) => answer.includes(one))).toBe(true);
  expect(JSON.stringify(outcome)).toMatch(/"x":null,"date":"\d{4}/);
});

test('5 `__typename` tells neither a type nor an existence', async () => {
  // Intent: see whether NO has arrests at all. Trap: a frame is given where its content is closed.
  const query = `{ ${ROOT} { participations { id arrests { records { __typename nodes { __typename } } } } } }`;
  const { outcome } = await expectClosed(query);
  const parts = (
    outcome as never as {
      data: { operation: { participations: { id: string; arrests: { records: unknown } }[] } };
    }
  ).data;
  const closed = parts.operation.participations.filter(({ id }) => CLOSED.includes(id.slice(-2)));
  expect(closed.map(({ arrests }) => arrests.records)).toEqual([null, null]);
});

test('6 there is no generic entry to a record', async () => {
  // Intent: name a record by an id of its own. Trap: `node(id)`, `_entities`, a look-up that no category guards.
  const entries = Object.keys(SCHEMA.getQueryType()?.getFields() ?? {});
  expect(entries).toEqual(['operation', 'operations', 'disclosures', 'country', 'countries', 'viewer']);
  const [known = ''] = referencesOf(it.mocks, 'NO');
  const cross = (reference: string) =>
    it.ask(
      'RS',
      `{ ${ROOT} { crossCheck(refs: [{ country: "NO", caseRef: ${JSON.stringify(reference)} }]) { result arrest { date } suspect { ageBand } search { date } } } }`,
    );
  const [there, absent] = [await cross(known), await cross('MOCK-NONE')];
  expect({ ...there.outcome, receipt: 0 }).toEqual({ ...absent.outcome, receipt: 0 });
  expect(askedOf(it.mocks, 'NO')).toEqual([]);
  expect(absent.entry.owners.find(({ owner }) => owner === 'NO')?.document ?? null).toBeNull();
});

test('8 and 9 what is computed from a reference is closed where the reference may not travel', async () => {
  // Intent: learn from Interpol whether a suspect of NO is known. Trap: the key of a join is sent whatever its owner says.
  const { answer, entry } = await it.ask(
    'DE',
    `{ ${ROOT} { participations { id suspects { records { nodes { interpol { hit } } } } } } }`,
  );
  const travelled = it.mocks.interpol.messages.flatMap(({ references }) => references ?? []);
  expect([...new Set(travelled.map(({ country }) => country))].sort()).toEqual(['DE', 'DK']);
  const sent = it.mocks.interpol.messages.map(({ body }) => body).join('\n');
  expect(
    CLOSED.flatMap((owner) => referencesOf(it.mocks, owner)).filter((one) => sent.includes(one)),
  ).toEqual([]);
  expect(answer).toContain('"coordinate":"Suspect.interpol"');
  expect(entry.owners.find(({ owner }) => owner === 'XO')).toMatchObject({
    joins: ['DE', 'DK'].map((owner) => ({
      owner,
      references: travelled.filter(({ country }) => country === owner).length,
    })),
  });
});

test('10 a closed reference stands in no obligation, no withheld entry and no marking', async () => {
  // Intent: have H1 records of NO named where the obligation is told. Trap: an obligation names what it binds.
  const { outcome } = await expectClosed(
    `{ ${ROOT} { participations { id searches { records { nodes { date marking { handling } } } } } } }`,
  );
  const { obligations, withheld } = outcome as never as {
    obligations: { references: unknown[]; at: unknown }[];
    withheld: unknown[];
  };
  expect(obligations.length).toBeGreaterThan(0);
  expect(JSON.stringify([obligations, withheld])).not.toMatch(/MOCK-/);
});

test('11 an aggregate over what is closed is closed, and not asked', async () => {
  // Intent: count by status and age where no count is open. Trap: totals by code are read from rows that nobody filters.
  const { outcome, entry } = await it.ask(
    'RS',
    `{ ${ROOT} { arrests { byStatus { status count } byAgeBand { ageBand count } count { exact } } } }`,
  );
  const data = (outcome as never as { data: { operation: unknown } }).data;
  expect(data.operation).toEqual({ arrests: { byStatus: null, byAgeBand: null, count: { exact: null } } });
  expect(['DK', 'DE', 'NO', 'LU'].flatMap((owner) => askedOf(it.mocks, owner))).toEqual([]);
  const countries = entry.owners.filter(({ owner }) => owner !== 'XE');
  expect(countries.length).toBeGreaterThan(0);
  expect(countries.map(({ given, document }) => [given, document])).toEqual(countries.map(() => [0, null]));
});

test('12 no argument reads a closed field', () => {
  // Intent: search a closed value by halves. Trap: filters and orders are judged by nobody. What reads a field says so.
  const fields = Object.values(SCHEMA.getTypeMap()).flatMap((type) =>
    isObjectType(type) && !type.name.startsWith('__') ? Object.values(type.getFields()) : [],
  );
  const reading = fields.flatMap((field) => field.args.map(({ name }) => name));
  const known = [
    'first',
    'id',
    'code',
    'country',
    'refs',
    'where',
    'orderBy',
    'after',
    'of',
    'by',
    'owner',
    'from',
    'to',
  ];
  expect([...new Set(reading)].filter((name) => !known.includes(name))).toEqual([]);
});

test('13 `totalCount`, pages and emptiness are of what is given', async () => {
  // Intent: learn the number of closed records from the frame. Trap: the frame is counted before the release.
  const { outcome } = await it.ask(
    'NO',
    `{ ${ROOT} { participations { id searches { records(first: 500) { totalCount pageInfo { hasNextPage } nodes { date } } } } } }`,
  );
  const parts = (
    outcome as never as {
      data: {
        operation: {
          participations: {
            id: string;
            searches: {
              records: { totalCount: number; nodes: unknown[]; pageInfo: { hasNextPage: boolean } };
            };
          }[];
        };
      };
    }
  ).data.operation.participations;
  for (const { id, searches } of parts.filter((one) => ['DE', 'DK', 'LU'].includes(one.id.slice(-2)))) {
    const all = it.mocks.world.countries.get(id.slice(-2))?.searches ?? [];
    const isFree = ({ handling }: { readonly handling: string }): boolean =>
      handling === 'H0' || handling === 'H1';
    expect([id, searches.records.totalCount, searches.records.pageInfo.hasNextPage]).toEqual([
      id,
      all.filter(isFree).length,
      false,
    ]);
    expect(searches.records.nodes.length).toBe(searches.records.totalCount);
  }
});

test('14 no difference of two sums is the figure of an owner that says no', async () => {
  // Intent: take the sum across countries and those of all but one. Trap: a sum holds what its owner does not give.
  const { outcome } = await it.ask(
    'JP',
    `{ ${ROOT} { arrests { count { exact } completeness { answered of } } participations { id arrests { count { exact } } } } }`,
  );
  const data = (
    outcome as never as { data: { operation: { arrests: unknown; participations: null | unknown[] } } }
  ).data.operation;
  expect(JSON.stringify(data)).not.toMatch(/"exact":\d/);
  expect(sentTo(it.mocks).filter((line) => !line.startsWith('XE'))).toEqual([]);
});

test('15 and 45 nothing can be written', () => {
  // Intent: write what may not be read, and read the payload. Trap: a write happens although its field is closed.
  expect(SCHEMA.getMutationType() ?? null).toBeNull();
  expect(SCHEMA.getSubscriptionType() ?? null).toBeNull();
  for (const text of [national, hub, interpol])
    expect(text).not.toMatch(/\b(Mutation|Subscription|mutation|subscription)\b/);
});
