/** One page of one country's list, at the border: of the records that are released, and of no other. */
import {
  INVALID,
  type NationalRecord,
  type PageCounts,
  type RecordField,
  type RecordValue,
} from '../../countries/national-query.ts';
import type { CountryCode, ListName } from '../../terms.ts';
import type { Check, ValueChecks } from '../check-value.ts';
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
  const entries: PlacedRecord[] = [];
  for (const record of released) {
    const checked = checkedRecord(type, record, checks);
    if (where === null || fitsWhere(checked, where))
      entries.push({ record, checked, position: positionOf(owner, list, args, checked) });
  }
  const sorted = inOrder(entries, order);
  const page = pageOf(sorted, order, first, after === null ? null : positionAfter(after, cursors));
  return given === null ? page : { ...page, ...aroundPage(given, page.hasMore) };
}

/** What stands around a page that a system gave alone; `hasMore`: it gave one record more than is shown. */
export function aroundPage(
  given: PageCounts,
  hasMore: boolean,
): Pick<Page<never>, 'totalCount' | 'before' | 'hasMore'> {
  return { totalCount: given.all, before: given.before, hasMore: given.hasMore ?? hasMore };
}

export interface PlacedRecord {
  readonly record: NationalRecord;
  /** The same as filters, orders and the answer read it. */
  readonly checked: NationalRecord;
  readonly position: Position;
}

/**
 * A record as filters and orders read it: a value that does not fit its coordinate is INVALID. Where all fit, it is the
 * record itself. `only`: no more than these fields are looked at.
 */
export function checkedRecord(
  type: string,
  record: NationalRecord,
  checks: ValueChecks,
  only?: readonly RecordField[],
): NationalRecord {
  const { facts, values } = record;
  let wrong: { [field in RecordField]?: RecordValue } | undefined;
  for (const field of only ?? (Object.keys(values) as RecordField[])) {
    const value = values[field];
    if (value === undefined) continue;
    const checked = checkedValue(type, field, value, checks);
    if (checked === value) continue;
    wrong ??= {};
    wrong[field] = checked;
  }
  return wrong === undefined ? record : { facts, values: { ...values, ...wrong } };
}

function checkedValue(
  type: string,
  field: RecordField,
  value: RecordValue,
  checks: ValueChecks,
): RecordValue {
  if (value === null) return null;
  if (typeof value === 'object') {
    const { national, iccs } = value;
    if (checks.get('OffenceCode.national')?.(national) !== true) return INVALID;
    return iccs === null || checks.get('OffenceCode.iccs')?.(iccs) === true
      ? value
      : { national, iccs: null };
  }
  const fits = checkOf(type, field, checks);
  return fits === undefined || fits(value) ? value : INVALID;
}

/** By type and field, so that a coordinate is not put together for each value. */
const BY_FIELD = new WeakMap<ValueChecks, Map<string, Map<RecordField, Check | undefined>>>();

function checkOf(type: string, field: RecordField, checks: ValueChecks): Check | undefined {
  const ofChecks = BY_FIELD.get(checks) ?? new Map<string, Map<RecordField, Check | undefined>>();
  BY_FIELD.set(checks, ofChecks);
  const ofType = ofChecks.get(type) ?? new Map<RecordField, Check | undefined>();
  ofChecks.set(type, ofType);
  if (!ofType.has(field)) ofType.set(field, checks.get(`${type}.${field}`));
  return ofType.get(field);
}
