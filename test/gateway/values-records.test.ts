/** Records of the answer against the world they come from: their order, their pages, and what stands beside their fields. */

import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld, type NationalWorld, readCsv, type World } from '../../mocks/world.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway, type TestGateway } from './open-test-gateway.ts';

type Row = Readonly<Record<string, unknown>>;

async function ask(gateway: TestGateway, country: string, query: string): Promise<Row> {
  const outcome = await gateway.ask(country, query);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return outcome.data.operation as Row;
}

/** Every list backwards, its handles in their old order: neither the source's order nor that of handles is that of references. */
function backwards(world: World): World {
  const turn = <T extends { readonly handle: string }>(records: readonly T[]): T[] =>
    records.map(({ handle }, place) => ({ ...(records[records.length - 1 - place] as T), handle }));
  const countries = [...world.countries].map(([code, one]): [string, NationalWorld] => [
    code,
    {
      ...one,
      arrests: turn(one.arrests),
      suspects: turn(one.suspects),
      searches: turn(one.searches),
      seizures: turn(one.seizures),
      forensicExams: turn(one.forensicExams),
    },
  ]);
  return { ...world, countries: new Map(countries) };
}

const REFERENCES = {
  arrests: 'caseRef',
  suspects: 'caseRef',
  searches: 'caseRef',
  seizures: 'exhibitRef',
  forensicExams: 'exhibitRef',
} as const;
type List = keyof typeof REFERENCES;
const LISTS = Object.keys(REFERENCES) as readonly List[];

interface Connection {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean };
  readonly nodes: readonly Row[];
}
const connectionOf = (holder: unknown): Connection => (holder as { records: Connection }).records;

describe('records that are given', () => {
  // One of each way to ask: filtered by the source, or facts first; by one message, by pages, by file.
  const CODES = ['CZ', 'DK', 'ES', 'IT', 'MT', 'NL', 'NO', 'PL', 'SE'];
  let mocks: Mocks;
  let gateway: TestGateway;
  beforeAll(async () => {
    mocks = await startMocks({ world: backwards(makeWorld()), only: CODES });
    gateway = openTestGateway(mocks, '2011-12-16', 30_000);
  });
  afterAll(async () => {
    await gateway.close();
    await mocks.close();
  });

  const nodesOf = (list: List): string =>
    `${list} { records(first: 500) { nodes { ${REFERENCES[list]} provenance { country { code } } } } }`;

  test('stand in the order of country, then reference, whatever the source gives first', async () => {
    // One after the other: all of them in one query are too costly.
    for (const list of LISTS) {
      const nodes = nodesOf(list);
      const operation = await ask(
        gateway,
        'DE',
        `{ operation(id: "icarus") { ${nodes} participations { country { code } ${nodes} } } }`,
      );
      const keysOf = (holder: unknown): string[] =>
        ((holder as { records: Connection | null }).records?.nodes ?? []).map((node) => {
          const { country } = node.provenance as { country: { code: string } };
          return `${country.code} ${node[REFERENCES[list]]}`;
        });
      const parts = operation.participations as readonly Row[];
      const keys = parts.flatMap((part) => keysOf(part[list]));
      const owners = CODES.filter((code) => mocks.world.countries.get(code)?.[list].length !== 0);
      expect([...new Set(keys.map((key) => key.slice(0, 2)))]).toEqual(owners);
      // Code units, as everywhere: no language's own order.
      expect(keys).toEqual([...keys].sort());
      expect(keysOf(operation[list])).toEqual(keys.slice(0, 500));
    }
  });
});

describe('a page says whether there are records after it', () => {
  let mocks: Mocks;
  let gateway: TestGateway;
  beforeAll(async () => {
    mocks = await startMocks({ only: ['DK', 'FR', 'NL'] });
    gateway = openTestGateway(mocks, '2011-12-16', 30_000);
  });
  afterAll(async () => {
    await gateway.close();
    await mocks.close();
  });

  const pageOf = async (list: List, first: number, code: string | null): Promise<Connection> => {
    const records = `${list} { records(first: ${first}) { totalCount pageInfo { hasNextPage } nodes { ${REFERENCES[list]} } } }`;
    const operation = await ask(
      gateway,
      'FI',
      `{ operation(id: "icarus") { ${records} participations { country { code } ${records} } } }`,
    );
    if (code === null) return connectionOf(operation[list]);
    const parts = operation.participations as readonly { readonly country: { readonly code: string } }[];
    return connectionOf((parts.find(({ country }) => country.code === code) as unknown as Row)[list]);
  };

  /** Records that are H0 or H1 and free: Finland is no addressee of the fixture's H2, and no record is consented to it. */
  const freeOf = (code: string, list: List): number => {
    const records = mocks.world.countries.get(code)?.[list] ?? [];
    return records.filter(
      ({ handling, protected: flag }) => !flag && (handling === 'H0' || handling === 'H1'),
    ).length;
  };

  // Trap: a source has more records than are given; counted from those, the last page has a next one.
  for (const [code, list] of [
    ['DK', 'arrests'],
    ['DK', 'seizures'],
    ['FR', 'suspects'],
    ['NL', 'searches'],
  ] as const) {
    test(`${list} of ${code}: to the last record that is given, and no further`, async () => {
      const given = freeOf(code, list);
      expect(given).toBeLessThan(mocks.world.countries.get(code)?.[list].length ?? 0);
      for (const [first, shown, hasNextPage] of [
        [1, 1, true],
        [given - 1, given - 1, true],
        [given, given, false],
        [given + 1, given, false],
      ] as const) {
        const page = await pageOf(list, first, code);
        expect({ first, ...page, nodes: page.nodes.length }).toEqual({
          first,
          totalCount: given,
          pageInfo: { hasNextPage },
          nodes: shown,
        });
      }
    });
  }

  test('across countries: to the last record of the last country', async () => {
    const given = ['DK', 'FR', 'NL'].reduce((sum, code) => sum + freeOf(code, 'arrests'), 0);
    for (const [first, hasNextPage] of [
      [freeOf('DK', 'arrests'), true],
      [given - 1, true],
      [given, false],
    ] as const) {
      const page = await pageOf('arrests', first, null);
      expect({ first, ...page, nodes: page.nodes.length }).toEqual({
        first,
        totalCount: given,
        pageInfo: { hasNextPage },
        nodes: first,
      });
    }
  });

  test('an empty list has none', async () => {
    const mocksOfIceland = await startMocks({ only: ['IS'] });
    const alone = openTestGateway(mocksOfIceland, '2011-12-16', 30_000);
    const operation = await ask(
      alone,
      'IS',
      '{ operation(id: "icarus") { participations { country { code } arrests { records { totalCount pageInfo { hasNextPage } nodes { caseRef } } } } } }',
    );
    const parts = operation.participations as readonly { country: { code: string }; arrests: unknown }[];
    expect(connectionOf(parts.find(({ country }) => country.code === 'IS')?.arrests)).toEqual({
      totalCount: 0,
      pageInfo: { hasNextPage: false },
      nodes: [],
    });
    await alone.close();
    await mocksOfIceland.close();
  });
});

describe('beside the fields of a record stand', () => {
  const CODES = ['DE', 'CZ', 'NO', 'MT'];
  const PROFILES = new Map(readCsv('countries.csv').map((row) => [row.iso2, row]));
  let mocks: Mocks;
  let gateway: TestGateway;
  beforeAll(async () => {
    mocks = await startMocks({ only: CODES });
    gateway = openTestGateway(mocks, '2011-12-16', 30_000);
  });
  afterAll(async () => {
    await gateway.close();
    await mocks.close();
  });

  const BESIDE =
    'marking { handling sourceEvaluation informationEvaluation } provenance { country { code } system timeZone asOf }';
  const queryOf = (code: string): string =>
    `{ operation(id: "icarus") { participation(country: "${code}") { ${LISTS.map(
      (list) =>
        `${list} { contact { country { code } unit } records(first: 500) { nodes { ${REFERENCES[list]} ${BESIDE} } } }`,
    ).join(' ')} } } }`;

  for (const code of CODES) {
    test(`of ${code}: its marking, where it comes from, and whom to ask, for every record of every list`, async () => {
      const own = (await ask(gateway, code, queryOf(code))).participation as Row;
      const [profile, world] = [PROFILES.get(code), mocks.world.countries.get(code)];
      for (const list of LISTS) {
        const given = own[list] as { contact: unknown; records: { nodes: readonly Row[] } };
        const nodes = (world?.[list] ?? []).map((record) => ({
          [REFERENCES[list]]: (record as unknown as Row)[REFERENCES[list]],
          marking: {
            handling: [record.handling],
            sourceEvaluation: record.sourceEvaluation,
            informationEvaluation: `INFO_${record.informationEvaluation}`,
          },
          provenance: {
            country: { code },
            system: profile?.mock_system_name,
            timeZone: profile?.timezone,
            asOf: world?.changed.toISOString(),
          },
        }));
        expect({ list, ...given }).toEqual({
          list,
          contact: { country: { code }, unit: profile?.mock_agency_name },
          records: { nodes },
        });
      }
    });
  }
});
