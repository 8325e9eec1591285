import { badInput } from './bad-input.ts';
import { isIsoDate } from './is-iso-date.ts';
import { DISCLOSURES } from './office-closure.ts';

const COUNTRY = /^[A-Z]{2}$/;

/**
 * Throws BAD_USER_INPUT for an owner that is no code, a day that does not exist, and days in the wrong order: what passes
 * may stand in the evidence as it is. The arguments have been coerced by graphql-js; its custom scalars let everything through.
 */
export function checkDisclosureArguments({ owner, from, to }: Readonly<Record<string, unknown>>): void {
  if (typeof owner !== 'string' || !COUNTRY.test(owner))
    throw badInput('no country, two capital letters', `${DISCLOSURES}(owner:)`);
  if (!isDay(from)) throw badInput('no day, `yyyy-MM-dd`', `${DISCLOSURES}(from:)`);
  if (!isDay(to)) throw badInput('no day, `yyyy-MM-dd`', `${DISCLOSURES}(to:)`);
  if (from > to) throw badInput('`from` is after `to`', `${DISCLOSURES}(from:)`);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isIsoDate(value);
}
