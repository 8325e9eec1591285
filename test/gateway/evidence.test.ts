/** The evidence has every owner of whom something was asked, and its numbers are those of the answer and of what was sent. */

import { makePackages } from '../../mocks/europol/make-packages.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { LedgerEntry, OwnerEntry } from '../../src/ledger/ledger.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

const COUNTRIES = ['DE', 'FR', 'IT', 'NO'];

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  // Denmark takes part and provides every package; its system is down.
  mocks = await startMocks({ world: worldOf(['DK', ...COUNTRIES]), only: COUNTRIES });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

interface Evidence {
  readonly operation: Record<string, unknown>;
  readonly owners: ReadonlyMap<string, OwnerEntry>;
}

async function ask(caller: string, fields: string, purpose = 'OPERATIONAL_ANALYSIS'): Promise<Evidence> {
  const outcome = await gateway.ask(caller, `{ operation(id: "icarus") { ${fields} } }`, { purpose });
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const entry = gateway.ledger.entries.at(-1);
  expect(entry?.owners.map(({ owner }) => owner)).toEqual(
    [...new Set(entry?.owners.map(({ owner }) => owner))].sort(),
  );
  return {
    operation: outcome.data.operation as Record<string, unknown>,
    owners: new Map(entry?.owners.map((one) => [one.owner, one])),
  };
}

const nodesIn = (value: unknown, path: readonly string[]): unknown[] =>
  path.reduce<unknown>((one, step) => (one as Record<string, unknown>)[step], value) as unknown[];
const NOTHING = { given: 0, withheld: 0, overshared: 0, references: [], joins: [], obligations: [] };

describe('Europol', () => {
  test('is in it with the facts, also where nothing else is asked', async () => {
    const { owners } = await ask('DE', 'codeName');
    expect([...owners.values()]).toEqual([
      {
        owner: 'XE',
        status: 'ANSWERED',
        document:
          '{ operation_1: operation(id: $1) { id crimeArea synthetic participations { id country role } codeName } }',
        arguments: ['icarus'],
        coordinates: ['Operation.codeName'],
        ...NOTHING,
        denials: [],
      },
    ]);
  });

  test('is in it with what was asked beyond the facts, and the days that were given', async () => {
    const { operation, owners } = await ask('DE', 'codeName actionDays { date }');
    expect(owners.get('XE')).toMatchObject({
      document: expect.stringMatching(/codeName actionDays \{ date \} \} \}$/),
      given: (operation.actionDays as unknown[]).length,
    });
    expect(owners.get('XE')?.given).toBe(5);
  });

  test('is in it when it is down, and when its second message fails', async () => {
    mocks.europol.behave({ status: 503 });
    await gateway.ask('DE', '{ operation(id: "icarus") { codeName } }');
    expect(gateway.ledger.entries.at(-1)?.owners).toMatchObject([
      { owner: 'XE', status: 'UNAVAILABLE', given: 0 },
    ]);
    mocks.europol.behave({ alter: (body) => (body.includes('"actionDays"') ? 'x' : body) });
    const { owners } = await ask('DE', 'codeName actionDays { date }');
    expect(owners.get('XE')).toMatchObject({ status: 'INVALID', given: 0 });
  });

  test('is not in it where it was not asked', async () => {
    await gateway.ask('DE', '{ viewer { country { code } } none: operation(id: "no slug") { codeName } }');
    expect(gateway.ledger.entries.at(-1)?.owners).toEqual([]);
  });
});

describe('an owner that has only denials', () => {
  test('is in it: Europol, Interpol, and providers of packages', async () => {
    const { owners } = await ask(
      'RS',
      'actionDays { date } notices { colour } intelligencePackages { totalCount }',
    );
    expect([...owners.keys()]).toEqual(['DE', 'DK', 'FR', 'IT', 'NO', 'XE', 'XO']);
    for (const [owner, coordinate] of [
      ['DE', 'Operation.intelligencePackages'],
      ['DK', 'Operation.intelligencePackages'],
      ['XE', 'Operation.actionDays'],
      ['XO', 'Operation.notices'],
    ] as const) {
      expect(owners.get(owner)).toMatchObject({
        ...NOTHING,
        status: owner === 'XE' ? 'ANSWERED' : 'NOT_PERMITTED',
        denials: [{ coordinate, reason: 'REQUESTER_AGREEMENT_CEILING' }],
      });
    }
    expect(owners.get('XO')?.document).toBeNull();
    expect(mocks.interpol.messages).toEqual([]);
  });

  test('a country of which the query asks nothing is not', async () => {
    const { owners } = await ask('DE', 'participations { id role }');
    expect([...owners.keys()]).toEqual(['XE']);
  });
});

describe('Interpol', () => {
  test('is in it with its notices, its entries and the number of references it was sent', async () => {
    const { operation, owners } = await ask(
      'DE',
      'notices { colour } participations { country { code } suspects { records(first: 100) { nodes { caseRef interpol { hit } } } } }',
    );
    const sent = mocks.interpol.messages.flatMap(({ references }) => references ?? []);
    const entries = (operation.participations as unknown[]).flatMap((one) =>
      (one as { suspects: { records: unknown } }).suspects.records === null
        ? []
        : nodesIn(one, ['suspects', 'records', 'nodes']).filter(
            (node) => (node as { interpol: unknown }).interpol !== null,
          ),
    );
    expect(owners.get('XO')).toMatchObject({
      status: 'ANSWERED',
      document: '{ index { hit } notices { colour } }',
      given: entries.length + 4,
      arguments: sent.map(({ country, caseRef }) => JSON.stringify([country, caseRef])),
      joins: COUNTRIES.map((owner) => ({
        owner,
        references: sent.filter(({ country }) => country === owner).length,
      })).filter(({ references }) => references > 0),
    });
    expect(sent.length).toBeGreaterThan(50);
    for (const owner of COUNTRIES) {
      const own = sent.filter(({ country }) => country === owner).length;
      expect([owner, owners.get(owner)?.joins]).toEqual([
        owner,
        own === 0 ? [] : [{ owner: 'XO', references: own }],
      ]);
    }
  });

  test('that is down was sent what it was sent', async () => {
    mocks.interpol.behave({ status: 503 });
    const { owners } = await ask(
      'DE',
      'notices { colour } suspects { records(first: 3) { nodes { interpol { hit } } } }',
    );
    expect(owners.get('XO')).toMatchObject({
      status: 'UNAVAILABLE',
      given: 0,
      joins: [{ owner: 'DE', references: 3 }],
    });
  });
});

describe('a page across countries', () => {
  test('gives the records that the answer shows, and no other; only theirs travel', async () => {
    const { operation, owners } = await ask(
      'DE',
      'suspects { records(first: 3) { totalCount nodes { caseRef provenance { country { code } } interpol { hit } } } }',
    );
    const nodes = nodesIn(operation, ['suspects', 'records', 'nodes']) as {
      caseRef: string;
      provenance: unknown;
    }[];
    expect(nodes).toHaveLength(3);
    const sent = mocks.interpol.messages.flatMap(({ references }) => references ?? []);
    const shown = nodes.map(({ caseRef }) => ({ country: 'DE', caseRef }));
    expect(nodes.map(({ provenance }) => provenance)).toEqual(Array(3).fill({ country: { code: 'DE' } }));
    expect(sent.filter((one) => !shown.some(({ caseRef }) => caseRef === one.caseRef))).toEqual([]);
    expect(sent.length).toBeGreaterThan(0);
    expect([owners.get('DE')?.given, owners.get('FR')?.given]).toEqual([3, 0]);
  });

  test('reaches into the next country where the first has too few', async () => {
    const germany = mocks.world.countries.get('DE')?.suspects.length ?? 0;
    const first = germany + 2;
    const { operation, owners } = await ask(
      'DE',
      `suspects { records(first: ${first}) { nodes { identifiedOn } } }`,
    );
    expect(nodesIn(operation, ['suspects', 'records', 'nodes'])).toHaveLength(first);
    expect([owners.get('DE')?.given, owners.get('FR')?.given, owners.get('IT')?.given]).toEqual([
      germany,
      2,
      0,
    ]);
  });

  test('beside the same page of each country gives what both show', async () => {
    const page = 'suspects { records(first: 3) { nodes { identifiedOn } } }';
    const { owners } = await ask('DE', `${page} participations { country { code } ${page} }`);
    for (const code of ['DE', 'FR']) expect([code, owners.get(code)?.given]).toEqual([code, 3]);
  });
});

describe('what is given', () => {
  test('counts a record once, at however many places it stands', async () => {
    const ref = mocks.world.countries.get('DE')?.suspects[0]?.caseRef;
    const { owners } = await ask(
      'DE',
      `crossCheck(refs: [{ country: "DE", caseRef: ${JSON.stringify(ref)} }]) { suspect { identifiedOn } }
       suspects { records(first: 2) { nodes { caseRef } } more: records(first: 5) { nodes { identifiedOn } } }
       participations { country { code } suspects { records(first: 4) { nodes { placeNuts2 } } } }`,
    );
    expect(owners.get('DE')?.given).toBe(5);
    expect(owners.get('NO')?.given).toBe(4);
  });

  test('is nothing where only totals are', async () => {
    const { owners } = await ask(
      'DE',
      'suspects { count { exact } hit records { totalCount pageInfo { hasNextPage } } }',
    );
    for (const code of COUNTRIES) expect([code, owners.get(code)?.given]).toEqual([code, 0]);
  });

  test('of packages is what the page shows, of their provider; what does not go is withheld', async () => {
    const all = await ask(
      'NO',
      'intelligencePackages(first: 500) { totalCount nodes { recipient { code } } }',
    );
    const { totalCount } = all.operation.intelligencePackages as { totalCount: number };
    const packages = makePackages(mocks.world);
    const kept = packages.filter(
      ({ handling, recipient }) => handling.includes('H3') || (handling.includes('H2') && recipient !== 'NO'),
    );
    expect(all.owners.get('DK')).toMatchObject({
      given: packages.length - kept.length,
      withheld: kept.length,
      status: 'NOT_ASKED',
      document: null,
    });
    expect(totalCount).toBe(packages.length - kept.length);
    expect(all.owners.get('XE')?.document).toContain('intelligencePackages');
    const page = await ask(
      'NO',
      'intelligencePackages(first: 2) { nodes { id } } again: intelligencePackages(first: 3) { nodes { id } }',
    );
    expect(page.owners.get('DK')?.given).toBe(3);
    expect(page.owners.get('DK')?.withheld).toBe(kept.length);
  });
});

test('a query that fails after countries were asked has an entry that says whom it asked, and that nothing was given', async () => {
  const { append } = gateway.ledger;
  let refused = false;
  Object.assign(gateway.ledger, {
    append: async (entry: LedgerEntry) => {
      if (refused) return append(entry);
      refused = true;
      throw new Error('full');
    },
  });
  const outcome = await gateway.ask(
    'DE',
    '{ operation(id: "icarus") { suspects { records(first: 3) { nodes { interpol { hit } } } } } }',
  );
  Object.assign(gateway.ledger, { append });
  expect(outcome).toMatchObject({ kind: 'failed', code: 'EVIDENCE_LOG_UNAVAILABLE' });
  const entry = gateway.ledger.entries.at(-1);
  expect(entry).toMatchObject({
    outcome: 'failed',
    code: 'EVIDENCE_LOG_UNAVAILABLE',
    operations: ['icarus'],
  });
  const briefly = entry?.owners.map(({ owner, document, given, joins }) => [
    owner,
    document !== null,
    given,
    joins,
  ]);
  expect(briefly).toEqual([
    ['DE', true, 0, [{ owner: 'XO', references: 3 }]],
    // It has no system here: nothing was sent.
    ['DK', false, 0, []],
    ['FR', true, 0, []],
    ['IT', true, 0, []],
    ['NO', true, 0, []],
    ['XE', true, 0, []],
    ['XO', true, 0, [{ owner: 'DE', references: 3 }]],
  ]);
});
