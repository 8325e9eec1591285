import type { RecordPage } from '../../countries/record-page.ts';
import { GatewayError } from '../../errors.ts';
import type { CountryCode, ListName } from '../../terms.ts';
import { isShortened, type OpenedCursors, type Position, REFERENCES } from './position.ts';
import type { RecordsArguments } from './records-arguments.ts';

/**
 * The page that `owner` is to be asked for; null where its place cannot be told: a cursor holds a long text by a digest, or
 * parts what is equal in everything that is asked.
 *
 * What is told of the place is what the caller was given, and which of two countries comes first.
 */
export function pageToAsk(
  owner: CountryCode,
  list: ListName,
  args: RecordsArguments & { readonly byReference: boolean; readonly counts: boolean },
  cursors: OpenedCursors,
): RecordPage | null {
  const { order, first, after, byReference, counts } = args;
  const place = after === null ? null : placeOf(owner, args, positionAfter(after, cursors));
  if (place?.values.some((value) => typeof value === 'string' && isShortened(value))) return null;
  return place === undefined
    ? null
    : { order, reference: byReference ? REFERENCES[list] : null, after: place, most: first + 1, counts };
}

/**
 * The keys of the order come first, then the country: of one that stands before the cursor's, records with the same keys have
 * been given; of one behind it, none has.
 */
function placeOf(
  owner: CountryCode,
  { order, byReference }: Pick<RecordsArguments, 'order'> & { readonly byReference: boolean },
  position: Position,
): RecordPage['after'] | undefined {
  const keys = position.slice(0, order.length);
  const [country, reference = null, handle = null, number] = position.slice(order.length);
  if (country !== owner) return { values: keys, isIncluded: owner > String(country) };
  const isTold = number === 0 && (byReference || reference === null);
  return isTold
    ? { values: [...keys, ...(byReference ? [reference] : []), handle], isIncluded: false }
    : undefined;
}

/** INVARIANT: the cursors of a query are opened before anything is asked. */
export function positionAfter(after: string, cursors: OpenedCursors): Position {
  const walk = cursors.get(after);
  if (walk === undefined)
    throw new GatewayError('INTERNAL', 'INVARIANT: a cursor was not opened before its list was asked');
  return walk.position;
}
