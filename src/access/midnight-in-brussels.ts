import { DateTime } from 'luxon';
import type { IsoDate } from '../terms.ts';

/** When a day begins in Europe/Brussels, in milliseconds since 1970; `after`: so many days later. */
export function midnightInBrussels(day: IsoDate, after = 0): number {
  return DateTime.fromISO(day, { zone: 'Europe/Brussels' }).plus({ days: after }).startOf('day').toMillis();
}
