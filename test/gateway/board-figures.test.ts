import { type Mocks, startMocks } from '../../mocks/start-mocks.ts';
import { makeWorld, type NationalWorld, readCsv, type World } from '../../mocks/world.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { afterAll, beforeAll, describe, expect, test } from '../jest.ts';
import { BOARD, openTestGateway, type TestGateway } from './open-test-gateway.ts';

type List = 'arrests' | 'suspects';
interface Participation {
  readonly country: { readonly code: string };
  readonly source: { readonly status: string };
  readonly arrests: Figures;
  readonly suspects: Figures;
}
interface Figures {
  readonly count: { readonly exact: number | null };
  readonly hit: string | null;
  readonly records: { readonly nodes: readonly { readonly caseRef: string | null }[] } | null;
}

async function boardOf(gateway: TestGateway, country: string): Promise<readonly Participation[]> {
  const outcome = await gateway.ask(country, BOARD);
  if (outcome.kind !== 'answered') throw new Error(JSON.stringify(outcome));
  return (outcome.data.operation as { participations: readonly Participation[] }).participations;
}

function given(board: readonly Participation[]): readonly [arrests: number, suspects: number] {
  const sum = (list: List): number =>
    board.reduce((all, one) => all + (one[list].records?.nodes.length ?? 0), 0);
  return [sum('arrests'), sum('suspects')];
}

/** Every record H0 and free: what is left is the class. */
function withoutMarkings(world: World): World {
  const free = <T extends object>(records: readonly T[]): T[] =>
    records.map((record) => ({
      ...record,
      handling: 'H0',
      addressees: [],
      itemConsents: [],
      protected: false,
    }));
  const countries = [...world.countries].map(([code, one]): [string, NationalWorld] => [
    code,
    { ...one, arrests: free(one.arrests), suspects: free(one.suspects) },
  ]);
  return { ...world, countries: new Map(countries) };
}

// What follows is worked out from the tables: icarus.csv for how many, the formula of the fixture for their markings, and
// the rows of consents.csv and agreements.csv that stand beside each caller. Nothing of the product.

/** How many of a list's `count` records go to `caller`: H3 never, H2 to DK and DE, a protected person to nobody. */
function freeOf(count: number, list: List, caller: string): number {
  let free = 0;
  for (let i = 1; i <= count; i++) {
    const isH3 = i % 25 === 0;
    const isH2 = !isH3 && i % 10 === 7;
    if (isH3 || (isH2 && !['DK', 'DE'].includes(caller))) continue;
    if (!(list === 'suspects' && i % 20 === 11)) free += 1;
  }
  return free;
}

/** Switzerland consents to DK for every suspect with i mod 4 = 2; handling H0 or H1 goes, and H2 by consent too. */
function consentedOf(count: number): number {
  let consented = 0;
  for (let i = 1; i <= count; i++) if (i % 4 === 2 && i % 25 !== 0) consented += 1;
  return consented;
}

function expected(own: string, owners: readonly string[], list: List, itemConsents = false): number {
  const column = list === 'arrests' ? 'arrests' : 'further_suspects';
  return readCsv('icarus.csv').reduce((sum, row) => {
    const count = Number(row[column]);
    if (row.iso2 === own) return sum + count;
    if (itemConsents && row.iso2 === 'CH' && list === 'suspects') return sum + consentedOf(count);
    return owners.includes(row.iso2 ?? '') ? sum + freeOf(count, list, own) : sum;
  }, 0);
}

const MEMBERS_2011 = 'AT BE BG CY CZ DE DK EE ES FI FR GB HU IE IT LU MT NL PL PT SE SK'.split(' ');
/** consents.csv, rows with this requester on 2011-12-16; that of FR to HR ended on 2011-11-30. */
const TO_NO = 'AT BE BG CY CZ DE DK EE ES FI FR GB HU IE LU MT NL PT SE SK'.split(' ');
const TO_HR_CH_IS = ['DK', 'DE', 'NL', 'BE', 'SE', 'FI'];

describe('the board in figures', () => {
  let mocks: Mocks;
  let on2011: TestGateway;
  beforeAll(async () => {
    mocks = await startMocks();
    on2011 = openTestGateway(mocks, '2011-12-16');
  });
  afterAll(async () => {
    await on2011.close();
    await mocks.close();
  });

  test('each country alone, for its own analyst, adds up to the published totals over all protocols', async () => {
    const totals = { arrests: 0, suspects: 0, withResults: 0 };
    for (const code of mocks.national.keys()) {
      const own = (await boardOf(on2011, code)).find(({ country }) => country.code === code);
      const arrests = own?.arrests.records?.nodes.length ?? Number.NaN;
      const suspects = own?.suspects.records?.nodes.length ?? Number.NaN;
      expect({ code, arrests, suspects }).toEqual({
        code,
        arrests: own?.arrests.count.exact,
        suspects: own?.suspects.count.exact,
      });
      totals.arrests += arrests;
      totals.suspects += suspects;
      totals.withResults += arrests + suspects > 0 ? 1 : 0;
    }
    expect(totals).toEqual({ arrests: 112, suspects: 269, withResults: 22 });
    expect(mocks.national.size).toBe(COUNTRIES.size);
  });

  test('a country whose records disagree with its published count is found, and its count is not shown', async () => {
    const denmark = mocks.national.get('DK');
    denmark?.behave({ alter: (body) => body.replace('"antal":19', '"antal":18') });
    const outcome = await on2011.ask('DK', BOARD);
    denmark?.behave({});
    if (outcome.kind !== 'answered') throw new Error(outcome.kind);
    const { participations } = outcome.data.operation as { participations: readonly Participation[] };
    const own = participations.find(({ country }) => country.code === 'DK');
    expect(own?.arrests.count.exact).toBeNull();
    expect(own?.source.status).toBe('PARTIAL');
    expect(outcome.errors).toContainEqual(
      expect.objectContaining({
        extensions: expect.objectContaining({
          code: 'SOURCE_INVALID',
          coordinate: 'Count.exact',
          countries: ['DK'],
        }),
      }),
    );
  });

  for (const [caller, owners, figures] of [
    ['DK', [...MEMBERS_2011, 'HR', 'NO', 'IS'], [112, 244]],
    ['DE', [...MEMBERS_2011, 'HR', 'NO'], [112, 246]],
    ['NO', TO_NO, [87, 179]],
    ['HR', TO_HR_CH_IS, [52, 92]],
    ['CH', TO_HR_CH_IS, [51, 102]],
    ['IS', TO_HR_CH_IS, [51, 90]],
    ['RS', [], [0, 0]],
    ['GR', [], [0, 0]],
  ] as const) {
    test(`with the markings of the fixture ${caller} is given ${figures.join(' and ')} on 2011-12-16`, async () => {
      const byItem = caller === 'DK';
      const worked = [expected(caller, owners, 'arrests'), expected(caller, owners, 'suspects', byItem)];
      expect(worked).toEqual(figures);
      expect(given(await boardOf(on2011, caller))).toEqual(figures);
    });
  }

  test('on 2017-05-01, a third country since that day, DK is given its own and those of HR', async () => {
    const on2017 = openTestGateway(mocks, '2017-05-01');
    const figures = [expected('DK', ['HR'], 'arrests'), expected('DK', ['HR'], 'suspects', true)];
    expect(figures).toEqual([20, 10]);
    expect(given(await boardOf(on2017, 'DK'))).toEqual(figures);
    await on2017.close();
  });

  test('RS has no count, GR hit or no hit and no count', async () => {
    for (const one of await boardOf(on2011, 'RS')) {
      expect([one.arrests.count.exact, one.suspects.count.exact, one.arrests.hit]).toEqual([
        null,
        null,
        null,
      ]);
    }
    const hits = (await boardOf(on2011, 'GR')).filter(({ arrests }) => arrests.hit === 'HIT');
    const table = readCsv('icarus.csv').filter((row) => freeOf(Number(row.arrests), 'arrests', 'GR') > 0);
    expect(hits.map(({ country }) => country.code)).toEqual(table.map((row) => row.iso2).sort());
    for (const one of await boardOf(on2011, 'GR')) expect(one.arrests.count.exact).toBeNull();
  });
});

test('by the class alone: DK and DE 112 and 257, NO 94 and 209, RS none, DK as a third country 20 and 7', async () => {
  const mocks = await startMocks({ world: withoutMarkings(makeWorld()) });
  const [on2011, on2017] = [openTestGateway(mocks, '2011-12-16'), openTestGateway(mocks, '2017-05-01')];
  expect(given(await boardOf(on2011, 'DK'))).toEqual([112, 257]);
  expect(given(await boardOf(on2011, 'DE'))).toEqual([112, 257]);
  expect(given(await boardOf(on2011, 'NO'))).toEqual([94, 209]);
  expect(given(await boardOf(on2011, 'RS'))).toEqual([0, 0]);
  expect(given(await boardOf(on2017, 'DK'))).toEqual([20, 7]);
  await on2011.close();
  await on2017.close();
  await mocks.close();
});
