/** What every country keeps to that can be told which rows are wanted: by key, by marking, by condition. */

import fc from 'fast-check';
import type { Arrest } from '../../../mocks/world.ts';
import { type Country, nativeNamesOf } from '../../../src/countries/country.ts';
import { describe, expect, test } from '../../jest.ts';
import { askOnce } from '../against-mock.ts';
import { askNative, handlesOf, type Serve } from '../ask-native.ts';
import { worldOf } from '../ask-served.ts';
import {
  conditions,
  fits,
  goes,
  HOSTILE,
  lacksConsentOnly,
  markedWorlds,
  releases,
  toNativeCondition,
  toNativeRelease,
} from './marked-worlds.ts';

const RUNS = { numRuns: 60 };

/** Arrests of a country, each like the first of Denmark's but for what `differences` says. */
export function arrestsOf(differences: readonly Partial<Arrest>[]): readonly Arrest[] {
  const [first] = worldOf('DK').arrests;
  return differences.map((fields, index) => ({ ...first, handle: `A${index + 1}`, ...fields }) as Arrest);
}

export function describeRows(country: Country, serve: Serve): void {
  const { code, marking } = country;
  const references = nativeNamesOf(country, country.lists.arrests, 'caseRef');
  const handles = (records: readonly Arrest[]): readonly string[] =>
    records.map(({ handle }) => handle).sort();

  describe(`rows of ${code} by key`, () => {
    const world = worldOf(code, {
      arrests: arrestsOf([
        ...HOSTILE.map((caseRef) => ({ caseRef })),
        ...HOSTILE.map((text) => ({ caseRef: `MOCK-LG.${text}` })),
        { caseRef: 'plain' },
      ]),
    });

    test('come by their references, whatever characters these hold, and no other row does', async () => {
      for (const { caseRef, handle } of world.arrests) {
        const only = { fields: references, values: [caseRef] };
        const { answer, messages } = await askNative(country, serve, world, {
          arrests: { fields: [marking.handle, ...references], only },
        });
        const list = answer.lists.get('arrests');
        expect(handlesOf(country, list)).toEqual([handle]);
        const asked = messages.flatMap((message) => message.asked);
        for (const { only: told, filter } of asked) {
          expect(told).toEqual({ fields: ['caseRef'], values: [caseRef] });
          expect(filter).toBeUndefined();
        }
      }
    });

    test('are none when nobody has such a key; the total still counts every record', async () => {
      for (const value of ['', '%', "' or true or '", '\ud800', 'plain ']) {
        const { answer } = await askNative(country, serve, world, {
          arrests: { fields: [marking.handle], count: true, only: { fields: references, values: [value] } },
        });
        const { rows, count, partCounts } = answer.lists.get('arrests') ?? { rows: null, count: null };
        expect(rows).toEqual([]);
        expect(partCounts === undefined ? count : partCounts.reduce(sum, 0)).toBe(world.arrests.length);
      }
    });

    test('come by 200 handles and more, each once', async () => {
      const many = Array.from({ length: 650 }, (_, index) => ({
        handle: `A${String(index).padStart(6, '0')}`,
        caseRef: `MOCK-${index % 3 === 0 ? 'LG' : 'AN'}.${index}`,
      }));
      const crowd = worldOf(code, { arrests: arrestsOf(many) });
      for (const length of [200, 600]) {
        const values = many.slice(0, length).map(({ handle }) => handle);
        const { answer, messages } = await askNative(country, serve, crowd, {
          arrests: { fields: [marking.handle], only: { fields: [marking.handle], values } },
        });
        expect(handlesOf(country, answer.lists.get('arrests'))).toEqual(values);
        const told = messages.flatMap(({ asked }) => asked.flatMap(({ only }) => only?.values ?? []));
        expect([...new Set(told)].sort()).toEqual(values);
        for (const { path } of messages) expect(path.length).toBeLessThan(8_000);
      }
    });
  });

  describe(`rows of ${code} by marking`, () => {
    test('are those that the release lets go, and it is said whether one only lacks a consent', async () => {
      await fc.assert(
        fc.asyncProperty(markedWorlds(code), releases, async (world, release) => {
          const { answer } = await askNative(country, serve, world, {
            arrests: {
              fields: [marking.handle],
              filter: { release: toNativeRelease(country, release) },
            },
          });
          const list = answer.lists.get('arrests');
          expect(handlesOf(country, list)).toEqual(
            handles(world.arrests.filter((one) => goes(one, release))),
          );
          const { consentable } = release;
          expect(list?.consentable).toBe(
            consentable.unprotected || consentable.protected
              ? world.arrests.some((one) => lacksConsentOnly(one, release))
              : undefined,
          );
        }),
        RUNS,
      );
    });

    // trap: `H9` hidden between known codes; a text that begins or ends like a known one
    test('never go with a code that is unknown, H3, or none', async () => {
      const written = ['', 'H9', 'H3', 'H0+H3', 'H0+H9', 'H9+H0', 'H0+H9+H1', 'H0H1', 'H0+', '+H0', 'H01'];
      const arrests = arrestsOf(
        [...written, 'H0+H1+H3', 'h0', 'H0-H1', 'H0+H1+H9', 'H00'].map((handling) => ({
          handling: handling as Arrest['handling'],
          addressees: ['DK'],
        })),
      );
      const { answer } = await askNative(country, serve, worldOf(code, { arrests }), {
        arrests: { fields: [marking.handle], filter: { release: toNativeRelease(country, ANYTHING) } },
      });
      expect(answer.lists.get('arrests')?.rows).toEqual([]);
    });

    // trap: a consent of another length, or with something else in its place, read by position
    test('do not go by a consent that is written otherwise', async () => {
      const from = '2011-09-01';
      const written: Arrest['itemConsents'] = [
        { to: 'DK', from: '0' },
        { to: 'DK', from: '' },
        { to: 'DK', from: '2011-09-0' },
        { to: 'DK', from: '2011-09-01 2012-08-31' },
        { to: 'DK', from, until: '2012' },
        { to: 'DK', from, until: '2012-08-31:' },
        { to: 'DKK', from },
        { to: 'dk', from },
        { to: '', from },
      ];
      const arrests = arrestsOf([
        ...written.map((one) => ({ handling: 'H2', addressees: [], itemConsents: [one] }) as const),
        { handle: 'good', handling: 'H2', addressees: [], itemConsents: [{ to: 'DK', from }] },
      ]);
      const world = worldOf(code, { arrests });
      const { answer } = await askNative(country, serve, world, {
        arrests: { fields: [marking.handle], filter: { release: toNativeRelease(country, ANYTHING) } },
      });
      expect(handlesOf(country, answer.lists.get('arrests'))).toEqual(['good']);
    });

    test('come with their addressees and consents as lists of texts: none, one, several', async () => {
      const arrests = arrestsOf([
        { addressees: [], itemConsents: [] },
        { addressees: ['DK'], itemConsents: [{ to: 'DK', from: '2011-09-01' }] },
        {
          addressees: ['DK', 'DE'],
          itemConsents: [
            { to: 'DK', from: '2011-09-01', until: '2012-08-31' },
            { to: 'NO', from: '2011-12-01' },
          ],
        },
      ]);
      const { answer } = await askNative(country, serve, worldOf(code, { arrests }), {
        arrests: { fields: [marking.addressees, marking.itemConsents] },
      });
      const rows = answer.lists.get('arrests')?.rows ?? [];
      expect(rows.map((row) => [row[marking.addressees], row[marking.itemConsents]])).toEqual([
        [[], []],
        [['DK'], ['DK:2011-09-01:']],
        [
          ['DK', 'DE'],
          ['DK:2011-09-01:2012-08-31', 'NO:2011-12-01:'],
        ],
      ]);
    });
  });

  describe(`rows of ${code} by condition`, () => {
    const days = country.protocol.filters?.days === true;

    test('are those that fit it', async () => {
      await fc.assert(
        fc.asyncProperty(markedWorlds(code), conditions(days), async (world, condition) => {
          const { answer } = await askNative(country, serve, world, {
            arrests: {
              fields: [marking.handle],
              filter: { condition: toNativeCondition(country, condition) },
            },
          });
          expect(handlesOf(country, answer.lists.get('arrests'))).toEqual(
            handles(world.arrests.filter((one) => fits(one, condition))),
          );
        }),
        RUNS,
      );
    });

    // trap: in a system that calls the comparison with nothing unknown, the negation is unknown too
    test('are, of a row without a value, none that has one, and all that have it not', async () => {
      const arrests = arrestsOf([{ ageBand: null }, { ageBand: 'AGE_18_29' }, { ageBand: 'AGE_30_44' }]);
      const fields = nativeNamesOf(country, country.lists.arrests, 'ageBand');
      for (const kind of ['in', 'begins'] as const) {
        const values = Object.keys(country.codes.ageBand).filter((native) => native.startsWith('18-29'));
        const holds = { kind, fields, values };
        const received = [holds, { kind: 'not', of: holds } as const].map(async (condition) => {
          const { answer } = await askNative(country, serve, worldOf(code, { arrests }), {
            arrests: { fields: [marking.handle], filter: { condition } },
          });
          return handlesOf(country, answer.lists.get('arrests'));
        });
        expect(await Promise.all(received)).toEqual([['A2'], ['A1', 'A3']]);
      }
    });

    test('and by key and marking at once, at most so many, beside the total of all', async () => {
      const limit = fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined });
      await fc.assert(
        fc.asyncProperty(
          markedWorlds(code),
          releases,
          conditions(days),
          fc.subarray(['A1', 'A2', 'A3', 'A4', 'A9'], { minLength: 1 }),
          limit,
          async (world, release, condition, values, most) => {
            const { answer } = await askNative(country, serve, world, {
              arrests: {
                fields: [marking.handle],
                count: true,
                only: { fields: [marking.handle], values },
                filter: {
                  release: toNativeRelease(country, release),
                  condition: toNativeCondition(country, condition),
                  ...(most === undefined ? {} : { most }),
                },
              },
            });
            const list = answer.lists.get('arrests');
            const keyed = world.arrests.filter(({ handle }) => values.includes(handle));
            const expected = handles(keyed.filter((one) => goes(one, release) && fits(one, condition)));
            const received = handlesOf(country, list);
            expect(received).toHaveLength(Math.min(expected.length, most ?? Number.POSITIVE_INFINITY));
            expect(expected).toEqual(expect.arrayContaining([...received]));
            // INVARIANT: of the keys, whatever the condition: what is withheld is not found out by asking.
            expect(list?.consentable ?? false).toBe(keyed.some((one) => lacksConsentOnly(one, release)));
            const { count, partCounts } = list ?? {};
            expect(partCounts === undefined ? count : partCounts.reduce(sum, 0)).toBe(world.arrests.length);
          },
        ),
        RUNS,
      );
    });
  });

  describe(`existence in ${code}`, () => {
    test('is one row at most, of the handle alone', async () => {
      const arrests = arrestsOf(
        Array.from({ length: 150 }, (_, index) => ({
          handle: `A${index}`,
          caseRef: index % 2 === 0 ? 'MOCK-LG.1' : 'MOCK-AN.1',
        })),
      );
      const { answer, messages } = await askNative(country, serve, worldOf(code, { arrests }), {
        arrests: {
          fields: [marking.handle],
          filter: { release: toNativeRelease(country, ANYTHING), most: 1 },
        },
      });
      expect(answer.lists.get('arrests')?.rows).toHaveLength(1);
      const asked = messages.flatMap((message) => message.asked);
      expect(new Set(asked.flatMap(({ fields }) => fields))).toEqual(new Set(['handle']));
      for (const { filter, count } of asked) {
        expect(count).toBe(false);
        expect(filter).toContain('DK');
      }
    });

    test('of victims is yes or no, and their number is not asked', async () => {
      for (const [identified, known] of [
        [0, 'false'],
        [7, 'true'],
      ] as const) {
        const mock = await serve(worldOf(code, { victims: { identified, safeguarded: 0 } }));
        try {
          const query = { operation: 'icarus', overview: ['victimsKnown' as const], lists: {} };
          expect((await askOnce(country, mock.url, query)).overview).toEqual({ victimsKnown: known });
          expect(mock.messages.map(({ asked }) => asked)).toEqual([
            [{ list: 'overview', fields: ['victimsKnown'], count: false }],
          ]);
        } finally {
          await mock.close();
        }
      }
    });
  });
}

/** A release that asks nothing but a marking that can be read. */
export const ANYTHING = {
  country: 'DK',
  on: '2011-12-16',
  unprotected: 'nothing',
  protected: 'nothing',
  consentable: { unprotected: false, protected: false },
} as const;

function sum(total: number, part: unknown): number {
  return total + Number(part);
}
