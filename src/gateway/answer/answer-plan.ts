/**
 * The client's document, made ready for answers: fragments written out, directives and arguments read, every field with its
 * resolver. It hangs on the document and its variables alone, so it is made once for all who ask it. What graphql-js would do
 * with them is done here; what it would find out anew for every field of every answer is not.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getVariableValues,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AskedQuery } from './answer-query.ts';
import { projectorOf, type RecordProjector } from './record-projector.ts';
import type { Resolve } from './resolve.ts';

export interface AnswerPlan {
  readonly root: ObjectPlan;
}

/** What is asked of an object. */
export interface ObjectPlan {
  readonly type: GraphQLObjectType;
  readonly fields: readonly FieldPlan[];
  /** A client may call a field `__proto__`: then its objects have no prototype. */
  readonly isPlain: boolean;
  /** Of a record whose fields are all plain values: how one of which everything is open is written in one go. */
  readonly projector: RecordProjector | null;
}

export interface FieldPlan {
  /** The client's name for it. */
  readonly key: string;
  readonly name: string;
  readonly coordinate: string;
  readonly parentType: GraphQLObjectType;
  readonly returnType: GraphQLOutputType;
  readonly schema: GraphQLSchema;
  readonly args: Readonly<Record<string, unknown>>;
  /** Null: the name of the type. */
  readonly resolve: Resolve<unknown> | null;
  readonly shape: Shape;
  /** Of the records of a connection: how those of one country are written in one go. */
  readonly records: RecordProjector | null;
}

/** What a value must be, from the outside in. */
export type Shape =
  | { readonly kind: 'leaf'; readonly isNullable: boolean; readonly serialize: (value: unknown) => unknown }
  | { readonly kind: 'list'; readonly isNullable: boolean; readonly of: Shape }
  | { readonly kind: 'object'; readonly isNullable: boolean; readonly of: ObjectPlan };

interface Planning {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The plan of `asked`, which has been validated; null where it asks for the schema itself, which graphql-js answers, or for
 * what is no query of the document.
 */
export function answerPlan(schema: GraphQLSchema, asked: AskedQuery): AnswerPlan | null {
  const query = chosenQuery(asked);
  const type = schema.getQueryType();
  if (query === null || !type) return null;
  const { coerced } = getVariableValues(schema, query.variableDefinitions ?? [], { ...asked.variables });
  if (coerced === undefined) return null;
  const planning: Planning = { schema, fragments: fragmentsOf(asked.document), variables: coerced };
  const fields = collected(planning, [query.selectionSet]);
  if ([...fields.values()].some(([node]) => node !== undefined && isIntrospection(node))) return null;
  return { root: planObject(planning, type, fields) };
}

function isIntrospection({ name }: FieldNode): boolean {
  return name.value === '__schema' || name.value === '__type';
}

function chosenQuery({ document, operationName }: AskedQuery): OperationDefinitionNode | null {
  const queries = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const chosen =
    operationName === null ? queries : queries.filter(({ name }) => name?.value === operationName);
  const [only] = chosen;
  return only === undefined || chosen.length > 1 || only.operation !== 'query' ? null : only;
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** Nodes of fields by the client's names, in the order they are met; of one type, for there are no others in the schema. */
type Collected = Map<string, [FieldNode, ...FieldNode[]]>;

function collected(planning: Planning, sets: readonly SelectionSetNode[]): Collected {
  const fields: Collected = new Map();
  const spread = new Set<string>();
  for (const set of sets) collect(planning, set, fields, spread);
  return fields;
}

function collect(
  planning: Planning,
  { selections }: SelectionSetNode,
  fields: Collected,
  spread: Set<string>,
): void {
  for (const node of selections) {
    const { variables, fragments } = planning;
    if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) continue;
    if (getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if === false) continue;
    if (node.kind === Kind.FIELD) {
      const key = node.alias?.value ?? node.name.value;
      const known = fields.get(key);
      if (known === undefined) fields.set(key, [node]);
      else known.push(node);
    } else if (node.kind === Kind.INLINE_FRAGMENT) collect(planning, node.selectionSet, fields, spread);
    else if (!spread.has(node.name.value)) {
      spread.add(node.name.value);
      const fragment = fragments.get(node.name.value);
      if (fragment !== undefined) collect(planning, fragment.selectionSet, fields, spread);
    }
  }
}

function planObject(planning: Planning, type: GraphQLObjectType, nodes: Collected): ObjectPlan {
  const fields = [...nodes].flatMap(([key, ofKey]) => planField(planning, type, key, ofKey) ?? []);
  return {
    type,
    fields,
    isPlain: !nodes.has('__proto__'),
    projector: projectorOf(type, fields),
  };
}

/** Null: a field that the schema does not have, which graphql-js leaves out. */
function planField(
  planning: Planning,
  parentType: GraphQLObjectType,
  key: string,
  nodes: readonly [FieldNode, ...FieldNode[]],
): FieldPlan | null {
  const { schema, variables } = planning;
  const [node] = nodes;
  const name = node.name.value;
  if (name === '__typename') {
    const returnType = schema.getType('String') as GraphQLOutputType;
    const shape: Shape = { kind: 'leaf', isNullable: false, serialize: (value) => value };
    const coordinate = `${parentType.name}.${name}`;
    return {
      key,
      name,
      coordinate,
      parentType,
      returnType,
      schema,
      args: {},
      resolve: null,
      shape,
      records: null,
    };
  }
  const definition = parentType.getFields()[name];
  if (definition === undefined) return null;
  const shape = shapeOf(planning, definition.type, nodes, true);
  return {
    key,
    name,
    coordinate: `${parentType.name}.${name}`,
    parentType,
    returnType: definition.type,
    schema,
    args: getArgumentValues(definition, node, variables),
    resolve: (definition.resolve ?? null) as Resolve<unknown> | null,
    shape,
    records: isNodes(parentType, name) ? projectorIn(shape) : null,
  };
}

function isNodes({ name: type }: GraphQLObjectType, name: string): boolean {
  return name === 'nodes' && type.endsWith('Connection');
}

function projectorIn(shape: Shape): RecordProjector | null {
  if (shape.kind === 'list') return projectorIn(shape.of);
  return shape.kind === 'object' ? shape.of.projector : null;
}

function shapeOf(
  planning: Planning,
  type: GraphQLOutputType,
  nodes: readonly FieldNode[],
  isNullable: boolean,
): Shape {
  if (isNonNullType(type)) return shapeOf(planning, type.ofType, nodes, false);
  if (isListType(type)) return { kind: 'list', isNullable, of: shapeOf(planning, type.ofType, nodes, true) };
  if (isLeafType(type)) return { kind: 'leaf', isNullable, serialize: (value) => type.serialize(value) };
  if (!isObjectType(type)) throw new Error(`INVARIANT: \`${type.name}\` is no object, and no leaf`);
  const below = nodes.flatMap(({ selectionSet }) => (selectionSet === undefined ? [] : [selectionSet]));
  return { kind: 'object', isNullable, of: planObject(planning, type, collected(planning, below)) };
}
