import { serveUnitedKingdom } from '../../mocks/gb/mock.ts';
import { makeWorld, type NationalWorld } from '../../mocks/world.ts';
import { unitedKingdom } from '../../src/countries/gb/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { LIST_NAMES } from '../../src/terms.ts';
import { describe, expect, test } from '../jest.ts';
import { askOnce, COUNTS, EVERYTHING } from './against-mock.ts';
import { askMisled, DAYS } from './ask-misled.ts';
import { describeCountry } from './describe-country.ts';
import { describeRows } from './describe-rows.ts';

describeRows(unitedKingdom, serveUnitedKingdom, [
  '/v1/operations/icarus?select=arrests(record_id)&match=arrests(record_id:A1,A2,A3,A4,A5,x%252Cy%2529%26z)&count=arrests',
]);

describeCountry(unitedKingdom, serveUnitedKingdom, (ask) => {
  test('a participant without results reports empty lists and counts of 0: not null, not missing', async () => {
    const { answer, messages } = await ask('everything');
    for (const list of LIST_NAMES) {
      expect({ list, ...answer.lists[list] }).toMatchObject({ list, count: 0, records: [], dropped: 0 });
    }
    expect(answer.lists.arrests).toMatchObject({ byStatus: new Map(), byAgeBand: new Map() });
    expect(messages).toHaveLength(1);
  });

  test('a query names its lists with their fields, and the totals it wants', async () => {
    const { messages } = await ask({
      arrests: { ...DAYS, byStatus: true, records: null, facts: false },
      searches: { ...DAYS, count: true },
    });
    expect(messages.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/operations/icarus?select=arrests(disposal),' +
        'search_warrants_executed' +
        '(record_id,handling_code,permitted_recipients,record_consents,protected_status,date)' +
        '&count=search_warrants_executed',
    ]);
  });

  test('an empty answer in another shape is SOURCE_INVALID, status 500 SOURCE_UNAVAILABLE: neither is zero', async () => {
    const { mock } = await ask(COUNTS.lists);
    for (const alter of [
      () => '{}',
      () => '',
      () => '{"arrests":null}',
      () => '{"arrests":{"results":null}}',
    ]) {
      expect((await askMisled(unitedKingdom, mock, { arrests: DAYS }, { alter })).code).toBe(
        'SOURCE_INVALID',
      );
    }
    const { code } = await askMisled(unitedKingdom, mock, { arrests: DAYS }, { status: 500 });
    expect(code).toBe('SOURCE_UNAVAILABLE');
  });
});

describe('GB if it had results', () => {
  const { countries } = makeWorld();
  const own = countries.get('GB') as NationalWorld;
  const other = countries.get('DE') as NationalWorld;
  const offence = own.profile.offence_ref_2011_memory as string;
  const world: NationalWorld = {
    ...other,
    code: own.code,
    profile: own.profile,
    arrests: other.arrests.map((arrest) => ({ ...arrest, offence, placeNuts2: 'UKI1' })),
  };

  test('its own words would be read: disposals, roles, powers, and regions that begin with UK', async () => {
    const mock = await serveUnitedKingdom(world);
    try {
      const { lists } = await askOnce(unitedKingdom, mock.url, EVERYTHING);
      for (const list of LIST_NAMES) {
        const values = lists[list]?.records?.flatMap((record) => Object.values(record.values)) ?? [];
        expect({ list, count: lists[list]?.count }).toEqual({ list, count: world[list].length });
        expect(values).not.toContain(INVALID);
        expect(values.length).toBeGreaterThan(0);
      }
      expect(
        lists.arrests?.records?.map(({ values }) => [values.status, values.placeNuts2, values.offence]),
      ).toEqual(world.arrests.map(({ status }) => [status, 'UKI1', { national: offence, iccs: '030221' }]));
    } finally {
      await mock.close();
    }
  });

  test('a disposal that is not in the list is INVALID in its own record only', async () => {
    const mock = await serveUnitedKingdom(world);
    try {
      const query = { arrests: { ...DAYS, records: ['status'] } } as const;
      const alter = (body: string): string => body.replace(/"disposal":"[A-Z]+"/, '"disposal":"U-Haft"');
      const { lists } = await askMisled(unitedKingdom, mock, query, { alter });
      expect(lists.arrests?.records?.map(({ values }) => values.status)).toEqual([
        INVALID,
        ...world.arrests.slice(1).map(({ status }) => status),
      ]);
    } finally {
      await mock.close();
    }
  });
});
