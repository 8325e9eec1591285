/**
 * The executor of the national contract: it hands each country's part of a document to that country, through the
 * border, and to no other. All lists of a query that concern one country travel in one document.
 */
import { type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import {
  mergeSelections,
  pathsBeyond,
  readSelection,
  type Selection,
  valueOfArguments,
} from '../access/selection.ts';
import { askParticipations, operationOf } from './ask-participations.ts';
import type { ValueChecks } from './check-value.ts';
import { completeObject } from './complete-object.ts';
import { BORDER_FIELDS, type StitchedRequest } from './executing-document.ts';
import { notCompiled } from './not-compiled.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

interface Root {
  readonly alias: string;
  readonly keys: readonly string[];
  readonly selectionSet: SelectionSetNode;
  readonly selection: Selection;
}

/**
 * Answers `participations(keys)` for every root field of `request`, in the order of its keys.
 *
 * INVARIANT: what is sent to an owner is what stitching asks, cut to the compiled document of that owner; a path that
 * no compiled document holds fails the whole request closed, before anything is sent.
 */
export async function executeNational(
  schema: GraphQLSchema,
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  request: StitchedRequest,
): Promise<{ data: Record<string, unknown> }> {
  const roots = readRoots(request);
  const wanted = new Map<string, Selection>();
  for (const { keys, selection } of roots) {
    for (const key of keys) wanted.set(key, mergeSelections(wanted.get(key) ?? new Map(), selection));
  }
  refuseStrangers(scope, wanted);
  const participations = await askParticipations(systems, checks, scope, wanted, 'REFERENCE');
  const type = schema.getType('Participation') as Parameters<typeof completeObject>[0];
  const data: Record<string, unknown> = {};
  for (const { alias, keys, selectionSet } of roots) {
    data[alias] = keys.map((key) => {
      const participation = { ...participations.get(key), id: key };
      return completeObject(type, selectionSet, request.variables ?? {}, participation);
    });
  }
  return { data };
}

function readRoots(request: StitchedRequest): Root[] {
  const roots: Root[] = [];
  for (const definition of request.document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) throw notCompiled(['a fragment']);
    for (const field of definition.selectionSet.selections) {
      if (field.kind !== Kind.FIELD || field.selectionSet === undefined) throw notCompiled(['a fragment']);
      const variables = request.variables ?? {};
      const selection = readSelection(field.selectionSet, variables);
      const { keys } = valueOfArguments(field, variables);
      if (selection === null || field.name.value !== 'participations' || !Array.isArray(keys))
        throw notCompiled([field.name.value]);
      const alias = field.alias?.value ?? field.name.value;
      roots.push({ alias, keys: keys.map(String), selectionSet: field.selectionSet, selection });
    }
  }
  return roots;
}

/** What no compiled document holds fails the whole request, before anything is sent. */
function refuseStrangers({ operations }: QueryScope, wanted: ReadonlyMap<string, Selection>): void {
  const permitted = new Map(
    [...operations.values()].map((operation) => [operation.id, everything(operation)]),
  );
  for (const [key, selection] of wanted) {
    const strange = pathsBeyond(selection, permitted.get(operationOf(key)) ?? new Map());
    if (strange.length > 0) throw notCompiled(strange);
  }
}

/** All that any owner may be asked, and what the border adds itself. */
function everything({ compiled }: OperationScope): Selection {
  return [...compiled.national.values()]
    .map(BORDER_FIELDS.added)
    .reduce(mergeSelections, BORDER_FIELDS.participation);
}
