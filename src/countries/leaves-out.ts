/** Whether a national system itself may leave out rows of a list. */
import type { ListName } from '../terms.ts';
import type { Country } from './country.ts';
import type { ListQuery, NationalQuery } from './national-query.ts';

/** Does every record go, as to its owner? */
export function isFree({ releasedTo, hitReleasedTo }: ListQuery): boolean {
  return !releasedTo && !hitReleasedTo;
}

/** Can it leave out rows of `list`? A total by code and a correction read every row; a filter would hide some of them. */
export function canLeaveOut(
  country: Country,
  query: NationalQuery,
  list: ListName,
  asked: ListQuery,
): boolean {
  const readsAll = asked.byStatus || asked.byAgeBand || isCorrected(country, query, list);
  return country.protocol.filters !== undefined && query.refs === undefined && !readsAll;
}

/**
 * Do records go without consent to each, and whole? Where one does not, its fields are not even named to the country before
 * a record is known of which they are open.
 */
export function goesPlainly({ releasedTo }: ListQuery): boolean {
  return releasedTo?.whole === true && releasedTo.unprotected === 'nothing';
}

/** Is the list corrected, or read by the correction of another that is asked? */
function isCorrected(country: Country, query: NationalQuery, list: ListName): boolean {
  const asked = Object.keys(query.lists) as ListName[];
  return (
    country.lists[list].correction !== undefined ||
    asked.some((other) => country.lists[other].correction?.against === list)
  );
}
