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
 * How many values a field can bring that is one of `__schema`, `__type` and `__typename`: a function of it, for the document
 * that has these `fragments`. The lists of introspection are no fields of ours, so no @cost says it: each type counts as if
 * it had as many members as the average.
 *
 * The document is valid: no fragment leads back to itself.
 */
export function introspectionValues(
  schema: GraphQLSchema,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): (field: FieldNode) => number {
  // A document can ask eight hundred times: the schema is looked through once, and each fragment is counted once.
  let entries: ReadonlyMap<string, number> | null = null;
  const known = new Map<string, number>();
  const ofFragment = (name: string): number => {
    const set = fragments.get(name)?.selectionSet;
    const values = known.get(name) ?? (set === undefined ? 0 : count(set));
    known.set(name, values);
    return values;
  };
  const entriesOf = (name: string): number => {
    entries ??= entriesIn(schema);
    return entries.get(name) ?? 1;
  };
  const count = ({ selections }: SelectionSetNode): number =>
    selections.reduce((sum, selection) => {
      if (selection.kind === Kind.FRAGMENT_SPREAD) return sum + ofFragment(selection.name.value);
      const below = selection.selectionSet === undefined ? 0 : count(selection.selectionSet);
      if (selection.kind === Kind.INLINE_FRAGMENT) return sum + below;
      return sum + 1 + entriesOf(selection.name.value) * below;
    }, 0);
  return ({ selectionSet }) => (selectionSet === undefined ? 1 : Math.ceil(1 + count(selectionSet)));
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
