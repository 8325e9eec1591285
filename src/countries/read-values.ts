/**
 * Native values to canonical ones. What cannot be read becomes INVALID: never guessed, never passed on as another value.
 */
import { DateTime } from 'luxon';
import type { IsoDate } from '../terms.ts';
import type { CodeList, CountryDefinition } from './country.ts';
import { INVALID, type Invalid } from './national-query.ts';

type Read<T> = T | null | Invalid;

/** True for what every protocol uses for "no value": null, nothing there, an empty text. */
export function isAbsent(native: unknown): native is null | undefined | '' {
  return native === null || native === undefined || native === '';
}

export function toText(native: unknown): Read<string> {
  if (isAbsent(native)) return null;
  if (typeof native === 'string') return native.normalize('NFC');
  return typeof native === 'number' && Number.isFinite(native) ? String(native) : INVALID;
}

/** The canonical code; a code that the list does not hold is INVALID (hostile case 78). */
export function toCode(native: unknown, codes: CodeList): Read<string> {
  const text = typeof native === 'boolean' ? String(native) : toText(native);
  if (text === null || text === INVALID) return text;
  return Object.hasOwn(codes, text) ? (codes[text] as string) : INVALID;
}

/** The owner's local day, `yyyy-MM-dd`: never shifted across midnight (an instant is read in the owner's zone). */
export function toDate(
  native: unknown,
  country: Pick<CountryDefinition, 'dateFormat' | 'timeZone'>,
): Read<IsoDate> {
  if (isAbsent(native)) return null;
  if (country.dateFormat === 'epochMilliseconds') {
    const millis = typeof native === 'string' && /^-?\d+$/.test(native) ? Number(native) : native;
    if (typeof millis !== 'number' || !Number.isSafeInteger(millis)) return INVALID;
    return plausible(DateTime.fromMillis(millis, { zone: country.timeZone }));
  }
  if (typeof native !== 'string') return INVALID;
  return plausible(DateTime.fromFormat(native, country.dateFormat, { zone: 'utc' }));
}

function plausible(date: DateTime): IsoDate | Invalid {
  if (!date.isValid || date.year < 1900 || date.year > 2200) return INVALID;
  return date.toISODate() as IsoDate;
}

/** A number as the country writes it: `1.234`, `1'234`, `64,3`. Separators in the wrong place are INVALID. */
export function toNumber(native: unknown, numbers: CountryDefinition['numbers']): Read<number> {
  if (isAbsent(native)) return null;
  if (typeof native === 'number') return Number.isFinite(native) ? native : INVALID;
  if (typeof native !== 'string') return INVALID;
  const [whole, fraction, ...rest] = native.split(numbers.decimal);
  if (whole === undefined || rest.length > 0) return INVALID;
  const groups = numbers.thousands === undefined ? [whole] : whole.split(numbers.thousands);
  const [first = '', ...others] = groups;
  const grouped = others.length > 0;
  if (!(grouped ? /^\d{1,3}$/ : /^\d+$/).test(first) || others.some((group) => !/^\d{3}$/.test(group)))
    return INVALID;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return INVALID;
  return Number(`${groups.join('')}${fraction === undefined ? '' : `.${fraction}`}`);
}

/** A count: a whole number from 0 to 2^53 - 1. */
export function toCount(native: unknown, numbers: CountryDefinition['numbers']): Read<number> {
  const number = toNumber(native, numbers);
  return typeof number === 'number' && (!Number.isSafeInteger(number) || number < 0) ? INVALID : number;
}

/** The sum of the counts of all parts: INVALID when one cannot be read; null, not less, when one is not reported. */
export function toSum(parts: readonly unknown[], numbers: CountryDefinition['numbers']): Read<number> {
  const counts = parts.map((part) => toCount(part, numbers));
  if (counts.includes(INVALID)) return INVALID;
  const known = counts.filter((count) => typeof count === 'number');
  if (known.length < counts.length) return null;
  return toCount(
    known.reduce((sum, count) => sum + count, 0),
    numbers,
  );
}

/** Codes that stand together: a list, or one text parted by `+`, `|`, `,`, `;` or blanks. */
export function toCodes(native: unknown): readonly string[] {
  if (Array.isArray(native)) return native.flatMap(toCodes);
  return typeof native === 'string' ? native.split(/[+|,;\s]+/).filter((code) => code !== '') : [];
}
