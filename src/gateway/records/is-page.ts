import { INVALID, type NationalRecord, type RecordField } from '../../countries/national-query.ts';
import type { ValueChecks } from '../check-value.ts';
import { fitsWhere } from './fits-where.ts';
import { checkedRecord, type ListOfOwner } from './page-of-records.ts';
import { positionAfter } from './page-to-ask.ts';
import {
  canBeTold,
  comparePositions,
  type OpenedCursors,
  type Position,
  positionOf,
  REFERENCES,
} from './position.ts';
import { fieldsReadBy, type RecordsArguments } from './records-arguments.ts';

type Arguments = RecordsArguments & { readonly byReference: boolean };

/**
 * Are `records`, which a system gave for the page that `args` ask, records of that page? Each goes to the requester. They must
 * fit, stand behind the cursor, each behind the one before it of its run, and have keys of which it is known how they compare.
 *
 * What was left out cannot be seen: a system that shows an error in one record is not believed in the others.
 */
export function isPage(
  place: ListOfOwner,
  args: Arguments,
  records: readonly NationalRecord[],
  runs: readonly number[],
  checks: ValueChecks,
  cursors: OpenedCursors,
): boolean {
  const { where, order, first, after, byReference } = args;
  const compared = [...order.map(({ field }) => field), ...(byReference ? [REFERENCES[place.list]] : [])];
  const read = [...compared, ...fieldsReadBy({ where, order })];
  const checked = records.map((record) => checkedRecord(place.type, record, checks, read));
  const areFit = checked.every(
    (one) => (where === null || fitsWhere(one, where)) && isComparable(compared, one),
  );
  if (!areFit) return false;
  const positions = checked.map((one) => positionOf(place.owner, place.list, args, one));
  // Of a list that came whole it does not matter how the system compares what we cannot tell it.
  if (!positions.every(canBeTold)) return after === null && runs.every((length) => length <= first);
  const begin = after === null ? null : positionAfter(after, cursors);
  let from = 0;
  return runs.every((length) => {
    const run = positions.slice(from, from + length);
    from += length;
    return run.every((position, at) => {
      const previous: Position | null = at === 0 ? begin : (run[at - 1] ?? null);
      return previous === null || comparePositions(order, previous, position) < 0;
    });
  });
}

/** A value that cannot be read stands where the system puts it, not where the order of the contract does. */
function isComparable(compared: readonly RecordField[], { values }: NationalRecord): boolean {
  return compared.every((field) => values[field] !== INVALID);
}
