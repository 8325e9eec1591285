import type { IsoDate } from '../terms.ts';

/** The calendar of the tables: a year has four digits. */
export const FIRST_DAY = '0000-01-01';
const LAST_DAY = '9999-12-31';

/** The day before (-1) or after (1) a day of the calendar; null beyond it. */
export function dayBeside(day: IsoDate, step: 1 | -1): IsoDate | null {
  if (day === (step === 1 ? LAST_DAY : FIRST_DAY)) return null;
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + step);
  return date.toISOString().slice(0, 10);
}
