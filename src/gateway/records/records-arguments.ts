import { whereOfOwner } from '../../access/where-of-owner.ts';
import type { RecordField } from '../../countries/national-query.ts';
import {
  fieldsOfCondition,
  type RecordCondition,
  toRecordCondition,
} from '../../countries/record-condition.ts';
import { type OrderKey, toRecordOrder } from '../../countries/record-order.ts';
import type { CountryCode } from '../../terms.ts';

/** How many records of a list, and in which order. */
export interface PageArguments {
  readonly order: readonly OrderKey[];
  readonly first: number;
}

/** The arguments of `records`, read for one owner. */
export interface RecordsArguments extends PageArguments {
  /** Null: every record of this owner. */
  readonly where: RecordCondition | null;
  /** A sealed cursor, as it came. */
  readonly after: string | null;
}

type Args = Readonly<Record<string, unknown>>;

/** Reads canonical arguments of a list: coerced, checked and permitted. */
export function toPageArguments({ orderBy, first }: Args): PageArguments {
  const order = orderBy ? toRecordOrder(orderBy as Parameters<typeof toRecordOrder>[0]) : [];
  return { order, first: Number(first) };
}

/** As `toPageArguments`, with what the list asks of `owner`: `countries` in it has been decided. */
export function toRecordsArguments(args: Args, owner: CountryCode): RecordsArguments {
  const after = args.after ?? null;
  return {
    ...toPageArguments(args),
    where: toCondition(whereOfOwner(args.where as Args | undefined, owner)),
    after: after === null ? null : String(after),
  };
}

/** What `any` of nothing is fits no record. */
const NO_RECORD: RecordCondition = { kind: 'any', of: [] };

function toCondition(where: ReturnType<typeof whereOfOwner>): RecordCondition | null {
  if (typeof where !== 'string') return toRecordCondition(where);
  return where === 'everything' ? null : NO_RECORD;
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
