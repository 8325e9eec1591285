/**
 * Native values to canonical ones. What cannot be read becomes INVALID: never guessed, never passed on as another value.
 */
import { HANDLING_CODES, type IsoDate } from '../terms.ts';
import type { CodeList, CountryDefinition } from './country.ts';
import { type DayFormat, type DayReader, dayReader } from './day-reader.ts';
import { INVALID, type Invalid } from './national-query.ts';
import { toNfc } from './to-nfc.ts';

type Read<T> = T | null | Invalid;

/** True for what every protocol uses for "no value": null, nothing there, an empty text. */
export function isAbsent(native: unknown): native is null | undefined | '' {
  return native === null || native === undefined || native === '';
}

/** A number as text only where none of its digits can have been lost: a whole one up to 2^53 - 1. */
export function toText(native: unknown): Read<string> {
  if (isAbsent(native)) return null;
  if (typeof native === 'string') return toNfc(native);
  return Number.isSafeInteger(native) ? String(native) : INVALID;
}

/** The canonical code; a code that the list does not hold is INVALID (hostile case 78). */
export function toCode(native: unknown, codes: CodeList): Read<string> {
  const text = typeof native === 'boolean' ? String(native) : toText(native);
  if (text === null || text === INVALID) return text;
  return Object.hasOwn(codes, text) ? (codes[text] as string) : INVALID;
}

const DAY_READERS = new WeakMap<DayFormat, DayReader>();

/**
 * The owner's local day, `yyyy-MM-dd`: never shifted across midnight (an instant is read in the owner's zone). A moment is
 * read only where it is written as it would be again: 24:00 is the end of one day or the begin of the next.
 */
export function toDate(native: unknown, country: DayFormat): Read<IsoDate> {
  if (isAbsent(native)) return null;
  const known = DAY_READERS.get(country);
  if (known !== undefined) return known(native);
  const read = dayReader(country);
  DAY_READERS.set(country, read);
  return read(native);
}

/**
 * A number as the country writes it: `1.234`, `1'234`, `64,3`. Separators in the wrong place are INVALID, a group that
 * begins with 0 too: `0.234` was written with another country's decimal sign. So is what is beyond 2^53, where a number of
 * ours is another one than was sent.
 */
export function toNumber(native: unknown, numbers: CountryDefinition['numbers']): Read<number> {
  if (isAbsent(native)) return null;
  if (typeof native === 'number') return exact(native);
  if (typeof native !== 'string') return INVALID;
  const [whole, fraction, ...rest] = native.split(numbers.decimal);
  if (whole === undefined || rest.length > 0) return INVALID;
  const groups = numbers.thousands === undefined ? [whole] : whole.split(numbers.thousands);
  const [first = '', ...others] = groups;
  const grouped = others.length > 0;
  if (!(grouped ? /^[1-9]\d{0,2}$/ : /^\d+$/).test(first) || others.some((group) => !/^\d{3}$/.test(group)))
    return INVALID;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return INVALID;
  return exact(Number(`${groups.join('')}${fraction === undefined ? '' : `.${fraction}`}`));
}

function exact(number: number): number | Invalid {
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : INVALID;
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

/** Codes that stand together: a list, or one text parted by `+`, `|`, `,`, `;` or blanks. Mostly there is one code, or none. */
export function toCodes(native: unknown): readonly string[] {
  if (typeof native === 'string') {
    const single = SINGLE.get(native);
    if (single !== undefined) return single;
    if (/[+|,;\s]/.test(native)) return native.split(/[+|,;\s]+/).filter((code) => code !== '');
    return native === '' ? NO_CODES : [native];
  }
  if (!Array.isArray(native) || native.length === 0) return NO_CODES;
  return native.length === 1 ? toCodes(native[0]) : native.flatMap(toCodes);
}

const NO_CODES: readonly string[] = Object.freeze([]);
/** What nearly every record has. */
const SINGLE: ReadonlyMap<string, readonly string[]> = new Map(
  HANDLING_CODES.map((code) => [code, Object.freeze([code])]),
);
