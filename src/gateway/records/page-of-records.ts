/** One page of one country's list, at the border: of the records that are released, and of no other. */
import {
  INVALID,
  type NationalRecord,
  type PageCounts,
  type RecordField,
  type RecordValue,
} from '../../countries/national-query.ts';
import type { CountryCode, ListName } from '../../terms.ts';
import type { ValueChecks } from '../check-value.ts';
import { fitsWhere } from './fits-where.ts';
import { type Page, pageOf } from './page-of.ts';
import { positionAfter } from './page-to-ask.ts';
import { inOrder, type OpenedCursors, type Position, positionOf } from './position.ts';
import type { RecordsArguments } from './records-arguments.ts';

export interface ListOfOwner {
  readonly owner: CountryCode;
  readonly list: ListName;
  /** Type of its records in the public schema. */
  readonly type: string;
}

/**
 * The page that `args` ask of `released`: filtered, in order, after its cursor. Where `released` is the page alone, with one
 * record beyond it at most, `given` says what stands around it.
 *
 * The records have been released to the requester, and their values are open: what is closed of one is not in its values.
 * A value that does not fit its coordinate is read as INVALID, as it is shown.
 */
export function pageOfRecords(
  { owner, list, type }: ListOfOwner,
  args: RecordsArguments & { readonly byReference: boolean },
  released: readonly NationalRecord[],
  checks: ValueChecks,
  cursors: OpenedCursors,
  given: PageCounts | null = null,
): Page<PlacedRecord> {
  const { where, order, first, after } = args;
  const entries = released
    .map((record) => ({ record, checked: checkedRecord(type, record, checks) }))
    .filter(({ checked }) => where === null || fitsWhere(checked, where))
    .map(({ record, checked }) => ({ record, position: positionOf(owner, list, args, checked) }));
  const sorted = inOrder(entries, order);
  const page = pageOf(sorted, order, first, after === null ? null : positionAfter(after, cursors));
  if (given === null) return page;
  return {
    entries: page.entries,
    totalCount: given.all,
    before: given.before,
    hasMore: given.hasMore ?? page.hasMore,
  };
}

export interface PlacedRecord {
  readonly record: NationalRecord;
  readonly position: Position;
}

/** A record as filters and orders read it: a value that does not fit its coordinate is INVALID. */
export function checkedRecord(
  type: string,
  { facts, values }: NationalRecord,
  checks: ValueChecks,
): NationalRecord {
  const checked: { [field in RecordField]?: RecordValue } = {};
  for (const [field, value] of Object.entries(values) as [RecordField, RecordValue][]) {
    checked[field] = checkedValue(`${type}.${field}`, value, checks);
  }
  return { facts, values: checked };
}

function checkedValue(coordinate: string, value: RecordValue, checks: ValueChecks): RecordValue {
  if (typeof value === 'object' && value !== null) {
    const { national, iccs } = value;
    const isOffence = checks.get('OffenceCode.national')?.(national) === true;
    if (!isOffence) return INVALID;
    return { national, iccs: checks.get('OffenceCode.iccs')?.(iccs) === true ? iccs : null };
  }
  const check = checks.get(coordinate);
  return value === null || check === undefined || check(value) ? value : INVALID;
}
