/** The executor of Interpol's contract: whatever is asked of it, and however often, is answered from the query's one message. */
import { type GraphQLObjectType, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { valueOfArguments } from '../access/selection.ts';
import { GatewayError } from '../errors.ts';
import { askInterpol, type InterpolAnswer } from './ask-interpol.ts';
import type { ValueChecks } from './check-value.ts';
import { completeObject } from './complete-object.ts';
import type { StitchedRequest } from './executing-document.ts';
import type { QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

/**
 * Answers `request`. A failure of Interpol's is in the scope, values are null. Fails closed (throws INTERNAL) for a
 * reference that is not among those that travel, and for what is no field of the contract.
 */
export async function executeInterpol(
  schema: GraphQLSchema,
  systems: Systems,
  checks: ValueChecks,
  scope: QueryScope,
  request: StitchedRequest,
): Promise<{ data: Record<string, unknown> }> {
  scope.interpol.asked ??= askInterpol(systems, checks, scope);
  const answer = await scope.interpol.asked;
  const variables = request.variables ?? {};
  const [query] = request.document.definitions as readonly OperationDefinitionNode[];
  const data: Record<string, unknown> = {};
  for (const field of query?.selectionSet.selections ?? []) {
    if (field.kind !== Kind.FIELD || field.selectionSet === undefined) throw strange('a fragment');
    const name = field.name.value;
    const type = schema.getType(name === 'notices' ? 'Notice' : 'InterpolReference') as GraphQLObjectType;
    const value = answerOf(scope, answer, name, valueOfArguments(field, variables));
    data[field.alias?.value ?? name] = completeObject(type, field.selectionSet, variables, value);
  }
  return { data };
}

function answerOf(
  scope: QueryScope,
  { index, indexFailure, notices }: InterpolAnswer,
  name: string,
  args: Readonly<Record<string, unknown>>,
): unknown {
  if (name === 'notices') return notices.get(String(args.operation))?.rows ?? null;
  if (!Array.isArray(args.keys)) throw strange(name);
  return args.keys.map((key: unknown) => {
    if (typeof key !== 'string' || !scope.travelling.has(key)) throw strange('a reference');
    const entry = index.get(key);
    if (entry === undefined && indexFailure === null) throw strange('a reference');
    return { _invalid: [], ...entry, _k: key };
  });
}

function strange(what: string): GatewayError {
  return new GatewayError('INTERNAL', `a document holds what was not compiled: ${what}`, { paths: [what] });
}
