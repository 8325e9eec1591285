import { badInput } from './bad-input.ts';
import { isIsoDate } from './is-iso-date.ts';
import { DISCLOSURES } from './office-closure.ts';

/**
 * Throws BAD_USER_INPUT for a day that does not exist, and days in the wrong order: what passes may stand in the evidence as
 * it is. The arguments have been coerced by graphql-js; its custom scalars let everything through.
 */
export function checkDisclosureArguments({ from, to }: Readonly<Record<string, unknown>>): void {
  if (!isDay(from)) throw badInput('no day, `yyyy-MM-dd`', `${DISCLOSURES}(from:)`);
  if (!isDay(to)) throw badInput('no day, `yyyy-MM-dd`', `${DISCLOSURES}(to:)`);
  if (from > to) throw badInput('`from` is after `to`', `${DISCLOSURES}(from:)`);
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && isIsoDate(value);
}
