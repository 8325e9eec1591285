/** The executor of Europol's contract: what the facts brought is not asked again; the rest is asked as it was compiled. */
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import { readSelection, valueOfArguments } from '../access/selection.ts';
import { askSecond, mergedHub, openPart, type SecondQuestion } from './ask-second.ts';
import type { ValueChecks } from './check-value.ts';
import { completeObject } from './complete-object.ts';
import { type StitchedRequest, withoutBorderFields } from './executing-document.ts';
import { notCompiled } from './not-compiled.ts';
import type { QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

/** One operation of a request, and what is asked of it beyond what its facts hold. */
interface Root extends SecondQuestion {
  readonly alias: string;
  readonly field: FieldNode;
}

/**
 * Answers `operation(id)` for every root field of `request`. When Europol fails, what the facts brought is answered alone
 * and the failure is written into the scope. Fails closed (throws INTERNAL) when a root field holds what was not compiled
 * for its operation.
 */
export async function executeHub(
  schema: GraphQLSchema,
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  request: StitchedRequest,
): Promise<{ data: Record<string, unknown> }> {
  const type = schema.getType('Operation') as GraphQLObjectType;
  const data: Record<string, unknown> = {};
  let answered = false;
  try {
    const roots = rootFieldsOf(scope, request);
    const second = await askSecond(systems, checks, scope, roots);
    for (const root of roots) {
      const value = mergedHub(root.operation.hub.data, second.get(root));
      if (root.field.selectionSet)
        data[root.alias] = completeObject(type, root.field.selectionSet, request.variables ?? {}, value);
    }
    answered = true;
    return { data };
  } finally {
    // Where no participation is handed over, no country will be asked: nobody is to wait for one.
    for (const { id, hub } of scope.operations.values())
      if (!answered || hub.facts.participants.length === 0) scope.settleNational(id);
  }
}

function rootFieldsOf(scope: QueryScope, request: StitchedRequest): Root[] {
  const [query] = request.document.definitions as readonly OperationDefinitionNode[];
  return (query?.selectionSet.selections ?? []).map((field): Root => {
    if (field.kind !== Kind.FIELD || field.selectionSet === undefined) throw notCompiled(['a fragment']);
    const variables = request.variables ?? {};
    const selection = readSelection(field.selectionSet, variables);
    const operation = scope.operations.get(String(valueOfArguments(field, variables).id));
    if (selection === null || operation === undefined) throw notCompiled([field.name.value]);
    return {
      alias: field.alias?.value ?? field.name.value,
      field,
      operation,
      open: openPart(operation, withoutBorderFields(selection)),
    };
  });
}
