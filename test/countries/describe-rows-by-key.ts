/** What every country promises that is asked for some of its rows: by handle, or by reference. */

import type { MockSystem } from '../../mocks/mock-system.ts';
import type { NationalWorld } from '../../mocks/world.ts';
import type { Country } from '../../src/countries/country.ts';
import { describe, expect, test } from '../jest.ts';
import { askSearches, worldOfSearches } from './ask-rows.ts';
import { askServed, worldOf } from './ask-served.ts';

/** Characters that mean something in a path, a query, a filter, a line or an element; Swiss references name a canton. */
const HOSTILE = [
  'a,b',
  "a'b",
  '"a"',
  'a;b',
  'a/../b',
  'a b  c',
  'a&b=c',
  'a?b#c%2F+d',
  '<a>&amp;</a>',
  ']]>',
  'a|b\\c',
  'a\nb',
  '{a}($b)',
  'é ß Ж ő',
].map((text) => `MOCK-KST-ZH-11-${text}.`);

export function describeRowsByKey(
  country: Country,
  serve: (world: NationalWorld) => Promise<MockSystem>,
): void {
  const many = Array.from({ length: 250 }, (_, index) => ({ caseRef: `MOCK-KST-ZH-11-${index}` }));

  describe(`${country.code} asked for some of its rows`, () => {
    test('by handle: those and no others, and the total counts all', async () => {
      const world = worldOfSearches(country.code, many.slice(0, 5));
      const { rows, count } = await askSearches(country, serve, world, {
        key: 'handle',
        values: ['H000004', 'H000002'],
      });
      expect(rows.map(({ handle }) => handle)).toEqual(['H000002', 'H000004']);
      expect(rows.map(({ caseRef }) => caseRef)).toEqual(['MOCK-KST-ZH-11-1', 'MOCK-KST-ZH-11-3']);
      expect(count).toBe(5);
    });

    test('by a handle no row has, or a part of one: none, and the total counts all', async () => {
      const world = worldOfSearches(country.code, many.slice(0, 3));
      const { rows, count } = await askSearches(country, serve, world, {
        key: 'handle',
        values: ['H00000', 'H9', '', '%', '*'],
      });
      expect({ rows, count }).toEqual({ rows: [], count: 3 });
    });

    test('by 200 handles at once', async () => {
      const world = worldOfSearches(country.code, many);
      const asked = world.searches.slice(20, 220).map(({ handle }) => handle);
      const { rows, count } = await askSearches(country, serve, world, { key: 'handle', values: asked });
      expect(rows.map(({ handle }) => handle)).toEqual(asked);
      expect(count).toBe(250);
    });

    test('by reference, whatever characters it holds', async () => {
      const world = worldOfSearches(
        country.code,
        [...HOSTILE, 'MOCK-KST-ZH-11-a'].map((caseRef) => ({ caseRef })),
      );
      const { rows } = await askSearches(country, serve, world, { key: 'caseRef', values: HOSTILE });
      expect(rows.map(({ caseRef }) => caseRef)).toEqual(HOSTILE);
      for (const reference of HOSTILE) {
        const one = await askSearches(country, serve, world, { key: 'caseRef', values: [reference] });
        expect(one.rows.map(({ caseRef }) => caseRef)).toEqual([reference]);
      }
    });

    test('a reference that two rows share gives both', async () => {
      const shared = { caseRef: 'MOCK-KST-ZH-11-7' };
      const world = worldOfSearches(country.code, [shared, {}, shared]);
      const { rows } = await askSearches(country, serve, world, { key: 'caseRef', values: [shared.caseRef] });
      expect(rows.map(({ handle }) => handle)).toEqual(['H000001', 'H000003']);
    });
  });

  describe(`${country.code}: the marking of its rows`, () => {
    test('addressees and item consents: none, one, or several', async () => {
      const consent = (to: string): { to: string; from: string } => ({ to, from: '2011-09-01' });
      const marking = [
        { handling: 'H0', addressees: [], itemConsents: [], protected: false },
        { handling: 'H2', addressees: ['DK'], itemConsents: [consent('DK')], protected: true },
        {
          handling: 'H2',
          addressees: ['DK', 'DE', 'NO'],
          itemConsents: [consent('DK'), consent('NO')],
          protected: false,
        },
      ] as const;
      const { rows } = await askSearches(country, serve, worldOfSearches(country.code, marking));
      expect(rows.map(({ handle: _, caseRef: __, ...facts }) => facts)).toEqual([
        { handling: ['H0'], addressees: [], itemConsents: [], protected: 'false' },
        { handling: ['H2'], addressees: ['DK'], itemConsents: ['DK:2011-09-01:'], protected: 'true' },
        {
          handling: ['H2'],
          addressees: ['DK', 'DE', 'NO'],
          itemConsents: ['DK:2011-09-01:', 'NO:2011-09-01:'],
          protected: 'false',
        },
      ]);
    });
  });

  describe(`${country.code}: whether there is any victim`, () => {
    test.each([
      [0, 'false'],
      [1, 'true'],
      [7, 'true'],
    ])('of %i identified it says %s, and no more', async (identified, known) => {
      const world = worldOf(country.code, { victims: { identified, safeguarded: 0 } });
      const query = { operation: 'icarus', overview: ['victimsKnown'], lists: {} } as const;
      const { answer } = await askServed(country, serve, query, { world });
      expect((await answer).overview).toEqual({ victimsKnown: known });
    });
  });
}
