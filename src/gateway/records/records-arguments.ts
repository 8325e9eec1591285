import type { RecordField } from '../../countries/national-query.ts';
import {
  fieldsOfCondition,
  type RecordCondition,
  toRecordCondition,
} from '../../countries/record-condition.ts';
import { type OrderKey, toRecordOrder } from '../../countries/record-order.ts';

/** The arguments of `records`, read. */
export interface RecordsArguments {
  /** Null: every record. */
  readonly where: RecordCondition | null;
  readonly order: readonly OrderKey[];
  readonly first: number;
  /** A sealed cursor, as it came. */
  readonly after: string | null;
}

/** Reads canonical arguments of a list: coerced, checked and permitted. */
export function toRecordsArguments(args: Readonly<Record<string, unknown>>): RecordsArguments {
  const { where = null, orderBy = null, first, after = null } = args;
  return {
    where: where === null ? null : toRecordCondition(where as Parameters<typeof toRecordCondition>[0]),
    order: orderBy === null ? [] : toRecordOrder(orderBy as Parameters<typeof toRecordOrder>[0]),
    first: Number(first),
    after: after === null ? null : String(after),
  };
}

/** Fields of a record that filter and order read, and that a list is asked for beside what is shown of it. */
export function fieldsReadBy({
  where,
  order,
}: Pick<RecordsArguments, 'where' | 'order'>): readonly RecordField[] {
  const fields = new Set(order.map(({ field }) => field));
  for (const field of where === null ? [] : fieldsOfCondition(where))
    if (field !== 'handling') fields.add(field);
  return [...fields];
}
