import { DateTime } from 'luxon';
import { dateInBrussels } from '../../access/date-in-brussels.ts';
import { midnightInBrussels } from '../../access/midnight-in-brussels.ts';
import { quoteValue } from '../../access/quote-value.ts';
import { GatewayError } from '../../errors.ts';
import type { CountryCode, IsoDate } from '../../terms.ts';
import { optionError, readDateOption } from '../read-option.ts';

/** What is an owner's, of entries before a day of Brussels. */
export interface ErasureOrder {
  readonly owner: CountryCode;
  readonly day: IsoDate;
  /** When that day begins, in milliseconds since 1970. */
  readonly time: number;
}

type RetentionDays = ReadonlyMap<CountryCode, number>;

/** What the period is over for, of every owner that has one. */
export function dueErasures(retentionDays: RetentionDays, now: Date): readonly ErasureOrder[] {
  return [...retentionDays].map(([owner, days]) => toOrder(owner, dueDay(days, now)));
}

/**
 * What two options ask for. Throws BAD_USER_INPUT for words that cannot be read or a day that the owner's period is not over
 * for, and CONFIGURATION_INVALID for an owner of which nothing is ever erased.
 */
export function readErasure(
  { owner, before }: { readonly owner: string | undefined; readonly before: string | undefined },
  retentionDays: RetentionDays,
  now: Date,
): ErasureOrder {
  if (owner === undefined || before === undefined)
    throw new GatewayError(
      'BAD_USER_INPUT',
      'nothing says what to erase: give --before and --owner, or --due',
    );
  const day = readDateOption('--before', before);
  const days = retentionDays.get(owner);
  if (days === undefined) {
    const message = `\`ledger.retentionDays\` has no ${quoteValue(owner)}, so nothing of it is erased: set its period there`;
    throw new GatewayError('CONFIGURATION_INVALID', message, { owner });
  }
  const due = dueDay(days, now);
  if (day > due) {
    const remedy = `give ${due} or a day before it, or shorten \`ledger.retentionDays\``;
    throw optionError('--before', `what is ${owner}'s is kept for ${days} days`, remedy);
  }
  return toOrder(owner, day);
}

function dueDay(days: number, now: Date): IsoDate {
  const today = DateTime.fromISO(dateInBrussels(now), { zone: 'utc' });
  return today.minus({ days }).toISODate() as IsoDate;
}

function toOrder(owner: CountryCode, day: IsoDate): ErasureOrder {
  return { owner, day, time: midnightInBrussels(day) };
}
