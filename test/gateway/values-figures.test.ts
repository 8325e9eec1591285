/** Figures of the answer against the world they come from: cells, and a total that a country does not know. */

import { serveCzechia } from '../../mocks/cz/mock.ts';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import type { NationalWorld } from '../../mocks/world.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { openTestGateway } from './open-test-gateway.ts';
import { PARTICIPANTS } from './plain-rights.ts';

let mocks: Mocks;
let czechia: MockSystem;
beforeAll(async () => {
  mocks = await startMocks();
  czechia = await serveCzechia(worldOf('CZ'), { unknownCounts: ['arrests', 'seizures'] });
});
afterAll(async () => {
  await czechia.close();
  await mocks.close();
});

function worldOf(code: string): NationalWorld {
  return mocks.world.countries.get(code) as NationalWorld;
}

interface Cell {
  readonly count: number;
  readonly status?: string;
  readonly ageBand?: string;
}
interface Figures {
  readonly count: { readonly exact: number | null; readonly reported: string | null };
  readonly completeness: {
    readonly answered: number;
    readonly of: number;
    readonly missing: readonly { readonly country: { readonly code: string }; readonly cause: string }[];
  };
  readonly byStatus: readonly Cell[];
  readonly byAgeBand: readonly Cell[];
}
interface Lists {
  readonly arrests: Figures;
  readonly forensicExams: Figures;
  readonly seizures: Figures;
}
interface Answer {
  readonly operation: Lists & {
    readonly participations: readonly (Lists & { readonly country: { readonly code: string } })[];
  };
  /** Coordinates and countries of what is null for another cause than the owner's. */
  readonly closed: readonly string[];
}

const COUNTED = 'count { exact reported } completeness { answered of missing { country { code } cause } }';
const LISTS = `arrests { ${COUNTED} byStatus { status count } byAgeBand { ageBand count } }
  forensicExams { ${COUNTED} byStatus { status count } } seizures { ${COUNTED} }`;
const QUERY = `{ operation(id: "icarus") { ${LISTS} participations { country { code } ${LISTS} } } }`;

async function ask(national: Mocks['national']): Promise<Answer> {
  const gateway = openTestGateway({ ...mocks, national }, '2011-12-16', 30_000);
  const outcome = await gateway.ask('DE', QUERY);
  await gateway.close();
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  const closed = outcome.errors.map(
    ({ extensions }) => `${extensions.coordinate} ${extensions.countries} ${extensions.code}`,
  );
  return { ...(outcome.data as unknown as Pick<Answer, 'operation'>), closed };
}

const ARREST_STATUSES = ['IN_CUSTODY', 'RELEASED_UNDER_INVESTIGATION', 'CHARGED', 'RELEASED_NO_ACTION'];
const FORENSIC_STATUSES = ['PENDING', 'IN_PROGRESS', 'COMPLETED'];
const AGE_BANDS = ['AGE_18_29', 'AGE_30_44', 'AGE_45_59', 'AGE_60_PLUS'];

/** One cell for each code that occurs, in the order of the enum. */
function cellsOf(
  key: 'status' | 'ageBand',
  order: readonly string[],
  codes: readonly (string | null)[],
): Cell[] {
  return order.flatMap((code) => {
    const count = codes.filter((one) => one === code).length;
    return count === 0 ? [] : [{ [key]: code, count } as unknown as Cell];
  });
}

function cellsOfWorlds(codes: readonly string[]): Record<string, readonly Cell[]> {
  const worlds = codes.map(worldOf);
  const arrests = worlds.flatMap((world) => world.arrests);
  const exams = worlds.flatMap((world) => world.forensicExams);
  return {
    byStatus: cellsOf(
      'status',
      ARREST_STATUSES,
      arrests.map(({ status }) => status),
    ),
    byAgeBand: cellsOf(
      'ageBand',
      AGE_BANDS,
      arrests.map(({ ageBand }) => ageBand),
    ),
    examsByStatus: cellsOf(
      'status',
      FORENSIC_STATUSES,
      exams.map(({ status }) => status),
    ),
  };
}

function cellsGiven({ arrests, forensicExams }: Lists): Record<string, readonly Cell[]> {
  return {
    byStatus: arrests.byStatus,
    byAgeBand: arrests.byAgeBand,
    examsByStatus: forensicExams.byStatus,
  };
}

test('cells by status and age band are those of the world, country by country and in all, in the order of the enum', async () => {
  const { operation, closed } = await ask(mocks.national);
  for (const one of operation.participations) {
    const { code } = one.country;
    expect({ code, ...cellsGiven(one) }).toEqual({ code, ...cellsOfWorlds([code]) });
  }
  expect(cellsGiven(operation)).toEqual(cellsOfWorlds(PARTICIPANTS));
  expect(operation.participations.map(({ country }) => country.code)).toEqual(PARTICIPANTS);
  expect(closed).toEqual([]);
});

describe('a total that a country does not know is not reported', () => {
  const others = (): readonly string[] => PARTICIPANTS.filter((code) => code !== 'CZ');
  const sumOf = (list: 'arrests' | 'seizures' | 'forensicExams', codes: readonly string[]): number =>
    codes.reduce((sum, code) => sum + worldOf(code)[list].length, 0);

  test('which is not zero: its own count is null, NOT_REPORTED and explained by nothing but that', async () => {
    const { operation, closed } = await ask(new Map([...mocks.national, ['CZ', czechia]]));
    const own = operation.participations.find(({ country }) => country.code === 'CZ');
    for (const list of [own?.arrests, own?.seizures]) {
      expect(list).toMatchObject({
        count: { exact: null, reported: 'NOT_REPORTED' },
        completeness: { answered: 0, of: 1, missing: [{ country: { code: 'CZ' }, cause: 'NOT_REPORTED' }] },
      });
    }
    expect(own?.forensicExams).toMatchObject({
      count: { exact: worldOf('CZ').forensicExams.length, reported: 'REPORTED' },
      completeness: { answered: 1, of: 1, missing: [] },
    });
    // Its cells are counted from its records, which it knows.
    expect(own?.arrests.byStatus).toEqual(cellsOfWorlds(['CZ']).byStatus);
    expect(closed).toEqual([]);
  });

  test('a sum holds the others and names it', async () => {
    const { operation } = await ask(new Map([...mocks.national, ['CZ', czechia]]));
    for (const list of ['arrests', 'seizures'] as const) {
      expect(operation[list]).toMatchObject({
        count: { exact: sumOf(list, others()), reported: 'NOT_REPORTED' },
        completeness: { answered: 25, of: 26, missing: [{ country: { code: 'CZ' }, cause: 'NOT_REPORTED' }] },
      });
    }
    expect(operation.forensicExams).toMatchObject({
      count: { exact: sumOf('forensicExams', PARTICIPANTS), reported: 'REPORTED' },
      completeness: { answered: 26, of: 26, missing: [] },
    });
  });

  test('a country that counts nought reports it', async () => {
    const { operation } = await ask(mocks.national);
    const empty = PARTICIPANTS.filter((code) => worldOf(code).arrests.length === 0);
    expect(empty).toContain('IS');
    for (const code of empty) {
      const own = operation.participations.find(({ country }) => country.code === code);
      expect({ code, ...own?.arrests }).toMatchObject({
        code,
        count: { exact: 0, reported: 'REPORTED' },
        completeness: { answered: 1, of: 1, missing: [] },
        byStatus: [],
      });
    }
  });
});
