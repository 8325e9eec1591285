/** What hangs on a query and a country alone is worked out once, and never taken for another's. */
import type { Country } from '../../src/countries/country.ts';
import type { Judge, NationalQuery, PageRules } from '../../src/countries/national-query.ts';
import type { NativeRequest } from '../../src/countries/protocols/native-request.ts';
import { readNational } from '../../src/countries/read-national.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { describe, expect, test } from '../jest.ts';

const ROW = { handle: 'A1', handling: ['H0'], addressees: [], itemConsents: [], protected: false };

/** `code` with a system of which every list is the same rows; `asked` is what its protocol was handed. */
function countryWith(
  code: string,
  rows: number,
): { readonly country: Country; readonly asked: NativeRequest[] } {
  const country = COUNTRIES.get(code);
  if (country === undefined) throw new Error(`no country \`${code}\``);
  const { marking } = country;
  const row = Object.fromEntries(
    Object.entries(ROW).map(([name, value]) => [marking[name as keyof typeof ROW], value]),
  );
  const asked: NativeRequest[] = [];
  const ask: Country['protocol']['ask'] = async (request) => {
    asked.push(request);
    const list = { count: rows, rows: Array.from({ length: rows }, () => row) };
    return { overview: {}, lists: new Map(request.lists.map((one) => [one.list, list])) };
  };
  return { country: { ...country, protocol: { ...country.protocol, ask } }, asked };
}

const arrests = {
  count: true,
  byStatus: false,
  byAgeBand: false,
  facts: true,
  records: ['caseRef', 'date'],
  releasedTo: null,
  hitReleasedTo: null,
} as const;
const query = (): NationalQuery => ({ operation: 'icarus', overview: ['modusOperandi'], lists: { arrests } });
const page = { order: [], reference: 'caseRef', after: null, most: 5, counts: false } as const;
const paged: NationalQuery = { ...query(), lists: { arrests: { ...arrests, page } } };

const send = () => Promise.reject(new Error('nothing is sent here'));
const judge: Judge = (_, facts) => facts.map(() => arrests.records);
const NO_PAGES: PageRules = {
  isPage: () => false,
  pick: () => ({ handles: new Set(), all: null, before: null, hasMore: null }),
};

describe('a query is planned once', () => {
  test('the same object is asked each time, and of a list that gave no page to believe in too', async () => {
    const { country, asked } = countryWith('DK', 1);
    const first = await readNational(country, paged, send, judge, NO_PAGES);
    expect(await readNational(country, paged, send, judge, NO_PAGES)).toEqual(first);
    expect(asked.map(({ lists }) => lists[0]?.filter?.most)).toEqual([5, undefined, 5, undefined]);
    expect(asked[2]).toBe(asked[0]);
    expect(asked[3]).toBe(asked[1]);
  });

  // Trap: kept by the query alone, one country would be asked in the words of another.
  test('for each country by itself', async () => {
    const same = query();
    const of = async (code: string): Promise<unknown> => {
      const { country, asked } = countryWith(code, 1);
      await readNational(country, same, send, judge, NO_PAGES);
      return [asked[0]?.lists[0]?.native, asked[0]?.overview];
    };
    const words = ({ lists, overview }: Country): unknown => [lists.arrests.native, [overview.modusOperandi]];
    for (const code of ['DK', 'SE', 'DK', 'FI'])
      expect(await of(code)).toEqual(words(COUNTRIES.get(code) as Country));
  });

  // Trap: kept by what a query says of its lists, one operation would be asked for another's records.
  test('and for each query by itself, one that says the same included', async () => {
    const { country, asked } = countryWith('DK', 1);
    await readNational(country, query(), send, judge, NO_PAGES);
    await readNational(country, { ...query(), operation: 'daedalus' }, send, judge, NO_PAGES);
    await readNational(country, { ...query(), lists: {} }, send, judge, NO_PAGES);
    expect(asked.map(({ operation, lists }) => [operation, lists.length])).toEqual([
      ['icarus', 1],
      ['daedalus', 1],
      ['icarus', 0],
    ]);
  });
});

describe('a row that came is read as a record', () => {
  // Trap: a memory of handles would take the second for the first.
  test('unless another has its handle: both are dropped', async () => {
    const { country } = countryWith('DK', 2);
    const { lists } = await readNational(country, query(), send, judge, NO_PAGES);
    expect(lists.arrests).toMatchObject({ count: 2, facts: [], records: [], dropped: 2, overshared: 0 });
  });

  test('with a key for every field that is asked, null where nothing came', async () => {
    const { country } = countryWith('DK', 1);
    const { lists } = await readNational(country, query(), send, judge, NO_PAGES);
    expect(lists.arrests?.records).toEqual([{ facts: ROW, values: { caseRef: null, date: null } }]);
  });
});
