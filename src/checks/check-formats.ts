import { DateTime, IANAZone } from 'luxon';
import type { Country } from '../countries/country.ts';
import { toDate } from '../countries/read-values.ts';
import type { Violation } from './violation.ts';

/** Days that a format tells apart only if it keeps day, month and year: a leap day, another century, day below month. */
const DAYS = ['2011-12-16', '2012-02-29', '1911-12-16', '2011-03-01'];

/** The time zone is one of IANA's, and a day written in the country's date format is read as the same day. */
export function checkFormats(country: Country): readonly Violation[] {
  const { code, timeZone, dateFormat } = country;
  // An offset such as +01:00 is taken for a zone by Luxon, but has no summer time.
  if (!IANAZone.isValidZone(timeZone) || !/^[A-Z]/.test(timeZone)) {
    const remedy = 'write an IANA zone, such as Europe/Oslo';
    return [{ country: code, place: 'timeZone', missing: `\`${timeZone}\` is no zone`, remedy }];
  }
  if (DAYS.every((day) => readBack(day, country) === day)) return [];
  const missing = `\`${dateFormat}\` loses the day`;
  const remedy = 'write a Luxon format with day, month and year';
  return [{ country: code, place: 'dateFormat', missing, remedy }];
}

function readBack(day: string, country: Country): unknown {
  const date = DateTime.fromISO(day, { zone: country.timeZone });
  const isMillis = country.dateFormat === 'epochMilliseconds';
  return toDate(isMillis ? date.toMillis() : date.toFormat(country.dateFormat), country);
}
