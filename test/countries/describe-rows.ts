/** What a country that cannot filter by marking promises about single rows: asked by key, and with their marking. */

import type { Arrest, Marking, NationalWorld } from '../../mocks/world.ts';
import { type Country, nativeNamesOf } from '../../src/countries/country.ts';
import type { NativeListRequest } from '../../src/countries/protocols/native-request.ts';
import type { NativeAnswer } from '../../src/countries/protocols/protocol.ts';
import { toCodes } from '../../src/countries/read-values.ts';
import type { ListName } from '../../src/terms.ts';
import { describe, expect, test } from '../jest.ts';
import {
  handlesOf as handlesOfList,
  rowsOf,
  type Serve,
  totalOf as totalOfList,
  whileServed,
} from './ask-native.ts';
import { askServed, worldOf } from './ask-served.ts';
import { handleOf, longHandleOf, worldWithArrests } from './world-with-arrests.ts';

/** Texts that mean something to a query string, a field list, a path, JSON, XML or a number reader. */
const HOSTILE = [
  'a,b',
  'a',
  'b',
  'a:b',
  'a|b',
  'a(b)',
  '),x(',
  'a&b=c',
  'a;b',
  'a#b?c/d',
  '../..',
  'a b+c',
  'a%2Cb',
  '100%',
  '"a"',
  "'a'",
  '<a/>',
  '{"a":[1]}',
  'a\\b',
  '007',
  'null',
  '*',
  '[a]',
  'ž ü æ 日本 😀',
];

/** Enough for a second page; a comma, a bracket and an ampersand inside one of them. */
const KEYS = ['A1', 'A2', 'A3', 'A4', 'A5', 'x,y)&z'];

/** `paths`: the messages that ask the handles of the arrests named by `KEYS` and their total, as the country writes them. */
export function describeRows(country: Country, serve: Serve, paths: readonly string[]): void {
  const { handle, addressees, itemConsents } = country.marking;
  const [caseRef = ''] = nativeNamesOf(country, country.lists.arrests, 'caseRef');

  const listOf = (list: ListName, asked: Partial<NativeListRequest>) => rowsOf(country, list, asked);
  const askRows = (
    world: NationalWorld,
    lists: readonly NativeListRequest[],
    overview: readonly string[] = [],
  ) => whileServed(country, serve, world, (ask) => ask(lists, overview));

  const handlesOf = (answer: NativeAnswer, list: ListName = 'arrests') =>
    handlesOfList(country, answer.lists.get(list));
  const totalOf = (answer: NativeAnswer, list: ListName = 'arrests') =>
    totalOfList(country, answer.lists.get(list));

  describe(`${country.code}, single rows`, () => {
    test('only the rows named by handle come, with the fields asked; the total is still that of every record', async () => {
      const only = { fields: [handle], values: ['A2', 'A5', 'A9', 'nobody'] };
      const arrests = listOf('arrests', { fields: [handle, caseRef], count: true, only });
      const { answer, messages } = await askRows(worldWithArrests(country, 12), [arrests]);
      expect(handlesOf(answer)).toEqual(['A2', 'A5', 'A9']);
      expect(answer.lists.get('arrests')?.rows.map((row) => typeof row[caseRef])).toEqual(
        Array(3).fill('string'),
      );
      expect(totalOf(answer)).toBe(12);
      expect(messages.flatMap(({ asked }) => asked)).toEqual(
        messages.map((_, page) => ({
          list: 'arrests',
          fields: ['handle', 'caseRef'],
          count: page === 0,
          only: { fields: ['handle'], values: ['A2', 'A5', 'A9', 'nobody'] },
        })),
      );
      expect(messages).toHaveLength(1);
    });

    test("the question names the keys in the country's own words, on every page", async () => {
      const world = worldWithArrests(country, 9, (index) => (index === 7 ? 'x,y)&z' : `A${index}`));
      const arrests = listOf('arrests', { count: true, only: { fields: [handle], values: KEYS } });
      const { answer, messages } = await askRows(world, [arrests]);
      expect(messages.map(({ path }) => path)).toEqual(paths);
      expect(handlesOf(answer)).toEqual(KEYS);
    });

    test('a row can be named by its reference, and by either of two fields', async () => {
      const world = worldWithArrests(country, 6);
      const references = world.arrests.slice(1, 3).map((arrest) => arrest.caseRef);
      const byReference = listOf('arrests', { only: { fields: [caseRef], values: references } });
      const one = await askRows(world, [byReference]);
      expect(handlesOf(one.answer)).toEqual(['A1', 'A2']);
      expect(one.messages[0]?.asked[0]?.only).toEqual({ fields: ['caseRef'], values: references });
      const either = { fields: [handle, caseRef], values: [...references, 'A5'] };
      const other = await askRows(world, [listOf('arrests', { only: either })]);
      expect(handlesOf(other.answer)).toEqual(['A1', 'A2', 'A5']);
    });

    test('a key that no row has gives none: not all of them, and no failure', async () => {
      await whileServed(country, serve, worldWithArrests(country, 6), async (ask) => {
        for (const value of ['nobody', '', '\ud800', 'A']) {
          const only = { fields: [handle], values: [value] };
          const { answer } = await ask([listOf('arrests', { only, count: true })]);
          const rows = answer.lists.get('arrests')?.rows;
          expect({ value, rows, total: totalOf(answer) }).toEqual({ value, rows: [], total: 6 });
        }
      });
    });

    test('a key may hold any character: it is that key, and no other and no part of the question', async () => {
      const world = worldWithArrests(country, HOSTILE.length, (index) => HOSTILE[index] as string);
      await whileServed(country, serve, world, async (ask) => {
        const named = (values: readonly string[]) =>
          ask([listOf('arrests', { only: { fields: [handle], values } })]);
        const all = await named(HOSTILE);
        expect(handlesOf(all.answer)).toEqual([...HOSTILE].sort());
        expect(all.messages.map(({ path }) => path).join('')).toMatch(/^[!-~]+$/);
        for (const value of HOSTILE) {
          const { answer, messages } = await named([value]);
          expect({ value, came: handlesOf(answer) }).toEqual({ value, came: [value] });
          expect(messages.map(({ asked }) => asked[0]?.only?.values)).toEqual([[value]]);
        }
      });
    });

    test('keys of several lists stay with their list, and a list without keys comes whole', async () => {
      const world = worldWithArrests(country, 5);
      const searches = world.arrests.map((arrest): NationalWorld['searches'][number] => ({
        ...arrest,
        warrantBasis: 'CONSENT',
      }));
      const { answer } = await askRows({ ...world, searches, seizures: [] }, [
        listOf('arrests', { only: { fields: [handle], values: ['A1', 'A3'] } }),
        listOf('searches', { only: { fields: [handle], values: ['A2'] }, count: true }),
        listOf('seizures', { count: true, fields: [] }),
      ]);
      expect(handlesOf(answer)).toEqual(['A1', 'A3']);
      expect(handlesOf(answer, 'searches')).toEqual(['A2']);
      expect([totalOf(answer, 'searches'), totalOf(answer, 'seizures')]).toEqual([5, 0]);
      const whole = await askRows({ ...world, searches }, [
        listOf('arrests', { only: { fields: [handle], values: ['A1'] } }),
        listOf('searches', {}),
      ]);
      expect(handlesOf(whole.answer)).toEqual(['A1']);
      expect(handlesOf(whole.answer, 'searches')).toHaveLength(5);
    });

    test('200 handles are one question; its pages all name them', async () => {
      const world = worldWithArrests(country, 260, handleOf);
      const values = world.arrests.slice(30, 230).map((arrest) => arrest.handle);
      const { answer, messages } = await askRows(world, [
        listOf('arrests', { count: true, only: { fields: [handle], values } }),
      ]);
      expect(handlesOf(answer)).toEqual([...values].sort());
      expect(totalOf(answer)).toBe(260);
      expect(messages.filter(({ asked }) => asked[0]?.count === true)).toHaveLength(1);
      for (const { asked } of messages) expect(asked[0]?.only?.values).toEqual(values);
    });

    test('keys that make a line longer than 6,000 characters go in several, each row comes once', async () => {
      const world = worldWithArrests(country, 500, longHandleOf);
      const searches = world.arrests
        .slice(0, 400)
        .map((arrest): NationalWorld['searches'][number] => ({ ...arrest, warrantBasis: 'CONSENT' }));
      const named = world.arrests.slice(50, 450).map((arrest) => arrest.handle);
      const values = [...named, ...named.slice(0, 300)];
      const few = searches.slice(0, 9).map((search) => search.handle);
      const { answer, messages } = await askRows(
        { ...world, searches },
        [
          listOf('searches', { count: true, only: { fields: [handle], values: few } }),
          listOf('arrests', { count: true, only: { fields: [handle], values } }),
        ],
        [country.overview.victimsKnown],
      );
      expect(handlesOf(answer)).toEqual([...named].sort());
      expect(handlesOf(answer, 'searches')).toEqual([...few].sort());
      expect([totalOf(answer), totalOf(answer, 'searches')]).toEqual([500, 400]);
      expect(answer.overview[country.overview.victimsKnown]).toBeDefined();
      for (const { path } of messages) expect(path.length).toBeLessThanOrEqual(6_100);
      const asked = messages.flatMap((message) => message.asked);
      const keys = asked.filter(({ list }) => list === 'arrests').map(({ only }) => only?.values.join());
      expect(new Set(keys).size).toBeGreaterThan(1);
      expect(asked.filter(({ list, count }) => list === 'arrests' && count)).toHaveLength(1);
      expect(asked.filter(({ list }) => list === 'overview')).toHaveLength(1);
    });

    test('addressees and item consents are a list of texts or one text: none, one or several of them', async () => {
      const to = (country: string) => ({ to: country, from: '2011-09-01' });
      const markings: Partial<Marking>[] = [
        { addressees: [], itemConsents: [] },
        { addressees: ['DK'], itemConsents: [to('DK')] },
        { addressees: ['DK', 'DE'], itemConsents: [to('DK'), to('US')] },
        { addressees: ['DK'], itemConsents: [] },
      ];
      const world = worldWithArrests(country, markings.length);
      const arrests = world.arrests.map((arrest, index): Arrest => ({ ...arrest, ...markings[index] }));
      const { answer } = await askRows({ ...world, arrests }, [
        listOf('arrests', { fields: [handle, addressees, itemConsents] }),
      ]);
      const rows = answer.lists.get('arrests')?.rows ?? [];
      const read = rows.map((row) => [row[handle], toCodes(row[addressees]), toCodes(row[itemConsents])]);
      expect(read).toEqual([
        ['A0', [], []],
        ['A1', ['DK'], ['DK:2011-09-01:']],
        ['A2', ['DK', 'DE'], ['DK:2011-09-01:', 'US:2011-09-01:']],
        ['A3', ['DK'], []],
      ]);
    });

    test('whether there is any victim is asked without their number', async () => {
      for (const [identified, known] of [
        [0, 'false'],
        [3, 'true'],
      ] as const) {
        const { answer, messages } = await askServed(
          country,
          serve,
          { operation: 'icarus', overview: ['victimsKnown'], lists: {} },
          { world: worldOf(country.code, { victims: { identified, safeguarded: 0 } }) },
        );
        expect((await answer).overview).toEqual({ victimsKnown: known });
        expect(messages.flatMap(({ asked }) => asked)).toEqual([
          { list: 'overview', fields: ['victimsKnown'], count: false },
        ]);
      }
    });
  });
}
