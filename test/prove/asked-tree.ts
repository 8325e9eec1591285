/** What a document asks, as graphql-js reads it: fragments, directives and variables by its own hand, aliases forgotten. */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  getVariableValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';

export interface AskedField {
  readonly name: string;
  readonly coordinate: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly fields: readonly AskedField[];
}

/** `refused`: the code with which the whole query is refused before anything is asked. */
export type AskedTree =
  | { readonly refused: string }
  | { readonly fields: readonly AskedField[]; readonly variables: Readonly<Record<string, unknown>> };

export function readTree(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
  variables: Readonly<Record<string, unknown>>,
): AskedTree {
  const queries = document.definitions.filter((one) => one.kind === Kind.OPERATION_DEFINITION);
  const chosen =
    operationName === null
      ? queries.length === 1
        ? queries[0]
        : undefined
      : queries.find(({ name }) => name?.value === operationName);
  const type = schema.getQueryType();
  if (chosen === undefined || !type || chosen.operation !== 'query') return { refused: 'BAD_USER_INPUT' };
  const { coerced } = getVariableValues(schema, chosen.variableDefinitions ?? [], { ...variables });
  if (coerced === undefined) return { refused: 'BAD_USER_INPUT' };
  const fragments = Object.create(null) as Record<string, FragmentDefinitionNode>;
  for (const one of document.definitions) {
    if (one.kind === Kind.FRAGMENT_DEFINITION) fragments[one.name.value] = one;
  }
  try {
    return { fields: fieldsOf(schema, fragments, coerced, type, chosen), variables: coerced };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.code };
    throw error;
  }
}

class Refused extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

function fieldsOf(
  schema: GraphQLSchema,
  fragments: Record<string, FragmentDefinitionNode>,
  variables: Record<string, unknown>,
  type: GraphQLObjectType,
  from: OperationDefinitionNode | readonly FieldNode[],
): AskedField[] {
  const groups =
    'kind' in from
      ? collectFields(schema, fragments, variables, type, from.selectionSet)
      : collectSubfields(schema, fragments, variables, type, from);
  return [...groups.values()].flatMap((nodes): AskedField[] => {
    const [node] = nodes as readonly [FieldNode];
    const name = node.name.value;
    if (name.startsWith('__')) return [];
    const definition = type.getFields()[name];
    if (definition === undefined) throw new Refused('BAD_USER_INPUT');
    let args: Record<string, unknown>;
    try {
      args = getArgumentValues(definition, node, variables);
    } catch {
      throw new Refused('BAD_USER_INPUT');
    }
    const { first, refs } = args;
    if (first !== undefined && (typeof first !== 'number' || first < 1 || first > 500))
      throw new Refused('BAD_USER_INPUT');
    if (Array.isArray(refs) && (refs.length < 1 || refs.length > 50)) throw new Refused('BAD_USER_INPUT');
    const below = getNamedType(definition.type);
    const fields = isObjectType(below) ? fieldsOf(schema, fragments, variables, below, nodes) : [];
    return [{ name, coordinate: `${type.name}.${name}`, args, fields }];
  });
}

/** What is asked of the nodes of a connection: `nodes` and `edges { node }` are one. */
export function nodesOf({ fields }: AskedField): readonly AskedField[] {
  return fields.flatMap((field) => {
    if (field.name === 'nodes') return field.fields;
    if (field.name === 'edges')
      return field.fields.filter(({ name }) => name === 'node').flatMap((node) => node.fields);
    return [];
  });
}

/** All that is asked of the operation `id`, wherever in the query. */
export function ofOperation(fields: readonly AskedField[], id: string): readonly AskedField[] {
  return fields.flatMap((field) => {
    if (field.name === 'operation') return field.args.id === id ? field.fields : [];
    // There is one operation: nothing stands after it.
    if (field.name === 'operations') return field.args.after ? [] : nodesOf(field);
    return [];
  });
}
