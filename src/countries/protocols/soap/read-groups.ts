/** Rows out of groups of data: what was asked is read, the rest of a group is dropped at once. */
import { GatewayError } from '../../../errors.ts';
import { asRow, type NativeRow } from '../protocol.ts';

/** Group of data to the fields read out of it. */
export type AskedGroups = ReadonlyMap<string, readonly string[]>;

const NO_ROW: NativeRow = Object.freeze(Object.create(null) as NativeRow);

/**
 * The elements `row` of `list`, one row each. A row that holds text, or a group twice, becomes an empty row, which is
 * dropped and reported when the rows are read. SOURCE_INVALID, naming `place`, when there is no list or anything but
 * rows in it: an answer that is cut or foreign is not an empty list.
 */
export function readRows(
  list: unknown,
  row: string,
  groups: AskedGroups,
  place: string,
): readonly NativeRow[] {
  if (list === '') return [];
  const names = Object.keys(asRow(list, place));
  if (names.length !== 1 || names[0] !== row) throw new GatewayError('SOURCE_INVALID', `${place} is no list`);
  const items = (list as NativeRow)[row];
  return (Array.isArray(items) ? items : [items]).map((item) => readGroups(item, groups) ?? NO_ROW);
}

/** The asked fields of `element`, out of their groups; null when it, or a group of it, is no element with fields. */
export function readGroups(element: unknown, groups: AskedGroups): NativeRow | null {
  if (!isElement(element)) return null;
  const row: Record<string, unknown> = Object.create(null);
  for (const [name, fields] of groups) {
    const group = Object.hasOwn(element, name) ? element[name] : '';
    if (group === '') continue;
    if (!isElement(group)) return null;
    for (const field of fields) if (Object.hasOwn(group, field)) row[field] = group[field];
  }
  return row;
}

function isElement(value: unknown): value is NativeRow {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
