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
  getDirectiveValues,
  getNamedType,
  getNullableType,
  getVariableValues,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { canonicalJson } from '../canonical-json.ts';
import { badInput } from './bad-input.ts';
import { checkLimit } from './check-limit.ts';
import { checkVariables } from './check-variables.ts';
import { type CostMap, costOf } from './cost-map.ts';
import { entriesOf } from './entries-of.ts';
import { estimateRequests } from './estimate-requests.ts';
import { introspectionValues } from './introspection-values.ts';
import type { QueryEstimate } from './query-estimate.ts';
import { readArguments } from './read-arguments.ts';
import { responseKeyOf } from './response-key-of.ts';
import { withoutHint } from './without-hint.ts';

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
  readonly estimate: QueryEstimate;
}

export interface QueryInput {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The canonical form of the query that `operationName` chooses.
 *
 * The document has been validated against `schema`; variables are as they came and are coerced here. Introspection is
 * left out: it is answered from the public schema. Throws BAD_USER_INPUT (variables, arguments out of range, no such
 * query) and QUERY_TOO_COSTLY (variables, fields, what it can cost by `costs`), with what and where in its facts.
 */
export function canonicalQuery(schema: GraphQLSchema, costs: CostMap, input: QueryInput): CanonicalQuery {
  const query = chosenQuery(input);
  const root = schema.getQueryType();
  if (query.operation !== 'query' || !root) throw badInput('only queries can be asked', query.operation);
  checkVariables(input.variables);
  const { coerced, errors } = getVariableValues(
    schema,
    query.variableDefinitions ?? [],
    { ...input.variables },
    { maxErrors: 1 },
  );
  if (coerced === undefined) throw badInput(withoutHint(errors?.[0]?.message ?? ''), 'variables');
  const fragments = fragmentsOf(input.document);
  const reading: Reading = {
    costs,
    fragments,
    introspected: introspectionValues(schema, fragments),
    variables: coerced,
    fieldCount: 0,
    argumentText: 0,
    records: 0,
    values: 0,
  };
  const fields = readSelections(reading, root, [query.selectionSet], {
    depth: 1,
    times: 1,
    args: {},
    isOfOne: false,
  });
  const { records, values } = reading;
  return { fields, estimate: { records, values, requests: estimateRequests(costs, fields) } };
}

interface Reading {
  readonly costs: CostMap;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly introspected: ReturnType<typeof introspectionValues>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Selections as they are written, fragments written out, skipped ones too: each is looked at. */
  fieldCount: number;
  argumentText: number;
  records: number;
  values: number;
}

/** Where a selection stands: how deep, how many times it can be in the answer, under what arguments, below one country or not. */
interface Place {
  readonly depth: number;
  readonly times: number;
  readonly args: Readonly<Record<string, unknown>>;
  readonly isOfOne: boolean;
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
  place: Place,
): CanonicalFields {
  checkLimit('depth', place.depth, type.name);
  const merged = new Map<string, Merged>();
  for (const selection of selections) collect(reading, type, selection, merged, new Set(), place.times);
  const fields = new Map<string, CanonicalField>();
  for (const [key, { name, args, selections: below }] of merged) {
    const ofField = type.getFields()[name]?.type;
    const child = getNamedType(ofField);
    const coordinate = `${type.name}.${name}`;
    const cost = costOf(reading.costs, coordinate);
    const times = place.times * entriesOf(cost, args, place.args, place.isOfOne);
    const isOfOne = place.isOfOne || cost.byCountry;
    if (isObjectType(child) && isListType(getNullableType(ofField))) reading.records += times;
    checkLimit('records', reading.records, coordinate);
    const nested = isObjectType(child)
      ? readSelections(reading, child, below, { depth: place.depth + 1, times, args, isOfOne })
      : null;
    fields.set(key, { key, name, coordinate, args, fields: nested });
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
  times: number,
): void {
  for (const selection of selections) {
    checkLimit('fields', ++reading.fieldCount, type.name);
    if (!isIncluded(reading, selection)) continue;
    if (selection.kind === Kind.FIELD) collectField(reading, type, selection, merged, times);
    else if (selection.kind === Kind.INLINE_FRAGMENT)
      collect(reading, type, selection.selectionSet, merged, spread, times);
    else if (!spread.has(selection.name.value)) {
      spread.add(selection.name.value);
      const fragment = reading.fragments.get(selection.name.value);
      if (fragment !== undefined) collect(reading, type, fragment.selectionSet, merged, spread, times);
    }
  }
}

function collectField(
  reading: Reading,
  type: GraphQLObjectType,
  node: FieldNode,
  merged: Map<string, Merged>,
  times: number,
): void {
  const name = node.name.value;
  reading.values += times * (name.startsWith('__') ? reading.introspected(node) : 1);
  checkLimit('values', reading.values, `${type.name}.${name}`);
  if (name.startsWith('__')) return;
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
  definition: Parameters<typeof readArguments>[1],
  node: FieldNode,
): Readonly<Record<string, unknown>> {
  const args = readArguments(coordinate, definition, node, reading.variables);
  if (Object.keys(args).length > 0) reading.argumentText += canonicalJson(args).length;
  checkLimit('argumentText', reading.argumentText, coordinate);
  return args;
}

function isIncluded({ variables }: Reading, node: SelectionNode): boolean {
  try {
    if (getDirectiveValues(GraphQLSkipDirective, node, variables)?.if === true) return false;
    return getDirectiveValues(GraphQLIncludeDirective, node, variables)?.if !== false;
  } catch {
    // A variable with a default may be null all the same, and passes validation.
    throw badInput('`if` of @skip or @include is null', 'variables');
  }
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
