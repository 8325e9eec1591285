/**
 * What a caller asks, without anything a caller typed but the values of arguments: fragments inlined, @skip and
 * @include resolved, duplicates merged, aliases and variables gone.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getArgumentValues,
  getDirectiveValues,
  getNamedType,
  getVariableValues,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { badInput, tooCostly } from './bad-input.ts';
import { checkRecordArguments } from './check-record-arguments.ts';
import { responseKeyOf } from './response-key-of.ts';

/** One field of the canonical query; its key is made from its name and arguments, never from an alias. */
export interface CanonicalField {
  readonly key: string;
  readonly name: string;
  /** `Suspect.caseRef` */
  readonly coordinate: string;
  /** Coerced, defaults filled in, without nulls. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Null for a leaf. */
  readonly fields: CanonicalFields | null;
}
export type CanonicalFields = ReadonlyMap<string, CanonicalField>;

export interface CanonicalQuery {
  readonly fields: CanonicalFields;
}

export interface QueryInput {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** How much a query may hold before anything is sent: fields as written, fragments inlined; and nesting. */
const MOST_FIELDS = 4_000;
const DEEPEST = 24;
const FIRST = { least: 1, most: 500 };
/** References of one cross-check. */
const MOST_REFERENCES = 50;

/**
 * The canonical form of the query that `operationName` chooses.
 *
 * The document has been validated against `schema`; variables are as they came and are coerced here. Introspection is
 * left out: it is answered from the public schema. Throws BAD_USER_INPUT (variables, arguments out of range, no such
 * query) and QUERY_TOO_COSTLY, with what and where in its facts.
 */
export function canonicalQuery(schema: GraphQLSchema, input: QueryInput): CanonicalQuery {
  const query = chosenQuery(input);
  const root = schema.getQueryType();
  if (query.operation !== 'query' || !root) throw badInput('only queries can be asked', query.operation);
  const { coerced, errors } = getVariableValues(schema, query.variableDefinitions ?? [], {
    ...input.variables,
  });
  if (coerced === undefined) throw badInput(withoutHint(errors?.[0]?.message ?? ''), 'variables');
  const reading: Reading = {
    schema,
    fragments: fragmentsOf(input.document),
    variables: coerced,
    fieldCount: 0,
  };
  return { fields: readSelections(reading, root, [query.selectionSet], 1) };
}

interface Reading {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  fieldCount: number;
}

interface Merged {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly selections: SelectionSetNode[];
}

function readSelections(
  reading: Reading,
  type: GraphQLObjectType,
  selections: readonly SelectionSetNode[],
  depth: number,
): CanonicalFields {
  if (depth > DEEPEST) throw tooCostly(`nested deeper than ${DEEPEST}`);
  const merged = new Map<string, Merged>();
  for (const selection of selections) collect(reading, type, selection, merged, new Set());
  const fields = new Map<string, CanonicalField>();
  for (const [key, { name, args, selections: below }] of merged) {
    const child = getNamedType(type.getFields()[name]?.type);
    const nested = isObjectType(child) ? readSelections(reading, child, below, depth + 1) : null;
    fields.set(key, { key, name, coordinate: `${type.name}.${name}`, args, fields: nested });
  }
  return fields;
}

/** Without interfaces and unions every fragment that validates applies: its condition is the type itself. */
function collect(
  reading: Reading,
  type: GraphQLObjectType,
  { selections }: SelectionSetNode,
  merged: Map<string, Merged>,
  spread: Set<string>,
): void {
  for (const selection of selections) {
    if (!isIncluded(reading, selection)) continue;
    if (selection.kind === Kind.FIELD) collectField(reading, type, selection, merged);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      collect(reading, type, selection.selectionSet, merged, spread);
    else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      const fragment = reading.fragments.get(selection.name.value);
      if (fragment !== undefined) collect(reading, type, fragment.selectionSet, merged, spread);
    }
  }
}

function collectField(
  reading: Reading,
  type: GraphQLObjectType,
  node: FieldNode,
  merged: Map<string, Merged>,
): void {
  const name = node.name.value;
  if (name.startsWith('__')) return;
  reading.fieldCount += 1;
  if (reading.fieldCount > MOST_FIELDS) throw tooCostly(`more than ${MOST_FIELDS} fields`);
  const definition = type.getFields()[name];
  if (definition === undefined) throw badInput('no such field', `${type.name}.${name}`);
  const args = argumentsOf(reading, `${type.name}.${name}`, definition, node);
  const key = responseKeyOf(name, args);
  const known = merged.get(key) ?? { name, args, selections: [] };
  if (node.selectionSet !== undefined) known.selections.push(node.selectionSet);
  merged.set(key, known);
}

function argumentsOf(
  reading: Reading,
  coordinate: string,
  definition: Parameters<typeof getArgumentValues>[0],
  node: FieldNode,
): Readonly<Record<string, unknown>> {
  let args: Record<string, unknown>;
  try {
    args = getArgumentValues(definition, node, reading.variables);
  } catch (cause) {
    throw badInput(withoutHint(cause instanceof Error ? cause.message : ''), coordinate);
  }
  const { first } = args;
  if (first !== undefined && (typeof first !== 'number' || first < FIRST.least || first > FIRST.most)) {
    throw badInput(`\`first\` is from ${FIRST.least} to ${FIRST.most}`, `${coordinate}(first:)`);
  }
  const { refs } = args;
  if (Array.isArray(refs) && (refs.length < 1 || refs.length > MOST_REFERENCES)) {
    throw badInput(`\`refs\` holds 1 to ${MOST_REFERENCES} references`, `${coordinate}(refs:)`);
  }
  checkRecordArguments(coordinate, args);
  // A null says nothing: it is as if the argument were not there.
  return Object.freeze(Object.fromEntries(Object.entries(args).filter(([, value]) => value !== null)));
}

function isIncluded(reading: Reading, node: SelectionNode): boolean {
  const skip = getDirectiveValues(GraphQLSkipDirective, node, reading.variables);
  if (skip?.if === true) return false;
  return getDirectiveValues(GraphQLIncludeDirective, node, reading.variables)?.if !== false;
}

function chosenQuery({ document, operationName }: QueryInput): OperationDefinitionNode {
  const queries = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const [only] = queries;
  const chosen =
    operationName === null
      ? queries.length === 1
        ? only
        : undefined
      : queries.find((query) => query.name?.value === operationName);
  if (chosen === undefined) throw badInput('no query of this name: give `operationName`', 'operationName');
  return chosen;
}

function fragmentsOf(document: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> {
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** graphql-js adds suggestions from the schema to its messages. */
function withoutHint(message: string): string {
  return message.replace(/\s*Did you mean.*$/s, '');
}
