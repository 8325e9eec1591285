import { DateTime } from 'luxon';
import type { IsoDate } from '../terms.ts';

/** When a day of the calendar begins in Europe/Brussels, in milliseconds since 1970. A day has 23, 24 or 25 hours. */
export function startInBrussels(day: IsoDate): number {
  return DateTime.fromISO(day, { zone: 'Europe/Brussels' }).startOf('day').toMillis();
}
