import { type GraphQLObjectType, getNamedType, isObjectType, Kind, type SelectionSetNode } from 'graphql';
import { responseKeyOf } from '../access/response-key-of.ts';
import { valueOfArguments } from '../access/selection.ts';

/**
 * A fresh object with exactly the keys that `asked` names: every one there, null where `value` has none, nothing that
 * was not asked. `value` holds its fields by response key. What a library is handed is always whole: a key that is
 * missing would be asked for elsewhere.
 */
export function completeObject(
  type: GraphQLObjectType,
  asked: SelectionSetNode,
  variables: Readonly<Record<string, unknown>>,
  value: unknown,
): unknown {
  if (Array.isArray(value)) return value.map((item) => completeObject(type, asked, variables, item));
  if (typeof value !== 'object' || value === null) return null;
  const complete: Record<string, unknown> = {};
  for (const field of asked.selections) {
    if (field.kind !== Kind.FIELD) continue;
    const name = field.name.value;
    const key = field.alias?.value ?? name;
    if (name === '__typename') {
      complete[key] = type.name;
      continue;
    }
    const given =
      (value as Record<string, unknown>)[responseKeyOf(name, valueOfArguments(field, variables))] ?? null;
    const below = getNamedType(type.getFields()[name]?.type);
    complete[key] =
      field.selectionSet !== undefined && isObjectType(below)
        ? completeObject(below, field.selectionSet, variables, given)
        : given;
  }
  return complete;
}
