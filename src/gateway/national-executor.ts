/**
 * The executor of the national contract: it hands each country's part of a document to that country, through the
 * border, and to no other. All lists of a query that concern one country travel in one document.
 */
import { type GraphQLSchema, Kind, type SelectionSetNode } from 'graphql';
import { QUERY_LIMITS } from '../access/query-limits.ts';
import {
  intersectSelections,
  mergeSelections,
  pathsBeyond,
  readSelection,
  type Selection,
  valueOfArguments,
} from '../access/selection.ts';
import { limitRequests } from '../countries/limit-requests.ts';
import { nextTurn } from '../next-turn.ts';
import { askCountry, type CountryQuestion, type NationalOutcome, overspent } from './ask-country.ts';
import type { ValueChecks } from './check-value.ts';
import { completeObject } from './complete-object.ts';
import { cutAcross, type Participation, travellingOf } from './cut-across.ts';
import { BORDER_FIELDS, type StitchedRequest } from './executing-document.ts';
import { notCompiled } from './not-compiled.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { NationalSystem, Systems } from './systems.ts';

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
  const participations = await askAll(systems, checks, scope, roots);
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

/**
 * The participations of all roots, by key: pages cut as the answer will show them, and the references that go to Interpol
 * written into the scope. Whatever happens, nobody waits for these countries any longer.
 */
async function askAll(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  roots: readonly Root[],
): Promise<ReadonlyMap<string, Participation>> {
  const wanted = new Map<string, Selection>();
  for (const { keys, selection } of roots) {
    for (const key of keys) wanted.set(key, mergeSelections(wanted.get(key) ?? new Map(), selection));
  }
  const operations = new Set([...wanted.keys()].map(operationOf));
  const permitted = new Map(
    [...scope.operations.values()].map((operation) => [operation.id, everything(operation)]),
  );
  try {
    const settled = await Promise.all(
      [...wanted].map(
        async ([key, selection]) =>
          [key, await askByKey(systems, checks, scope, permitted, key, selection)] as const,
      ),
    );
    const asked = settled.map(([key, outcomeOf]) => [key, outcomeOf()] as const);
    await nextTurn();
    scope.reports.push(...asked.map(([, { report }]) => report));
    const answered = new Map(asked.map(([key, { participation }]) => [key, participation]));
    const cut = new Map([...operations].flatMap((id) => [...cutAcross(scope.operations.get(id), answered)]));
    for (const key of [...cut.values()].flatMap(travellingOf)) scope.travelling.add(key);
    return cut;
  } finally {
    for (const operation of operations) scope.settleNational(operation);
  }
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

async function askByKey(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  permitted: ReadonlyMap<string, Selection>,
  key: string,
  selection: Selection,
): Promise<() => NationalOutcome> {
  const operation = scope.operations.get(operationOf(key));
  if (operation === undefined) throw notCompiled([key]);
  const strange = pathsBeyond(selection, permitted.get(operation.id) ?? new Map());
  if (strange.length > 0) throw notCompiled(strange);
  const owner = key.slice(key.lastIndexOf('.') + 1);
  const { accessClass, compiled } = operation;
  return askWithin(systems.national.get(owner), checks, scope, {
    operation: operation.id,
    judging: { map: operation.map, accessClass, owner },
    releases: compiled.releases.get(owner),
    selection: intersectSelections(selection, compiled.national.get(owner) ?? new Map()),
    wanted: compiled.asked.has(owner),
    denied: compiled.denials.some((denial) => denial.owner === owner),
    cursors: scope.cursors,
    deadline: scope.deadline,
  });
}

/**
 * Asks under the query's limit on messages to one country. Where it is passed, whichever operation did it, nothing of the
 * country is given: what had come by then would hang on time.
 */
async function askWithin(
  system: NationalSystem | undefined,
  checks: ValueChecks,
  scope: QueryScope,
  question: CountryQuestion,
): Promise<() => NationalOutcome> {
  const { owner } = question.judging;
  const budget = scope.budgets.get(owner) ?? { left: QUERY_LIMITS.requests.most };
  scope.budgets.set(owner, budget);
  const limited = system && { ...system, connection: limitRequests(system.connection, budget) };
  const outcome = await askCountry(limited, checks, question);
  return () => (budget.left < 0 ? overspent(question) : outcome);
}

/** All that any owner may be asked, and what the border adds itself. */
function everything({ compiled }: OperationScope): Selection {
  return [...compiled.national.values()]
    .map(BORDER_FIELDS.added)
    .reduce(mergeSelections, BORDER_FIELDS.participation);
}

function operationOf(key: string): string {
  return key.slice(0, Math.max(0, key.lastIndexOf('.')));
}
