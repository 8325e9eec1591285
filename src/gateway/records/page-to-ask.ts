import type { PagePlace, RecordPage } from '../../countries/record-page.ts';
import { GatewayError } from '../../errors.ts';
import type { CountryCode, ListName } from '../../terms.ts';
import {
  isShortened,
  type OpenedCursors,
  ownerAt,
  type Position,
  REFERENCES,
  type Walk,
} from './position.ts';
import type { RecordsArguments } from './records-arguments.ts';

/**
 * The page that `owner` is to be asked for; null where its place cannot be told: a cursor holds a long text by a digest, or
 * parts what is equal in everything that is asked.
 *
 * INVARIANT: what is told of the place is of the owner's own record, the last that the caller was given. So another country's
 * keys travel to nobody. The page still begins no later than it must: what of the owner stands behind that record has not
 * been given.
 */
export function pageToAsk(
  owner: CountryCode,
  list: ListName,
  args: RecordsArguments & { readonly byReference: boolean; readonly counts: boolean },
  cursors: OpenedCursors,
): RecordPage | null {
  const { order, first, after, byReference, counts } = args;
  const place = after === null ? null : placeOf(owner, args, walkAfter(after, cursors));
  if (place?.some((value) => typeof value === 'string' && isShortened(value))) return null;
  return place === undefined
    ? null
    : { order, reference: byReference ? REFERENCES[list] : null, after: place, most: first + 1, counts };
}

/** Null: nothing of the owner has been given yet. Undefined: what parts its last record from others cannot be told. */
function placeOf(
  owner: CountryCode,
  { order, byReference }: Pick<RecordsArguments, 'order'> & { readonly byReference: boolean },
  { position, own }: Walk,
): PagePlace | null | undefined {
  const last = [position, ...own].find((one) => ownerAt(order, one) === owner);
  if (last === undefined) return null;
  const [, reference = null, handle = null, number] = last.slice(order.length);
  const isTold = number === 0 && (byReference || reference === null);
  return isTold ? [...last.slice(0, order.length), ...(byReference ? [reference] : []), handle] : undefined;
}

export function positionAfter(after: string, cursors: OpenedCursors): Position {
  return walkAfter(after, cursors).position;
}

/** INVARIANT: the cursors of a query are opened before anything is asked. */
function walkAfter(after: string, cursors: OpenedCursors): Walk {
  const walk = cursors.get(after);
  if (walk === undefined)
    throw new GatewayError('INTERNAL', 'INVARIANT: a cursor was not opened before its list was asked');
  return walk;
}
