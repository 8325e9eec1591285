import { serveEuropol } from '../../mocks/europol/europol.ts';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { makeWorld } from '../../mocks/world.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '../jest.ts';
import { postGraphql } from './post-graphql.ts';

const WORLD = makeWorld();
const PACKAGES = `{ operation(id: "icarus") { intelligencePackages(owners: ["DK"]) {
  id provider recipient disseminatedOn handling handlingText
  marking { handling sourceEvaluation informationEvaluation }
} } }`;

interface Package {
  readonly id: string;
  readonly provider: string;
  readonly recipient: string;
  readonly disseminatedOn: string;
  readonly handling: readonly string[];
  readonly handlingText: string | null;
  readonly marking: {
    readonly handling: readonly string[];
    readonly sourceEvaluation: string;
    readonly informationEvaluation: string;
  };
}

let europol: MockSystem;
beforeAll(async () => {
  europol = await serveEuropol(WORLD);
});
beforeEach(() => europol.forget());
afterAll(() => europol.close());

async function operationOf(query: string): Promise<Record<string, unknown>> {
  const { data, errors } = await postGraphql(europol, query);
  expect(errors).toEqual([]);
  return data?.operation as Record<string, unknown>;
}

async function packages(): Promise<readonly Package[]> {
  return (await operationOf(PACKAGES)).intelligencePackages as readonly Package[];
}

describe('the operation', () => {
  test('is Icarus, concluded, led by Denmark, synthetic', async () => {
    const query = '{ operation(id: "icarus") { id codeName crimeArea leadCountry status synthetic } }';
    expect(await operationOf(query)).toEqual({
      id: 'icarus',
      codeName: 'Icarus',
      crimeArea: 'CSE',
      leadCountry: 'DK',
      status: 'CONCLUDED',
      synthetic: true,
    });
  });

  test('its published totals stand with their source and reading', async () => {
    const { publishedTotals } = await operationOf(
      '{ operation(id: "icarus") { publishedTotals { countries countriesWithResults arrests furtherSuspects source reading } } }',
    );
    expect(publishedTotals).toEqual({
      countries: 26,
      countriesWithResults: 22,
      arrests: 112,
      furtherSuspects: 269,
      source: 'Europol press release of 2011-12-16',
      reading: '269 is read as persons besides the 112; another reading, 269 in all, exists',
    });
  });

  test('its action days are done and lie between 2011-11-07 and 2011-12-09', async () => {
    const { actionDays } = await operationOf('{ operation(id: "icarus") { actionDays { date status } } }');
    const days = actionDays as { date: string; status: string }[];
    expect(days.map(({ status }) => status)).toEqual(days.map(() => 'DONE'));
    const dates = days.map(({ date }) => date);
    expect(dates).toEqual([...new Set(dates)].sort());
    expect([dates[0], dates.at(-1)]).toEqual(['2011-11-07', '2011-12-09']);
  });

  test('every country of icarus.csv takes part, in order of code, Denmark alone as LEAD', async () => {
    const { participations } = await operationOf(
      '{ operation(id: "icarus") { participations { id country role } } }',
    );
    const codes = [...WORLD.table.keys()].sort();
    expect(participations).toEqual(
      codes.map((country) => ({
        id: `icarus.${country}`,
        country,
        role: country === 'DK' ? 'LEAD' : 'PARTICIPANT',
      })),
    );
  });

  test('it is the only one: its id is listed and another id finds nothing', async () => {
    const { data } = await postGraphql(europol, '{ operationIds operation(id: "daedalus") { id } }');
    expect(data).toEqual({ operationIds: ['icarus'], operation: null });
  });
});

describe('intelligence packages', () => {
  test('each country received as many as icarus.csv says', async () => {
    const all = await packages();
    for (const [code, row] of WORLD.table) {
      const received = all.filter(({ recipient }) => recipient === code).length;
      expect({ code, received }).toEqual({ code, received: Number(row.intel_packages_received) });
    }
    expect(all).toHaveLength(388);
  });

  test('ids are dense and in order, and Denmark provided every one', async () => {
    const all = await packages();
    expect(all.map(({ id }) => id)).toEqual(
      all.map((_, index) => `IP-2011-${String(index + 1).padStart(5, '0')}`),
    );
    expect(new Set(all.map(({ provider }) => provider))).toEqual(new Set(['DK']));
  });

  test('all went out at the meeting of 13 to 15 September 2011', async () => {
    const days = new Set((await packages()).map(({ disseminatedOn }) => disseminatedOn));
    expect([...days].sort()).toEqual(['2011-09-13', '2011-09-14', '2011-09-15']);
  });

  test('handling follows the formula, H3 winning, with its words for H3 only, and the marking repeats it', async () => {
    for (const [index, one] of (await packages()).entries()) {
      const i = index + 1;
      const code = i % 25 === 0 ? 'H3' : i % 10 === 4 ? 'H1' : i % 10 === 7 ? 'H2' : 'H0';
      const { id, handling, handlingText, marking } = one;
      expect({ id, handling, handlingText, again: marking.handling }).toEqual({
        id,
        handling: [code],
        handlingText: code === 'H3' ? 'onward use only after consultation' : null,
        again: [code],
      });
    }
  });

  test('every evaluation is one of the 4x4 system', async () => {
    for (const { marking } of await packages()) {
      expect(marking.sourceEvaluation).toMatch(/^[ABCX]$/);
      expect(marking.informationEvaluation).toMatch(/^[1-4]$/);
    }
  });

  for (const [owners, expected] of [
    [['DK'], 388],
    [['SE', 'DK'], 388],
    [['SE', 'DE'], 0],
    [[], 0],
  ] as const) {
    test(`owners ${JSON.stringify(owners)} are providers, not recipients: ${expected} packages`, async () => {
      const { data } = await postGraphql(
        europol,
        'query ($owners: [CountryCode!]!) { operation(id: "icarus") { intelligencePackages(owners: $owners) { id } } }',
        { owners },
      );
      expect(data).toHaveProperty('operation.intelligencePackages.length', expected);
    });
  }

  test('they are the same for every server of the same world', async () => {
    const other = await serveEuropol(makeWorld());
    try {
      const { data } = await postGraphql(other, PACKAGES);
      expect(data).toEqual({ operation: { intelligencePackages: await packages() } });
    } finally {
      await other.close();
    }
  });
});

describe('the journal', () => {
  test('lists every coordinate asked once, in order, and keeps the arguments in the body', async () => {
    const query = `{ a: operation(id: "icarus") { id participations { id } more: participations { role } } }`;
    await postGraphql(europol, query);
    expect(europol.messages).toHaveLength(1);
    expect(europol.messages[0]).toMatchObject({
      method: 'POST',
      path: '/graphql',
      asked: [],
      coordinates: [
        'Query.operation',
        'Operation.id',
        'Operation.participations',
        'Participation.id',
        'Participation.role',
      ],
    });
    expect(JSON.parse(europol.messages[0]?.body ?? '')).toEqual({ query });
  });

  for (const { trap, query, coordinates } of [
    {
      trap: 'a skipped field was still asked',
      query: '{ operation(id: "icarus") { id actionDays @skip(if: true) { date } } }',
      coordinates: ['Query.operation', 'Operation.id', 'Operation.actionDays', 'ActionDay.date'],
    },
    {
      trap: 'a fragment hides its fields',
      query: '{ operation(id: "icarus") { ...F } } fragment F on Operation { publishedTotals { arrests } }',
      coordinates: ['Query.operation', 'Operation.publishedTotals', 'PublishedTotals.arrests'],
    },
    {
      trap: 'a document the schema refuses was still sent',
      query: '{ operation(id: "icarus") { id secret { below } } }',
      coordinates: ['Query.operation', 'Operation.id', 'Operation.secret', '?.below'],
    },
  ]) {
    test(`leaves nothing out: ${trap}`, async () => {
      await postGraphql(europol, query);
      expect(europol.messages.map((message) => message.coordinates)).toEqual([coordinates]);
    });
  }

  for (const { what, path, method, body, status } of [
    { what: 'another path', path: '/', method: 'POST', body: '{"query":"{ operationIds }"}', status: 404 },
    { what: 'another method', path: '/graphql', method: 'PUT', body: '{"query":"{ x }"}', status: 404 },
    { what: 'a body that is no JSON', path: '/graphql', method: 'POST', body: 'nonsense', status: 400 },
    { what: 'a body without a query', path: '/graphql', method: 'POST', body: 'null', status: 400 },
  ]) {
    test(`${what} is refused with ${status} and kept all the same`, async () => {
      const response = await fetch(`${europol.url}${path}`, { method, body });
      expect(response.status).toBe(status);
      expect(europol.messages.map((message) => [message.path, message.body])).toEqual([[path, body]]);
    });
  }
});
