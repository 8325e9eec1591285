import { LRUCache } from 'lru-cache';
import { DateTime } from 'luxon';
import type { IsoDate } from '../terms.ts';
import type { CountryDefinition } from './country.ts';
import { INVALID, type Invalid } from './national-query.ts';

/** Reads what stands for a day in a country's words, and is not absent. */
export type DayReader = (native: unknown) => IsoDate | Invalid;

/** What of a definition says how a day is written. */
export type DayFormat = Pick<CountryDefinition, 'dateFormat' | 'timeZone'>;

/**
 * The reader of the days of `country`: Luxon is the authority for what a format means. Made once and kept by whoever reads
 * many; a text of the usual formats costs it a pattern, where Luxon builds a moment in a zone.
 */
export function dayReader({ dateFormat, timeZone }: DayFormat): DayReader {
  if (dateFormat === 'epochMilliseconds') return millisReader(timeZone);
  const read = patternReader(dateFormat) ?? luxonReader(dateFormat);
  return (native) => (typeof native === 'string' ? read(native) : INVALID);
}

/** Days of instants that are remembered for one country: more than a system's records of an operation have. */
const MOST_INSTANTS = 5000;

/** Numbers are remembered and texts are not: a text may be a part of a whole body and would hold on to it. */
function millisReader(timeZone: string): DayReader {
  const known = new LRUCache<number, IsoDate | Invalid>({ max: MOST_INSTANTS });
  return (native) => {
    const millis = typeof native === 'string' && /^-?\d+$/.test(native) ? Number(native) : native;
    if (typeof millis !== 'number' || !Number.isSafeInteger(millis)) return INVALID;
    const before = known.get(millis);
    if (before !== undefined) return before;
    const day = plausible(DateTime.fromMillis(millis, { zone: timeZone }));
    known.set(millis, day);
    return day;
  };
}

/** A moment is read only where it is written as it would be again: 24:00 is the end of one day or the begin of the next. */
function luxonReader(dateFormat: string): (native: string) => IsoDate | Invalid {
  const hasTime = dateFormat.includes('H');
  return (native) => {
    const date = DateTime.fromFormat(native, dateFormat, { zone: 'utc' });
    return hasTime && date.toFormat(dateFormat) !== native ? INVALID : plausible(date);
  };
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

function plausible(date: DateTime): IsoDate | Invalid {
  if (!date.isValid || date.year < FIRST_YEAR || date.year > LAST_YEAR) return INVALID;
  return date.toISODate() as IsoDate;
}

/** Luxon's tokens. With a time all are of two digits or four: then what is read is what would be written again. */
const TOKENS: ReadonlyMap<string, { readonly part: string; readonly pattern: string }> = new Map([
  ['yyyy', { part: 'year', pattern: '(\\d{4})' }],
  ['MM', { part: 'month', pattern: '(\\d{2})' }],
  ['M', { part: 'month', pattern: '(\\d{1,2})' }],
  ['dd', { part: 'day', pattern: '(\\d{2})' }],
  ['d', { part: 'day', pattern: '(\\d{1,2})' }],
  ['HH', { part: 'hour', pattern: '([01]\\d|2[0-3])' }],
  ['mm', { part: 'minute', pattern: '([0-5]\\d)' }],
]);

/** Null unless the format is of day, month and year, perhaps with hour and minute, once each, parted by points and the like. */
function patternReader(dateFormat: string): ((native: string) => IsoDate | Invalid) | null {
  const pieces = dateFormat.match(/yyyy|MM?|dd?|HH|mm|./gs) ?? [];
  const tokens = pieces.filter((piece) => !/^[-./: ]$/.test(piece));
  const parts = tokens.map((token) => TOKENS.get(token)?.part ?? 'unknown');
  const said = [...parts].sort().join(' ');
  const isMoment = said === 'day hour minute month year' && tokens.every((token) => token.length > 1);
  if (said !== 'day month year' && !isMoment) return null;
  const pattern = new RegExp(
    `^${pieces.map((piece) => TOKENS.get(piece)?.pattern ?? `\\${piece}`).join('')}$`,
  );
  const groupOf = (part: string): number => parts.indexOf(part) + 1;
  const [year, month, day] = [groupOf('year'), groupOf('month'), groupOf('day')];
  return (native) => {
    const found = pattern.exec(native);
    return found === null ? INVALID : toDay(Number(found[year]), Number(found[month]), Number(found[day]));
  };
}

function toDay(year: number, month: number, day: number): IsoDate | Invalid {
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12) return INVALID;
  if (day < 1 || day > daysIn(year, month)) return INVALID;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

function twoDigits(number: number): string {
  return number < 10 ? `0${number}` : String(number);
}
