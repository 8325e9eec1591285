/** What the evidence says beyond numbers: which fields, under what, by which rules, of which query; and of what was refused. */
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { LedgerEntry, OwnerEntry } from '../../src/ledger/ledger.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';
import { REVISION } from './recorder.ts';

const COUNTRIES = ['DE', 'DK', 'IT', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(COUNTRIES), only: COUNTRIES });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

const lastEntry = (): LedgerEntry => gateway.ledger.entries.at(-1) as LedgerEntry;
const ownerOf = (code: string): OwnerEntry | undefined =>
  lastEntry().owners.find(({ owner }) => owner === code);
const ask = (caller: string, fields: string) =>
  gateway.ask(caller, `{ operation(id: "icarus") { ${fields} } }`);

describe('coordinates', () => {
  test('are the fields that were asked of the owner and not denied, each once', async () => {
    await ask(
      'NO',
      `codeName suspects { records(first: 2) { nodes { caseRef ageBand provenance { system } } } }
       participations { id suspects { count { exact } more: records(first: 3) { nodes { ageBand } } } }`,
    );
    expect(ownerOf('DK')?.coordinates).toEqual([
      'Suspect.caseRef',
      'Suspect.ageBand',
      'Provenance.system',
      'Count.exact',
    ]);
    expect(ownerOf('XE')?.coordinates).toEqual(['Operation.codeName', 'Participation.id']);
  });

  test('of one who may have words alone are words alone', async () => {
    await ask(
      'RS',
      'participations { modusOperandi suspects { count { exact } records { nodes { caseRef } } } }',
    );
    expect(ownerOf('DE')?.coordinates).toEqual(['Participation.modusOperandi']);
    expect(ownerOf('DE')?.denials.map(({ coordinate }) => coordinate)).toContain('Suspects.records');
  });

  test('are none of a system that failed, nor of a country that the query leaves out', async () => {
    mocks.national.get('DE')?.behave({ status: 500 });
    await ask(
      'DK',
      'participation(country: "NO") { modusOperandi } suspects { records(where: { countries: { in: ["DE"] } }) { nodes { ageBand } } }',
    );
    expect(ownerOf('DE')).toMatchObject({ status: 'UNAVAILABLE', coordinates: [], given: 0 });
    expect(ownerOf('NO')?.coordinates).toEqual(['Participation.modusOperandi']);
    expect(ownerOf('IT')).toBeUndefined();
  });

  // Trap: what is kept of a compiled query for the next one, by less than all that it hangs on.
  test('of a query that is asked again are those that came this time', async () => {
    const again = (caller: string) =>
      ask(
        caller,
        `codeName arrests { count { exact } } intelligencePackages(first: 5) { nodes { id } }
         notices { colour } suspects { records(first: 3) { nodes { ageBand interpol { hit } } } }`,
      );
    const given = () => lastEntry().owners.map(({ owner, coordinates }) => [owner, coordinates]);
    await again('DK');
    const first = given();
    for (const code of ['DE', 'XE', 'XO'])
      expect(new Map(first as [string, string[]][]).get(code)).not.toEqual([]);
    await again('RS');
    expect(given()).not.toEqual(first);
    mocks.national.get('DE')?.behave({ status: 500 });
    mocks.interpol.behave({ status: 500 });
    await again('DK');
    // Its packages came with Europol's answer all the same.
    expect(ownerOf('DE')?.coordinates).toEqual(['IntelligencePackage.id']);
    expect(ownerOf('XO')?.coordinates).toEqual([]);
    mocks.national.get('DE')?.behave({});
    mocks.interpol.behave({});
    await again('DK');
    expect(given()).toEqual(first);
  });

  test('of a provider of packages are those of its packages, which Europol gave', async () => {
    await ask('NO', 'intelligencePackages(first: 5) { nodes { id } } arrests { count { exact } }');
    expect(ownerOf('DK')?.coordinates).toEqual(['IntelligencePackage.id', 'Count.exact']);
    expect(ownerOf('IT')?.coordinates).toEqual(['Count.exact']);
  });

  test('of Interpol are those of its notices and of its index', async () => {
    await ask('DK', 'notices { colour } suspects { records(first: 3) { nodes { interpol { hit } } } }');
    expect(ownerOf('XO')?.coordinates).toEqual(['Notice.colour', 'InterpolReference.hit']);
  });
});

test('references name each record that was given, sorted, whatever place it stands at', async () => {
  const outcome = await ask(
    'DK',
    'suspects { records(first: 3) { nodes { ageBand } } again: records(first: 2) { nodes { caseRef } } }',
  );
  expect(outcome.kind).toBe('answered');
  const all = lastEntry().owners.flatMap(({ references, given }) => {
    expect(references).toHaveLength(given);
    expect([...references].sort()).toEqual(references);
    return references;
  });
  expect(all).toHaveLength(3);
  expect(new Set(all).size).toBe(3);
});

test('obligations say under what records were given, and how many', async () => {
  const outcome = await ask(
    'DK',
    'searches { records(first: 500) { nodes { caseRef } } again: records(first: 499) { nodes { date } } }',
  );
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const [bound] = outcome.obligations;
  expect(bound?.references.length).toBeGreaterThan(3);
  for (const code of COUNTRIES) {
    const own = bound?.references.filter(({ country }) => country === code).length ?? 0;
    expect([code, ownerOf(code)?.obligations]).toEqual([
      code,
      own === 0 ? [] : [{ obligation: 'NO_JUDICIAL_USE', records: own }],
    ]);
  }
});

test('the entry names the data that the rules were read with, and the query without a value of it', async () => {
  const query = (id: string, ref: string) => `query Name($refs: [CaseReference!]!) {
    of: operation(id: "${id}") { found: crossCheck(refs: $refs) { result } } other: operation(id: "${ref.toLowerCase()}") { id } }`;
  const variables = { refs: [{ country: 'DE', caseRef: 'MOCK-000001' }] };
  await gateway.ask('DK', query('icarus', 'surname-1'), { variables });
  const { policy, query: kept } = lastEntry();
  expect(policy).toBe(REVISION);
  expect(kept?.text).toBe(
    '{ operation_1: operation(id: $1) { crossCheck_2: crossCheck(refs: $2) { result } } operation_3: operation(id: $3) { id } }',
  );
  await gateway.ask('DK', query('icarus', 'surname-2'), {
    variables: { refs: [{ country: 'DE', caseRef: 'MOCK-000002' }] },
  });
  expect(lastEntry().query).toEqual(kept);
});

describe('a query that is refused', () => {
  test('before anybody was asked names its query if it can be read, and no owner', async () => {
    await ask('DK', 'arrests { records(first: 501) { totalCount } }');
    expect(lastEntry()).toMatchObject({
      outcome: 'refused',
      code: 'BAD_USER_INPUT',
      query: null,
      owners: [],
    });
  });

  test('after Europol was asked for the facts names Europol, and that nothing was given', async () => {
    await ask(
      'RS',
      'suspects { records(where: { caseRef: { in: ["MOCK-000001"] } }) { nodes { ageBand } } }',
    );
    expect(lastEntry()).toMatchObject({ outcome: 'refused', code: 'FILTER_NOT_PERMITTED' });
    expect(lastEntry().query?.text).toContain('records(where: $2, first: 50)');
    expect(lastEntry().owners).toMatchObject([
      { owner: 'XE', status: 'ANSWERED', given: 0, coordinates: [] },
    ]);
  });
});

describe('while the ledger is down', () => {
  test('nobody is asked anything, whoever asks', async () => {
    Object.assign(gateway.ledger, { canAppend: () => false });
    const outcome = await ask('DK', 'codeName');
    Object.assign(gateway.ledger, { canAppend: () => true });
    expect(outcome).toEqual({ kind: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE', id: null });
    const systems = [...mocks.national.values(), mocks.europol, mocks.interpol];
    expect(systems.flatMap(({ messages }) => messages)).toEqual([]);
  });

  test('a refusal that cannot be written down is not given either: it says why not', async () => {
    const { append } = gateway.ledger;
    Object.assign(gateway.ledger, { append: () => Promise.reject(new Error('full')) });
    const outcome = await ask('DK', 'arrests { records(first: 501) { totalCount } }');
    Object.assign(gateway.ledger, { append });
    expect(outcome).toEqual({ kind: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE', id: null });
  });
});
