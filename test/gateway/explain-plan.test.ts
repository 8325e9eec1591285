/** What a plan says of messages is what is sent: the first ones to every country, Europol's, and Interpol's but for references. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { NEW_EACH_TIME } from '../../src/countries/first-messages.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import type { ExplainedObject } from '../../src/gateway/explain/explain-answer.ts';
import { type ExplainedPlan, explainPlan } from '../../src/gateway/explain/explain-plan.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, POLICY, type TestGateway } from './open-test-gateway.ts';

const PARTICIPANTS = [...COUNTRIES.keys()].sort();
/** Lists that are asked plainly, filtered and facts first, totals, a filter, a cross-check, notices and packages. */
const QUERY = `{ operation(id: "icarus") {
  codeName notices { colour } intelligencePackages { nodes { disseminatedOn } }
  arrests { records(first: 3, where: { status: { in: [CHARGED] } }, orderBy: [{ field: DATE }]) { nodes { caseRef date } } }
  crossCheck(refs: [{ country: "DE", caseRef: "MOCK-VG-BE-11-000000" }]) { result }
  participations {
    id modusOperandi arrests { byStatus { status count } }
    suspects { count { exact } hit records(first: 2) { nodes { ageBand interpol { hit } } } }
    searches { hit }
  } } }`;

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks();
  gateway = openTestGateway(mocks, '2011-12-16', 2_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

function planFor(
  text: string,
  country = 'DK',
  variables: Readonly<Record<string, unknown>> = {},
): Promise<ExplainedPlan> {
  return explainPlan(
    loadSchemaTexts(),
    POLICY,
    COUNTRIES,
    { text, operationName: null, variables },
    { country, purpose: 'OPERATIONAL_ANALYSIS', date: '2011-12-16', logUp: true },
    { id: 'icarus', crimeArea: 'CSE', participants: PARTICIPANTS },
  );
}

const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

for (const country of ['DK', 'NO']) {
  // Trap: a protocol that asks for an index, a description or a first page before all others.
  test(`what ${country} asks of each country before it has answered is what the plan says, message for message`, async () => {
    const { grafts } = await planFor(QUERY, country);
    for (const mock of mocks.national.values()) {
      mock.forget();
      mock.behave({ hangs: true });
    }
    await gateway.ask(country, QUERY);
    for (const mock of mocks.national.values()) mock.behave({});
    expect(grafts.map(({ owner }) => owner)).toEqual(PARTICIPANTS);
    for (const { owner, questions } of grafts) {
      const planned = questions.flatMap(({ messages }) => messages);
      const headers = new Set(planned.flatMap((one) => Object.keys(one.headers ?? {})));
      const sent = (mocks.national.get(owner)?.messages ?? []).map((one) => ({
        method: one.method,
        path: one.path,
        headers: Object.fromEntries(Object.entries(one.headers).filter(([name]) => headers.has(name))),
        body: one.body,
      }));
      const texts = (all: readonly object[]): string[] =>
        all.map((one) => JSON.stringify(one).replace(ID, NEW_EACH_TIME)).sort();
      const wanted = planned.map(({ method, path, headers: own = {}, body = '' }) => {
        const sorted = Object.fromEntries(sent[0] === undefined ? [] : inOrderOf(sent[0].headers, own));
        return { method, path, headers: sorted, body };
      });
      expect([owner, texts(sent)]).toEqual([owner, texts(wanted)]);
    }
  });
}

/** The same headers in the order of `model`, names in lower case. */
function inOrderOf(
  model: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): [string, string | undefined][] {
  const known = new Map(Object.entries(own).map(([name, value]) => [name.toLowerCase(), value]));
  return Object.keys(model).map((name) => [name, known.get(name)]);
}

test('Europol is sent the messages of the plan, in their order', async () => {
  const { europol } = await planFor(QUERY);
  mocks.europol.forget();
  await gateway.ask('DK', QUERY);
  const sent = mocks.europol.messages.map(({ body }) => (JSON.parse(body) as { query: string }).query);
  expect(sent).toEqual([...europol.facts, europol.second]);
});

test('Interpol is sent what the plan says: of entries and notices the same fields, references of no other owner', async () => {
  const { interpol } = await planFor(QUERY);
  mocks.interpol.forget();
  await gateway.ask('DK', QUERY);
  const [message, ...others] = mocks.interpol.messages;
  const { query } = JSON.parse(message?.body ?? '{}') as { query: string };
  expect(others).toEqual([]);
  expect(query).toContain(`) ${interpol.entry} n0: notices(`);
  expect(query.endsWith(interpol.notices?.replace('query { ', '') ?? 'none')).toBe(true);
  const owners = new Set(message?.references?.map(({ country }) => country));
  expect(owners.size).toBeGreaterThan(5);
  for (const owner of owners) expect(interpol.owners).toContain(owner);
});

test('a plan says nothing that changes from one time to the next', async () => {
  const [once, again] = [await planFor(QUERY), await planFor(QUERY)];
  expect(JSON.stringify(again)).toBe(JSON.stringify(once));
});

test('where nothing is open nobody is asked, and nothing is kept from being joined', async () => {
  const plan = await planFor(
    '{ operation(id: "icarus") { participations { suspects { records { nodes { caseRef } } } } } }',
    'RS',
  );
  expect(plan).toMatchObject({ grafts: [], notContacted: PARTICIPANTS, joining: { isJoined: true } });
  expect(plan.interpol).toEqual({ entry: null, owners: [], notices: null });
});

describe('of one caller is', () => {
  for (const [what, field, coordinate] of [
    ['a cursor that is asked for', 'edges { cursor }', 'SuspectEdge.cursor'],
    ['the end of a page', 'pageInfo { endCursor }', 'PageInfo.endCursor'],
    ['provenance', 'nodes { provenance { asOf } }', 'Suspect.provenance'],
  ] as const)
    test(`${what}: such a query is not joined, and the plan names it`, async () => {
      const text = `{ operation(id: "icarus") { suspects { records(first: 1) { ${field} } } } }`;
      const { joining } = await planFor(text);
      expect([joining.isJoined, joining.because]).toEqual([false, [coordinate]]);
    });
});

test('behind a cursor it is not told how a country is asked, for only its gateway can open it', async () => {
  const text =
    '{ operation(id: "icarus") { participation(country: "IS") { suspects { records(first: 1, after: "x") { nodes { ageBand } } } } } }';
  const { grafts, kept, joining } = await planFor(text);
  expect(grafts).toMatchObject([{ owner: 'IS', questions: [], untold: expect.stringContaining('cursor') }]);
  expect(grafts[0]?.document).toContain('after: "x"');
  expect(joining.because).toEqual(['Suspects.records']);
  expect(kept.filter(({ unless }) => unless !== null).map(({ what }) => what)).toEqual([
    'graft',
    'native plan',
  ]);
});

test('variables that are too long are not kept, and the plan says so', async () => {
  const text =
    'query ($refs: [CaseReference!]!) { operation(id: "icarus") { crossCheck(refs: $refs) { result } } }';
  const refs = Array.from({ length: 50 }, (_, at) => ({
    country: 'DE',
    caseRef: `MOCK-${at}`.padEnd(60, '0'),
  }));
  const { kept } = await planFor(text, 'DK', { refs });
  expect(kept[0]?.unless).toMatch(/too long/);
});

// Trap: what a client calls a field must never stand in code.
test('the code of a record holds names of the schema, and the names of the client stand beside it', async () => {
  const { answer } = await planFor(
    '{ operation(id: "icarus") { suspects { records { nodes { constructor: ageBand caseRef __proto__: offence { iccs } } } } } }',
  );
  const of = (object: ExplainedObject | null | undefined, key: string) =>
    object?.fields.find((field) => field.key === key)?.of;
  const nodes = ['operation', 'suspects', 'records', 'nodes'].reduce(of, answer);
  expect(nodes?.code).toEqual({
    text: 'return { [k[0]]: d.ageBand ?? null, caseRef: d.caseRef ?? null, [k[1]]: d.offence == null ? null : { iccs: d.offence.iccs ?? null } };',
    keys: ['constructor', '__proto__'],
  });
  expect([nodes?.because, of(answer, 'operation')?.because]).toEqual([[], ['no record']]);
});
