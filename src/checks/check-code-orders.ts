import { type GraphQLSchema, getNamedType, isEnumType, isObjectType } from 'graphql';
import { RECORD_FIELDS, type RecordField } from '../countries/national-query.ts';
import { CODE_ORDERS } from '../countries/record-order.ts';
import { LIST_NAMES, type ListName } from '../terms.ts';
import type { Violation } from './violation.ts';

const TYPES: Readonly<Record<ListName, string>> = {
  arrests: 'Arrest',
  suspects: 'Suspect',
  searches: 'Search',
  seizures: 'Seizure',
  forensicExams: 'ForensicExam',
};

/** Codes are sorted in the order of their enum: the table that sorts them has the enums of the public schema, all of them. */
export function checkCodeOrders(schema: GraphQLSchema): readonly Violation[] {
  return LIST_NAMES.flatMap((list) => {
    const type = schema.getType(TYPES[list]);
    if (!isObjectType(type)) return [];
    const orders: { readonly [field in RecordField]?: readonly string[] } = CODE_ORDERS[list];
    return RECORD_FIELDS[list].flatMap((field): Violation[] => {
      const codes = getNamedType(type.getFields()[field]?.type);
      const words = isEnumType(codes) ? codes.getValues().map(({ name }) => name) : undefined;
      if (words?.join() === orders[field]?.join()) return [];
      const missing = `sorted as ${orders[field]?.join(', ') ?? 'text'}, not as its enum`;
      const remedy = 'write its values, in their order, into src/countries/record-order.ts';
      return [{ country: '-', place: `${TYPES[list]}.${field}`, missing, remedy }];
    });
  });
}
