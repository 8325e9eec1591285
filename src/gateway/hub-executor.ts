/** The executor of Europol's contract: what the facts brought is not asked again; the rest is asked as it was compiled. */
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import {
  mergeSelections,
  pathsBeyond,
  readSelection,
  type Selection,
  valueOfArguments,
} from '../access/selection.ts';
import { askGraphql } from '../countries/ask-graphql.ts';
import { GatewayError } from '../errors.ts';
import { completeObject } from './complete-object.ts';
import type { StitchedRequest } from './executing-document.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

/**
 * Answers `operation(id)` for every root field of `request`. Fails closed when a root field holds what was not compiled
 * for its operation. Throws SOURCE_* when Europol fails.
 */
export async function executeHub(
  schema: GraphQLSchema,
  systems: Systems,
  scope: QueryScope,
  request: StitchedRequest,
): Promise<{ data: Record<string, unknown> }> {
  const type = schema.getType('Operation') as GraphQLObjectType;
  const data: Record<string, unknown> = {};
  const roots = rootFieldsOf(request);
  let asked: Readonly<Record<string, unknown>> = {};
  const open = roots.filter(
    ({ operation, selection }) => pathsBeyond(selection, heldBy(scope, operation)).length > 0,
  );
  if (open.length > 0) {
    for (const { operation, selection } of open) assertCompiled(scope.operations.get(operation), selection);
    if (systems.europol === null)
      throw new GatewayError('SOURCE_UNAVAILABLE', 'no system is configured for `XE`');
    const parts = open.map(({ alias, field }) =>
      print({ ...withoutParticipations(field), alias: { kind: Kind.NAME, value: alias } }),
    );
    asked = await askGraphql(systems.europol, `query { ${parts.join(' ')} }`);
  }
  for (const root of roots) {
    const { alias, operation, field } = root;
    const held = scope.operations.get(operation)?.hub.data;
    // What Europol answers stands under the aliases it was asked by, which are the response keys.
    const value = open.includes(root)
      ? { ...(asked[alias] as object | null), participations: held?.participations }
      : held;
    if (field.selectionSet)
      data[alias] = completeObject(type, field.selectionSet, request.variables ?? {}, value);
  }
  return { data };
}

/**
 * INVARIANT: the participations of a query are those its class was made of. The facts hold every field of them that may
 * be asked; they are not asked again, and what comes of them beside the rest is not looked at.
 */
function withoutParticipations(field: FieldNode): FieldNode {
  const selections = (field.selectionSet?.selections ?? []).filter(
    (one) => one.kind !== Kind.FIELD || one.name.value !== 'participations',
  );
  return { ...field, selectionSet: { kind: Kind.SELECTION_SET, selections } };
}

function rootFieldsOf(request: StitchedRequest) {
  const [query] = request.document.definitions as readonly OperationDefinitionNode[];
  return (query?.selectionSet.selections ?? []).map((field) => {
    if (field.kind !== Kind.FIELD || field.selectionSet === undefined) throw beyond(['a fragment']);
    const variables = request.variables ?? {};
    const selection = readSelection(field.selectionSet, variables);
    const operation = String(valueOfArguments(field, variables).id);
    if (selection === null) throw beyond(['a fragment']);
    // Variables of the library are written out: Europol gets literals only.
    const id = {
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: 'id' },
      value: { kind: Kind.STRING, value: operation },
    } as const;
    return {
      alias: field.alias?.value ?? field.name.value,
      operation,
      selection,
      field: { ...field, arguments: [id] },
    };
  });
}

function heldBy(scope: QueryScope, operation: string): Selection {
  return scope.operations.get(operation)?.hub.held ?? new Map();
}

function assertCompiled(operation: OperationScope | undefined, selection: Selection): void {
  if (operation === undefined) throw beyond(['operation']);
  const { compiled, hub } = operation;
  const strange = pathsBeyond(selection, mergeSelections(compiled.hub, hub.held));
  if (strange.length > 0) throw beyond(strange);
}

function beyond(paths: readonly string[]): GatewayError {
  return new GatewayError('INTERNAL', `a document holds what was not compiled: ${paths.join(', ')}`, {
    paths,
  });
}
