import { dateInBrussels } from '../access/date-in-brussels.ts';
import { isIsoDate } from '../access/is-iso-date.ts';
import type { Policy } from '../access/policy.ts';
import { quoteValue } from '../access/quote-value.ts';
import { GatewayError } from '../errors.ts';
import type { CountryCode, IsoDate } from '../terms.ts';

/** The error that refuses an option, with the remedy. */
export function optionError(option: string, problem: string, remedy: string, cause?: unknown): GatewayError {
  return new GatewayError(
    'BAD_USER_INPUT',
    `option ${option}: ${problem}: ${remedy}`,
    { option, remedy },
    { cause },
  );
}

/** A country that the tables know. Throws BAD_USER_INPUT for another. */
export function readCountryOption(policy: Policy, option: string, text: string): CountryCode {
  if (policy.names.has(text)) return text;
  throw optionError(option, `unknown country ${quoteValue(text)}`, listOf(policy.names.keys()));
}

/** A purpose on the list. Throws BAD_USER_INPUT for another. */
export function readPurposeOption(policy: Policy, option: string, text: string): string {
  if (policy.purposes.has(text)) return text;
  throw optionError(option, `unknown purpose ${quoteValue(text)}`, listOf(policy.purposes.keys()));
}

/** A day of the calendar; without a text today in Brussels, as the gateway reads agreements. Throws BAD_USER_INPUT. */
export function readDateOption(option: string, text: string | undefined): IsoDate {
  if (text === undefined) return dateInBrussels(new Date());
  if (isIsoDate(text)) return text;
  throw optionError(option, `${quoteValue(text)} is no date`, 'write a day of the calendar as yyyy-MM-dd');
}

function listOf(words: Iterable<string>): string {
  return `write one of ${[...words].sort().join(', ')}`;
}
