/** Short ways to a value are ways to the same value: each is held against the long one, which is what is promised. */
import fc from 'fast-check';
import { DateTime } from 'luxon';
import type { CountryDefinition } from '../../src/countries/country.ts';
import { INVALID } from '../../src/countries/national-query.ts';
import { toCodes, toDate, toText } from '../../src/countries/read-values.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { describe, expect, test } from '../jest.ts';

type DayFormat = Pick<CountryDefinition, 'dateFormat' | 'timeZone'>;

/** A day by Luxon alone. */
function byLuxon(native: unknown, { dateFormat, timeZone }: DayFormat): unknown {
  if (native === null || native === undefined || native === '') return null;
  const plausible = (date: DateTime): unknown =>
    date.isValid && date.year >= 1900 && date.year <= 2200 ? date.toISODate() : INVALID;
  if (dateFormat === 'epochMilliseconds') {
    const millis = typeof native === 'string' && /^-?\d+$/.test(native) ? Number(native) : native;
    if (typeof millis !== 'number' || !Number.isSafeInteger(millis)) return INVALID;
    return plausible(DateTime.fromMillis(millis, { zone: timeZone }));
  }
  if (typeof native !== 'string') return INVALID;
  const date = DateTime.fromFormat(native, dateFormat, { zone: 'utc' });
  if (dateFormat.includes('H') && date.toFormat(dateFormat) !== native) return INVALID;
  return plausible(date);
}

const OTHER_FORMATS = [
  'yyyyMMdd',
  'd/M/yyyy',
  'M-d-yyyy',
  'yyyy-MM-dd HH:mm',
  'HH:mm dd/MM/yyyy',
  'd.M.yyyy HH:mm',
  'dd.MM.yyyy HH',
  'dd.MM.yyyy mm',
  'dd.MM.yyyy H:mm',
  "dd.MM.yyyy 'kl.' HH:mm",
  'dd MMM yyyy',
  'ddMMM.yyyy',
  'yy-MM-dd',
  'yyyy-MM',
  'yyyy-MM-dd dd',
  'dd.MM.yyyy. .',
  'dd..MM..yyyy',
  'dd*MM*yyyy',
];

/** Made once: what it looks for in a text takes longer to make than a format to be tried. */
const ANY_TEXT = fc.string();

/** Texts that are days of `format`, nearly are, or are put together of its digits and signs in some way. */
function texts(format: string): fc.Arbitrary<unknown> {
  const written = fc
    .date({ min: new Date('1880-01-01'), max: new Date('2220-01-01'), noInvalidDate: true })
    .map((date) => DateTime.fromJSDate(date, { zone: 'utc' }).toFormat(format));
  const sign = fc.constantFrom(...'0123456789-./: \n\u00a0T٣９+'.split(''));
  const filled = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 14, maxLength: 14 }).map((digits) => {
    const rest = [...digits];
    return format.replace(/[yMdHm]/g, () => String(rest.pop() ?? 0));
  });
  const altered = fc
    .tuple(fc.oneof(written, filled), fc.nat(20), fc.constantFrom(0, 1), sign)
    .map(([text, at, cut, one]) => text.slice(0, at) + one + text.slice(at + cut));
  const parts = fc
    .tuple(fc.integer({ min: 1895, max: 2205 }), fc.nat(14), fc.nat(33), fc.nat(25), fc.nat(61))
    .map(([year, month, day, hour, minute]) => {
      const by: Readonly<Record<string, number>> = { y: year, M: month, d: day, H: hour, m: minute };
      return format.replace(/y+|M+|d+|H+|m+/g, (token) =>
        String(by[token.charAt(0)]).padStart(token.length, '0'),
      );
    });
  const none = fc.constantFrom(null, undefined, '', 0, true, 20111216, [], {});
  return fc.oneof(written, filled, altered, parts, ANY_TEXT, none);
}

describe('a day is read as Luxon reads it', () => {
  const own = [...COUNTRIES.values()].filter(({ dateFormat }) => dateFormat !== 'epochMilliseconds');
  for (const dateFormat of new Set([...own.map((country) => country.dateFormat), ...OTHER_FORMATS])) {
    test(`written as ${dateFormat}`, () => {
      const format = { dateFormat, timeZone: 'Europe/Copenhagen' };
      fc.assert(
        fc.property(texts(dateFormat), (native) => {
          expect(toDate(native, format)).toBe(byLuxon(native, format));
        }),
        { numRuns: 1500 },
      );
    });
  }

  test('on every day of four centuries, the days that no month has among them', () => {
    const format = { dateFormat: 'yyyy-MM-dd', timeZone: 'UTC' };
    const two = (number: number): string => String(number).padStart(2, '0');
    for (const year of [1899, 1900, 1904, 2000, 2011, 2012, 2100, 2200, 2201]) {
      for (let month = 0; month <= 13; month++) {
        for (let day = 0; day <= 32; day++) {
          const text = `${year}-${two(month)}-${two(day)}`;
          expect([text, toDate(text, format)]).toEqual([text, byLuxon(text, format)]);
        }
      }
    }
  });

  test('of an instant, the first time and again, in each zone by itself', () => {
    const zones = ['Europe/Lisbon', 'Europe/Sofia', 'America/Nuuk'].map((timeZone) => ({
      dateFormat: 'epochMilliseconds',
      timeZone,
    }));
    const min = Date.parse('1895-01-01');
    const max = Date.parse('2205-01-01');
    const instant = fc.oneof(
      fc.integer({ min, max }),
      fc.integer({ min, max }).map(String),
      fc.constantFrom<unknown>(0, -0, '-0', '007', 1.5, Number.NaN, 2 ** 53, '1e3', ' 1', null, '', true),
    );
    fc.assert(
      fc.property(instant, (native) => {
        for (const zone of [...zones, ...zones]) expect(toDate(native, zone)).toBe(byLuxon(native, zone));
      }),
    );
  });
});

describe('text is read in NFC', () => {
  test('whatever stands in it', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.array(fc.integer({ min: 0, max: 0x700 })).map((codes) => String.fromCharCode(...codes)),
    );
    fc.assert(
      fc.property(text, (native) => {
        expect(toText(native)).toBe(native === '' ? null : native.normalize('NFC'));
      }),
      { numRuns: 2000 },
    );
  });

  test('and no two characters below U+0300, one after the other, have another form', () => {
    const below = Array.from({ length: 0x300 }, (_, code) => String.fromCharCode(code));
    const others = below.filter((left) =>
      below.some((right) => (left + right).normalize('NFC') !== left + right),
    );
    expect(others).toEqual([]);
  });
});

test('codes are parted at signs and blanks, in a text, a list, or a list of lists', () => {
  const byPattern = (native: unknown): readonly string[] => {
    if (Array.isArray(native)) return native.flatMap(byPattern);
    return typeof native === 'string' ? native.split(/[+|,;\s]+/).filter((code) => code !== '') : [];
  };
  const text = fc.oneof(
    fc
      .array(fc.constantFrom('H1', 'H2', 'DK', '+', '|', ',', ';', ' ', '\u00a0', '\n', ':', '-'))
      .map((all) => all.join('')),
    fc.string({ unit: 'binary' }),
  );
  const one = fc.oneof(text, fc.constantFrom<unknown>(null, undefined, 1, true, {}));
  const native = fc.oneof(one, fc.array(one), fc.array(fc.oneof(one, fc.array(one))));
  fc.assert(
    fc.property(native, (codes) => {
      expect(toCodes(codes)).toEqual(byPattern(codes));
    }),
    { numRuns: 2000 },
  );
});
