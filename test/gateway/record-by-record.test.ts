/** Records are decided one by one: what goes, what is withheld without a trace, what is asked for, and what comes unasked. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import type { QueryOutcome } from '../../src/gateway/run-query.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

/** One of each way: GraphQL and OData that filter, REST and SOAP by handle, files whole. */
const ONLY = ['LU', 'BE', 'DE', 'FR', 'CH', 'MT', 'IT', 'DK'];
let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ only: ONLY });
  gateway = openTestGateway(mocks, '2011-12-16', 10_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});
beforeEach(() => {
  for (const mock of [...mocks.national.values(), mocks.europol, mocks.interpol]) {
    mock.behave({});
    mock.forget();
  }
});

type Answered = Extract<QueryOutcome, { kind: 'answered' }>;
async function ask(country: string, query: string): Promise<Answered> {
  const outcome = await gateway.ask(country, query);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome;
}
const listOf = (list: string, fields: string): string =>
  `{ operation(id: "icarus") { participations { country { code } ${list} { hit records(first: 500) { totalCount nodes { ${fields} } } } } } }`;

interface List {
  readonly hit: string | null;
  readonly records: {
    readonly totalCount: number;
    readonly nodes: readonly Record<string, unknown>[];
  } | null;
}
function partOf({ data }: Answered, country: string, list: string): List {
  const { participations } = data.operation as {
    participations: ({ country: { code: string } } & Record<string, List>)[];
  };
  const part = participations.find((one) => one.country.code === country)?.[list];
  if (part === undefined) throw new Error(`no ${list} of ${country}`);
  return part;
}
const worldOf = (country: string) => {
  const world = mocks.world.countries.get(country);
  if (world === undefined) throw new Error(`the world holds no ${country}`);
  return world;
};
const ownerEntry = (country: string) =>
  gateway.ledger.entries.at(-1)?.owners.find(({ owner }) => owner === country);

describe('a list', () => {
  test('of records withheld for want of consent says so once, without a number and without a null', async () => {
    const outcome = await ask('FR', listOf('suspects', 'caseRef'));
    const given = worldOf('DE').suspects.filter(
      ({ handling, protected: isProtected }) => (handling === 'H0' || handling === 'H1') && !isProtected,
    );
    expect(partOf(outcome, 'DE', 'suspects').records?.nodes.map(({ caseRef }) => caseRef)).toEqual(
      given.map(({ caseRef }) => caseRef),
    );
    expect(partOf(outcome, 'DE', 'suspects').records?.totalCount).toBe(given.length);
    const place = outcome.withheld.find(({ extensions }) => extensions.countries.includes('DE'));
    expect(place).toMatchObject({
      extensions: {
        code: 'CONSENT_REQUIRED',
        coordinate: 'Suspects.records',
        reason: 'H2_NOT_AN_ADDRESSEE',
        at: { path: ['operation', 'participations', '*', 'suspects', 'records'] },
      },
    });
    expect(JSON.stringify(place)).not.toMatch(
      new RegExp(`\\b${worldOf('DE').suspects.length - given.length}\\b`),
    );
  });

  test('with H3 and protected records only beside those that go leaves no trace of them', async () => {
    const outcome = await ask('DK', listOf('suspects', 'caseRef'));
    const withheld = worldOf('DE').suspects.filter(
      ({ handling, protected: isProtected }) => handling === 'H3' || isProtected,
    );
    expect(withheld.length).toBeGreaterThan(0);
    for (const { caseRef } of withheld) expect(JSON.stringify(outcome)).not.toContain(caseRef);
    // DK is an addressee of every H2: nothing of DE is withheld for want of consent.
    expect(outcome.withheld.flatMap(({ extensions }) => extensions.countries)).not.toContain('DE');
    expect(ownerEntry('DE')).toMatchObject({ withheld: withheld.length });
  });

  test('that consent to single records alone opens holds these, and says what keeps the others', async () => {
    const outcome = await ask('DK', listOf('suspects', 'caseRef ageBand'));
    const consented = worldOf('CH').suspects.filter(({ itemConsents }) =>
      itemConsents.some(({ to }) => to === 'DK'),
    );
    expect(partOf(outcome, 'CH', 'suspects').records?.nodes.map(({ caseRef }) => caseRef)).toEqual(
      consented.map(({ caseRef }) => caseRef),
    );
    expect(outcome.withheld.map(({ extensions }) => [extensions.code, extensions.countries])).toContainEqual([
      'HIT_ONLY',
      ['CH'],
    ]);
    const asked = mocks.national.get('CH')?.messages.length ?? 0;
    expect(asked).toBeGreaterThan(0);
  });

  test('that consent alone would open and does not stays closed by class, and its fields are not asked', async () => {
    const outcome = await ask('DK', listOf('arrests', 'caseRef date'));
    const withoutConsent = partOf(outcome, 'CH', 'arrests');
    expect(withoutConsent.records).toBeNull();
    expect(
      outcome.errors.map(({ extensions }) => [extensions.coordinate, extensions.code, extensions.countries]),
    ).toContainEqual(['Arrests.records', 'HIT_ONLY', ['CH']]);
    mocks.national.get('IT')?.forget();
    const toItaly = await gateway.ask('NO', listOf('arrests', 'caseRef date'));
    expect(toItaly.kind).toBe('answered');
    const fields =
      mocks.national.get('IT')?.messages.flatMap(({ asked }) => asked.flatMap((one) => one.fields)) ?? [];
    expect(fields).toContain('handling');
    expect(fields).not.toContain('date');
  });

  test('obliges for each H1 record of another country, at its place, and for none of its own', async () => {
    const outcome = await ask(
      'DK',
      `{ operation(id: "icarus") { parts: participations { them: suspects { list: records(first: 500) { all: nodes { ref: caseRef } } } } } }`,
    );
    const expected = ONLY.filter((code) => code !== 'DK' && code !== 'CH').flatMap((code) =>
      worldOf(code)
        .suspects.filter(({ handling, protected: isProtected }) => handling === 'H1' && !isProtected)
        .map(({ caseRef }) => `${code} ${caseRef}`),
    );
    const consented = worldOf('CH').suspects.filter(
      ({ handling, itemConsents }) => handling === 'H1' && itemConsents.length > 0,
    );
    const [entry, ...others] = outcome.obligations;
    expect(others).toEqual([]);
    expect(entry?.at.path).toEqual(['operation', 'parts', '*', 'them', 'list', 'all', '*']);
    expect(entry?.references.map(({ country, reference }) => `${country} ${reference}`).sort()).toEqual(
      [...expected, ...consented.map(({ caseRef }) => `CH ${caseRef}`)].sort(),
    );
  });
});

describe('what comes back is judged again', () => {
  test('a system that filters and sends a record that does not go: dropped, and only the evidence knows', async () => {
    const honest = await ask('DK', listOf('searches', 'date'));
    mocks.national
      .get('LU')
      ?.behave({ alter: (body) => body.replaceAll('"code_traitement":"H0"', '"code_traitement":"H3"') });
    const outcome = await ask('DK', listOf('searches', 'date'));
    const count = partOf(honest, 'LU', 'searches').records?.nodes.length ?? 0;
    expect(count).toBeGreaterThan(0);
    expect(partOf(outcome, 'LU', 'searches').records?.nodes).toEqual([]);
    expect(ownerEntry('LU')).toMatchObject({ given: 0, overshared: count });
    expect(JSON.stringify(outcome)).not.toMatch(/OVERSHARED/i);
  });

  test('a row of a handle that was not asked is dropped, the record that was asked is missing, the rest is kept', async () => {
    let message = 0;
    mocks.national.get('DE')?.behave({
      alter: (body) => {
        message += 1;
        return message === 2 ? body.replace(/"F0*1"|"S0*1"|"H0*1"/, '"X9"') : body;
      },
    });
    const outcome = await ask('DK', listOf('searches', 'date'));
    const given = worldOf('DE').searches.filter(({ handling }) => handling !== 'H3');
    expect(partOf(outcome, 'DE', 'searches').records?.nodes.length).toBe(given.length - 1);
    expect(ownerEntry('DE')).toMatchObject({ overshared: 1, status: 'PARTIAL' });
  });

  for (const [what, code] of [
    ['an unknown handling code', '"H9"'],
    ['no handling code', '""'],
    ['a joined code with H3 in it', '"H0+H3"'],
  ] as const) {
    test(`${what} is H3: the record goes to nobody but its owner`, async () => {
      const alter = (body: string): string =>
        body.replaceAll(/"haandteringskode":"H\d"/g, `"haandteringskode":${code}`);
      mocks.national.get('DK')?.behave({ alter });
      const outcome = await ask('DE', listOf('searches', 'date'));
      expect(partOf(outcome, 'DK', 'searches').records?.nodes).toEqual([]);
      mocks.national.get('DK')?.behave({ alter });
      const own = await ask('DK', listOf('searches', 'marking { handling }'));
      const { nodes = [] } = partOf(own, 'DK', 'searches').records ?? {};
      expect(nodes.length).toBe(worldOf('DK').searches.length);
      expect(nodes[0]).toMatchObject({ marking: { handling: expect.arrayContaining(['H3']) } });
    });
  }

  test('two records of one handle are both left out: nobody here can know which is meant', async () => {
    mocks.national.get('DE')?.behave({ alter: (body) => body.replaceAll('"H000002"', '"H000001"') });
    const outcome = await ask('DK', listOf('searches', 'date'));
    const given = worldOf('DE').searches.filter(
      ({ handling, handle }) => handling !== 'H3' && !/00000[12]$/.test(handle),
    );
    expect(partOf(outcome, 'DE', 'searches').records?.nodes.length).toBe(given.length);
    expect(ownerEntry('DE')).toMatchObject({ status: 'PARTIAL' });
  });
});

test('hit is existence: a victims hit asks whether there are any, and no number', async () => {
  const outcome = await ask(
    'DE',
    '{ operation(id: "icarus") { participations { country { code } victims { hit } } } }',
  );
  const { participations } = outcome.data.operation as {
    participations: { country: { code: string }; victims: { hit: string } | null }[];
  };
  for (const { country, victims } of participations) {
    // A file is given whole, whatever is read of it.
    const isWhole = COUNTRIES.get(country.code)?.protocol.selects === 'whole';
    if (!ONLY.includes(country.code) || isWhole) continue;
    const known = worldOf(country.code).victims.identified > 0;
    expect({ code: country.code, victims }).toEqual({
      code: country.code,
      victims: { hit: known ? 'HIT' : 'NO_HIT' },
    });
    const asked = mocks.national
      .get(country.code)
      ?.messages.flatMap((message) => message.asked.flatMap(({ fields }) => fields));
    expect({ code: country.code, asked: new Set(asked) }).toEqual({
      code: country.code,
      asked: new Set(['victimsKnown']),
    });
  }
});

test('hit of a system that filters asks for one handle and no count', async () => {
  await ask('GR', '{ operation(id: "icarus") { participations { searches { hit } } } }');
  for (const code of ['LU', 'BE']) {
    const asked = mocks.national.get(code)?.messages.flatMap((message) => message.asked) ?? [];
    expect(asked.length).toBeGreaterThan(0);
    for (const one of asked)
      expect({ code, count: one.count, filtered: one.filter !== undefined }).toEqual({
        code,
        count: false,
        filtered: true,
      });
  }
});

test('a list that consent to single records opens is open on a page that shows none of them', async () => {
  const outcome = await ask(
    'DK',
    `{ operation(id: "icarus") { participation(country: "CH") { suspects {
      records(first: 1, where: { caseRef: { in: ["none"] } }) { totalCount nodes { placeNuts2 } } } } } }`,
  );
  const consented = worldOf('CH').suspects.filter(({ itemConsents }) =>
    itemConsents.some(({ to }) => to === 'DK'),
  );
  // Trap: more goes than the page shows, so the page is all that comes back with its values.
  expect(consented.length).toBeGreaterThan(2);
  expect(outcome.data.operation).toEqual({
    participation: { suspects: { records: { totalCount: 0, nodes: [] } } },
  });
});
