import { DateTime } from 'luxon';
import type { IsoDate } from '../terms.ts';

/** The day on which agreements are read: Europe/Brussels, when the request arrives, for the whole request. */
export function dateInBrussels(arrived: Date): IsoDate {
  return DateTime.fromJSDate(arrived, { zone: 'Europe/Brussels' }).toISODate() as IsoDate;
}
