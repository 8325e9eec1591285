import { serveBelgium } from '../../mocks/be/mock.ts';
import type { MockSystem } from '../../mocks/mock-system.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import { belgium } from '../../src/countries/be/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING } from './against-mock.ts';
import { describeCountry } from './describe-country.ts';
import { askEveryCode } from './every-code.ts';

describeCountry(belgium, serveBelgium, (ask) => {
  test('a list is asked once in each language, with the names of both', async () => {
    const { messages } = await ask({
      arrests: { count: true, byStatus: false, byAgeBand: false, facts: true, records: ['caseRef'] },
    });
    const query =
      '?$select=fiche_id,behandelingscode,bestemmelingen,toestemmingen,beschermd,pv_nummer,num%C3%A9ro_pv' +
      "&$filter=operatie%20eq%20'icarus'&$count=true";
    expect(messages.map(({ path }) => path).sort()).toEqual([
      `/odata/v4/aanhoudingen${query}`,
      `/odata/v4/arrestations${query}`,
    ]);
    for (const { asked } of messages) {
      expect(asked).toEqual([
        {
          list: 'arrests',
          fields: ['handle', 'handling', 'addressees', 'itemConsents', 'protected', 'caseRef'],
          count: true,
        },
      ]);
    }
  });

  test('a whole query is two messages for each list and one for the overview', async () => {
    const { messages } = await ask('everything');
    expect(messages).toHaveLength(11);
    expect(new Set(messages.map(({ path }) => path)).size).toBe(11);
  });

  test('both languages have records of every list, and each record is in one of them', async () => {
    const { mock } = await ask({});
    const sizeOf = async (set: string): Promise<number> =>
      Number(await (await fetch(`${mock.url}/odata/v4/${set}/$count`)).text());
    for (const { native } of Object.values(belgium.lists)) {
      const [dutch = '', french = ''] = native.split('|');
      expect(await sizeOf(dutch)).toBeGreaterThan(0);
      expect(await sizeOf(french)).toBeGreaterThan(0);
    }
    const mixed = await fetch(
      `${mock.url}/odata/v4/arrestations?$filter=pv_nummer ne null or numéro_pv eq null`,
    );
    expect(await mixed.json()).toMatchObject({ value: [] });
  });

  for (const [language, caseRef] of [
    ['Dutch', 'MOCK-AN.00.000001/2011'],
    ['French', 'MOCK-LG.00.000001/2011'],
  ] as const) {
    test(`every code of its lists is read in ${language}`, async () => {
      const { received, expected } = await askEveryCode(belgium, serveBelgium, caseRef);
      expect(received).toEqual(expected);
    });
  }
});

describe('BE when one language answers otherwise', () => {
  const world = makeWorld().countries.get('BE') as NationalWorld;
  let mock: MockSystem;
  beforeAll(async () => {
    mock = await serveBelgium(world);
  });
  afterAll(() => mock.close());
  afterEach(() => mock.behave({}));

  const onlyIn = (set: string, change: (body: string) => string): void =>
    mock.behave({ alter: (body) => (body.includes(`#${set}(`) ? change(body) : body) });

  test('a total is the sum of both; unknown when one does not report it, invalid when one is no count', async () => {
    const arrestsWhen = async (written: string): Promise<unknown> => {
      onlyIn('arrestations', (body) => body.replace(/"@odata.count":\d+/, `"@odata.count":${written}`));
      return (await askOnce(belgium, mock.url, COUNTS)).lists.arrests?.count;
    };
    const dutch = world.arrests.filter(({ caseRef }) => !/-(LG|NA)\./.test(caseRef)).length;
    expect(await arrestsWhen('100')).toBe(dutch + 100);
    expect(await arrestsWhen('null')).toBeNull();
    expect(await arrestsWhen('-1')).toBe(INVALID);
    expect(await arrestsWhen('0.5')).toBe(INVALID);
  });

  test('a list of which one half is missing is no list', async () => {
    onlyIn('arrestations', () => '{"error":{"code":"x","message":"verborgen"}}');
    const { lists } = await askOnce(belgium, mock.url, EVERYTHING);
    expect(lists.arrests).toMatchObject({ count: INVALID, records: [], dropped: 1, invalid: true });
    expect(lists.searches?.records).toHaveLength(world.searches.length);
  });

  test('a code of the other language is read; one of no language is invalid in that record only', async () => {
    onlyIn('arrestations', (body) =>
      body.replace(/"tranche_âge":"[^"]+"/, '"tranche_âge":"60 jaar en ouder"'),
    );
    const read = await askOnce(belgium, mock.url, EVERYTHING);
    expect(read.lists.arrests?.records?.every(({ values }) => values.ageBand !== INVALID)).toBe(true);
    onlyIn('arrestations', (body) => body.replace(/"tranche_âge":"[^"]+"/, '"tranche_âge":"60 Jahre"'));
    const refused = await askOnce(belgium, mock.url, EVERYTHING);
    expect(refused.lists.arrests?.records?.filter(({ values }) => values.ageBand === INVALID)).toHaveLength(
      1,
    );
    expect(refused.lists.arrests?.byAgeBand).toBe(INVALID);
    expect(refused.lists.arrests?.count).toBe(5);
  });
});
