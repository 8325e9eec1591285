import {
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql';

/**
 * How many values `field`, one of `__schema`, `__type` and `__typename`, can bring. The lists of introspection are no fields
 * of ours, so no @cost says it: each type counts as if it had as many members as the average.
 *
 * The document is valid: no fragment leads back to itself.
 */
export function introspectionValues(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  field: FieldNode,
): number {
  if (field.selectionSet === undefined) return 1;
  const entries = entriesIn(schema);
  // Each fragment is counted once: its figure is the same wherever it is spread.
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const set = fragments.get(name)?.selectionSet;
    const values = known.get(name) ?? (set === undefined ? 0 : count(set));
    known.set(name, values);
    return values;
  };
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(selection.name.value);
      const below = selection.selectionSet === undefined ? 0 : count(selection.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + below;
      return sum + 1 + (entries.get(selection.name.value) ?? 1) * below;
    }, 0);
  return Math.ceil(1 + count(field.selectionSet));
}

/** Of every type, as an introspection walks them all: most have no members of a kind. */
function entriesIn(schema: GraphQLSchema): ReadonlyMap<string, number> {
  const types = Object.values(schema.getTypeMap());
  const average = (membersOf: (type: GraphQLNamedType) => number): number =>
    types.reduce((sum, type) => sum + membersOf(type), 0) / types.length;
  return new Map([
    ['types', types.length],
    ['directives', schema.getDirectives().length],
    ['fields', average((type) => (isObjectType(type) ? Object.keys(type.getFields()).length : 0))],
    ['inputFields', average((type) => (isInputObjectType(type) ? Object.keys(type.getFields()).length : 0))],
    ['enumValues', average((type) => (isEnumType(type) ? type.getValues().length : 0))],
  ]);
}
