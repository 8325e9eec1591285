/** What frames a value needs is asked with it: a page, a cell, an object of which nothing is asked but that it is there. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { afterAll, beforeAll, expect, test } from '../jest.ts';
import { worldOf } from './cut-world.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

let mocks: Mocks;
let gateway: TestGateway;
beforeAll(async () => {
  mocks = await startMocks({ world: worldOf(['DE', 'DK']), only: ['DE'] });
  gateway = openTestGateway(mocks, '2011-12-16', 20_000);
});
afterAll(async () => {
  await gateway.close();
  await mocks.close();
});

async function ask(fields: string): Promise<Record<string, unknown>> {
  const outcome = await gateway.ask('DE', `{ operation(id: "icarus") { ${fields} } }`);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome.data.operation as Record<string, unknown>;
}

/** `fields` of the participation of Germany. */
async function askGermany(fields: string): Promise<unknown> {
  const { participations } = (await ask(`participations { country { code } ${fields} }`)) as {
    participations: { country: { code: string } }[];
  };
  const { country: _, ...germany } = participations.find(({ country }) => country.code === 'DE') ?? {};
  return germany;
}

test('hasNextPage is told without a total', async () => {
  expect(
    await askGermany('arrests { records(first: 5) { nodes { date } pageInfo { hasNextPage } } }'),
  ).toMatchObject({
    arrests: { records: { pageInfo: { hasNextPage: true } } },
  });
  expect(await askGermany('arrests { records(first: 5) { pageInfo { hasNextPage } } }')).toEqual({
    arrests: { records: { pageInfo: { hasNextPage: true } } },
  });
  expect(await askGermany('arrests { records(first: 500) { pageInfo { hasNextPage } } }')).toEqual({
    arrests: { records: { pageInfo: { hasNextPage: false } } },
  });
});

for (const nodes of ['{ provenance { system } }', '{ __typename }', '{ marking { __typename } }']) {
  test(`records of which only ${nodes} is asked are there`, async () => {
    const { arrests } = (await askGermany(`arrests { records { totalCount nodes ${nodes} } }`)) as {
      arrests: { records: { totalCount: number; nodes: unknown[] } };
    };
    expect(arrests.records.nodes).toHaveLength(arrests.records.totalCount);
    expect(arrests.records.totalCount).toBeGreaterThan(0);
  });
}

test('cells are there without their code, and without their number', async () => {
  const cells = 'arrests { byStatus { status count } byAgeBand { ageBand count } }';
  const whole = (await askGermany(cells)) as {
    arrests: Record<'byStatus' | 'byAgeBand', Record<string, unknown>[]>;
  };
  const { byStatus, byAgeBand } = whole.arrests;
  expect(byStatus.length).toBeGreaterThan(1);
  const countOf = ({ count }: Record<string, unknown>) => ({ count });
  expect(await askGermany('arrests { byStatus { count } byAgeBand { count } }')).toEqual({
    arrests: { byStatus: byStatus.map(countOf), byAgeBand: byAgeBand.map(countOf) },
  });
  expect(await askGermany('arrests { byStatus { status } byAgeBand { ageBand } }')).toEqual({
    arrests: {
      byStatus: byStatus.map(({ status }) => ({ status })),
      byAgeBand: byAgeBand.map(({ ageBand }) => ({ ageBand })),
    },
  });
});

test('an object of Europol’s or Interpol’s of which nothing is asked but its type is there', async () => {
  expect(
    await ask('actionDays { __typename } publishedTotals { __typename } notices { __typename }'),
  ).toEqual({
    actionDays: Array(5).fill({ __typename: 'ActionDay' }),
    publishedTotals: { __typename: 'PublishedTotals' },
    notices: Array(4).fill({ __typename: 'Notice' }),
  });
});

test('an object of a country’s of which nothing is asked but its type is there, or null with its cause', async () => {
  expect(
    await askGermany(
      'victims { __typename } arrests { records(first: 1) { nodes { offence { __typename } } } }',
    ),
  ).toEqual({
    victims: { __typename: 'Victims' },
    arrests: { records: { nodes: [{ offence: { __typename: 'OffenceCode' } }] } },
  });
  const closed = await gateway.ask(
    'RS',
    '{ operation(id: "icarus") { participations { victims { __typename } } actionDays { __typename } notices { __typename } } }',
  );
  if (closed.kind !== 'answered') throw new Error(closed.kind);
  expect(closed.errors.map(({ path, extensions }) => [path.at(-1), extensions.code])).toEqual(
    expect.arrayContaining([
      ['victims', 'ACCESS_DENIED'],
      ['actionDays', 'ACCESS_DENIED'],
      ['notices', 'ACCESS_DENIED'],
    ]),
  );
});

test('a country is not asked for an object of which nothing is asked but its type', async () => {
  mocks.national.get('DE')?.forget();
  expect(await askGermany('victims { __typename } source { status }')).toEqual({
    victims: { __typename: 'Victims' },
    source: { status: 'NOT_ASKED' },
  });
  expect(mocks.national.get('DE')?.messages).toEqual([]);
});

test('records of which only the entry at Interpol is asked stand in order, whether their reference may travel or not', async () => {
  const listOf = async (fields: string): Promise<Record<string, unknown>[]> => {
    const answer = (await askGermany(`suspects { records(first: 100) { nodes { ${fields} } } }`)) as {
      suspects: { records: { nodes: Record<string, unknown>[] } };
    };
    return answer.suspects.records.nodes;
  };
  const whole = await listOf('identifiedOn interpol { hit }');
  expect(whole.map(({ identifiedOn }) => ({ identifiedOn }))).toEqual(await listOf('identifiedOn'));
  expect(new Set(whole.map(({ interpol }) => interpol === null)).size).toBe(2);
});

test('packages that are walked twice are each given once, with the fields of each walk', async () => {
  const walks = `a: intelligencePackages(first: 2) { totalCount nodes { id } }
    b: intelligencePackages(first: 500) { totalCount nodes { disseminatedOn } }`;
  const { a, b } = (await ask(walks)) as Record<
    'a' | 'b',
    { totalCount: number; nodes: Record<string, unknown>[] }
  >;
  expect([a.nodes.length, a.totalCount]).toEqual([2, b.totalCount]);
  expect(b.nodes).toHaveLength(b.totalCount);
  expect(a.nodes.every(({ id }) => typeof id === 'string')).toBe(true);
  expect(b.nodes.every(({ disseminatedOn }) => typeof disseminatedOn === 'string')).toBe(true);
});
