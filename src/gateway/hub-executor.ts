/** The executor of Europol's contract: what the facts brought is not asked again; the rest is asked as it was compiled. */
import {
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
} from 'graphql';
import {
  mergeSelections,
  pathsBeyond,
  printSelection,
  readSelection,
  type Selection,
  valueOfArguments,
} from '../access/selection.ts';
import { askGraphql } from '../countries/ask-graphql.ts';
import { asRow, type NativeRow } from '../countries/protocols/protocol.ts';
import { type ErrorCode, GatewayError } from '../errors.ts';
import type { ValueChecks } from './check-value.ts';
import { completeObject } from './complete-object.ts';
import { type StitchedRequest, withoutBorderFields } from './executing-document.ts';
import { notCompiled } from './not-compiled.ts';
import type { OperationScope, QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';
import { type HubData, toHubData } from './to-hub-data.ts';
import { wasSent } from './was-sent.ts';

/** One operation of a request, and what is asked of it beyond what its facts hold. */
interface Root {
  readonly alias: string;
  readonly field: FieldNode;
  readonly operation: OperationScope;
  readonly open: Selection;
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
      const value = merged(root.operation.hub.data, second.get(root));
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

/**
 * What Europol answers to what the facts do not hold, by root; a root of which nothing came is missing.
 *
 * INVARIANT: the participations of a query are those its class was made of. The facts hold every field of them that may
 * be asked; they are not asked again, and what comes of them beside the rest is not looked at.
 */
async function askSecond(
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  roots: readonly Root[],
): Promise<ReadonlyMap<Root, HubData>> {
  const asked = roots.filter(({ open }) => open.size > 0);
  const read = new Map<Root, HubData>();
  if (asked.length === 0) return read;
  const note = ({ operation, open }: Root, failure: ErrorCode | null, isSent = true): void =>
    void scope.second.set(operation.id, { sent: isSent ? open : new Map(), failure });
  try {
    const answer = await ask(systems, scope, asked);
    for (const [index, root] of asked.entries()) {
      try {
        read.set(root, toHubData(checks, root.open, asRow(answer[`o${index}`], 'an operation')));
        note(root, null);
      } catch (cause) {
        note(root, sourceCodeOf(cause));
      }
    }
  } catch (cause) {
    for (const root of asked) note(root, sourceCodeOf(cause), wasSent(cause));
  }
  return read;
}

function ask({ europol }: Systems, { deadline }: QueryScope, roots: readonly Root[]): Promise<NativeRow> {
  if (europol === null) throw new GatewayError('SOURCE_UNAVAILABLE', 'no system is configured for `XE`');
  const parts = roots.map(
    ({ operation, open }, index) =>
      `o${index}: operation(id: ${JSON.stringify(operation.id)}) ${printSelection(open)}`,
  );
  return askGraphql(europol, deadline, `query { ${parts.join(' ')} }`);
}

/** A failure of Europol's; anything else is our own and is not put down to it. */
function sourceCodeOf(cause: unknown): ErrorCode {
  if (cause instanceof GatewayError && cause.code.startsWith('SOURCE_')) return cause.code;
  throw cause;
}

function merged(held: HubData, second: HubData | undefined): HubData {
  if (second === undefined) return held;
  return { ...held, ...second, _invalid: [...held._invalid, ...second._invalid] };
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

/** Fields of `selection` that the facts do not hold; each of them was compiled. */
function openPart({ compiled, hub }: OperationScope, selection: Selection): Selection {
  const strange = pathsBeyond(selection, mergeSelections(compiled.hub, hub.held));
  if (strange.length > 0) throw notCompiled(strange);
  const open = new Set(pathsBeyond(selection, hub.held).map((path) => path.split('.')[0]));
  return new Map([...selection].filter(([key]) => open.has(key)));
}
