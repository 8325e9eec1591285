import type { IsoDate } from '../terms.ts';
import type { RecordField } from './national-query.ts';

/** What can be asked of a record: its own fields, and the codes of its marking. */
export type ConditionField = RecordField | 'handling';

/** What a record must be, in the contract's words. A value that is null or INVALID fits none but `null`, the first. */
export type RecordCondition =
  | { readonly kind: 'all' | 'any'; readonly of: readonly RecordCondition[] }
  | { readonly kind: 'not'; readonly of: RecordCondition }
  /** One of `values`; of an offence its ICCS code, of the handling one of its codes. */
  | { readonly kind: 'in'; readonly field: ConditionField; readonly values: readonly string[] }
  /** Begins with one of `values`. */
  | { readonly kind: 'begins'; readonly field: ConditionField; readonly values: readonly string[] }
  /** From a day to a day, both included; null: without that end. */
  | {
      readonly kind: 'day';
      readonly field: ConditionField;
      readonly from: IsoDate | null;
      readonly to: IsoDate | null;
    }
  /** Has no value, or has one. */
  | { readonly kind: 'null'; readonly field: ConditionField; readonly is: boolean };

type Input = Readonly<Record<string, unknown>>;

/**
 * What `where` of a list says. It has been coerced, checked (`checkRecordArguments`) and permitted (`checkRights`); its
 * names are the contract's. Text is compared in NFC, as national values are read.
 */
export function toRecordCondition(where: Input): RecordCondition {
  return all(
    Object.entries(where).map(([key, value]): RecordCondition => {
      if (key === 'not') return { kind: 'not', of: toRecordCondition(value as Input) };
      if (key === 'and') return all((value as readonly Input[]).map(toRecordCondition));
      if (key === 'or') return { kind: 'any', of: (value as readonly Input[]).map(toRecordCondition) };
      return ofField(key as ConditionField, value as Input);
    }),
  );
}

/** The fields a condition reads, each once. */
export function fieldsOfCondition(condition: RecordCondition): readonly ConditionField[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return [...new Set(condition.of.flatMap(fieldsOfCondition))];
    case 'not':
      return fieldsOfCondition(condition.of);
    default:
      return [condition.field];
  }
}

function ofField(field: ConditionField, filter: Input): RecordCondition {
  const parts: RecordCondition[] = [];
  if (filter.in !== undefined) parts.push({ kind: 'in', field, values: textsOf(filter.in) });
  if (filter.beginsWith !== undefined)
    parts.push({ kind: 'begins', field, values: textsOf(filter.beginsWith) });
  if (filter.from !== undefined || filter.to !== undefined) {
    parts.push({ kind: 'day', field, from: dayOf(filter.from), to: dayOf(filter.to) });
  }
  if (filter.isNull !== undefined) parts.push({ kind: 'null', field, is: filter.isNull === true });
  return all(parts);
}

function all(of: readonly RecordCondition[]): RecordCondition {
  const [only, ...others] = of;
  return only !== undefined && others.length === 0 ? only : { kind: 'all', of };
}

function textsOf(values: unknown): readonly string[] {
  return (values as readonly string[]).map((value) => value.normalize('NFC'));
}

function dayOf(value: unknown): IsoDate | null {
  return typeof value === 'string' ? value : null;
}
