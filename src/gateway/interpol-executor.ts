/** The executor of Interpol's contract: whatever is asked of it, and however often, is answered from the query's one message. */
import DataLoader from 'dataloader';
import { type GraphQLObjectType, type GraphQLSchema, Kind, type OperationDefinitionNode } from 'graphql';
import { valueOfArguments } from '../access/selection.ts';
import { askInterpol, type InterpolAnswer } from './ask-interpol.ts';
import type { ValueChecks } from './check-value.ts';
import { completeObject } from './complete-object.ts';
import type { StitchedRequest } from './executing-document.ts';
import { notCompiled } from './not-compiled.ts';
import type { QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

/** An entry of the index as the library merges it, under its key. */
export type InterpolEntry = Readonly<Record<string, unknown>>;

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
  scope.interpol.entries ??= openEntries(scope, scope.interpol.asked);
  const { asked, entries } = scope.interpol;
  const variables = request.variables ?? {};
  const [query] = request.document.definitions as readonly OperationDefinitionNode[];
  const answered = (query?.selectionSet.selections ?? []).map(async (field) => {
    if (field.kind !== Kind.FIELD || field.selectionSet === undefined) throw notCompiled(['a fragment']);
    const name = field.name.value;
    const type = schema.getType(name === 'notices' ? 'Notice' : 'InterpolReference') as GraphQLObjectType;
    const args = valueOfArguments(field, variables);
    const value =
      name === 'notices'
        ? ((await asked).notices.get(String(args.operation))?.rows ?? null)
        : await loadAll(entries, args.keys);
    const complete = completeObject(type, field.selectionSet, variables, value);
    return [field.alias?.value ?? name, complete] as const;
  });
  return { data: Object.fromEntries(await Promise.all(answered)) };
}

/**
 * Entries by key, each read once for a query: however a library parts its keys, they are answered from the one message.
 * A loader lives as long as its query and is never shared.
 */
function openEntries(scope: QueryScope, asked: Promise<InterpolAnswer>): DataLoader<string, InterpolEntry> {
  return new DataLoader(async (keys) => {
    const { index, indexFailure } = await asked;
    return keys.map((key): InterpolEntry | Error => {
      const entry = index.get(key);
      if (!scope.travelling.has(key) || (entry === undefined && indexFailure === null))
        return notCompiled(['a reference']);
      return { _invalid: [], ...entry, _k: key };
    });
  });
}

async function loadAll(
  entries: DataLoader<string, InterpolEntry>,
  keys: unknown,
): Promise<readonly InterpolEntry[]> {
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) throw notCompiled(['keys']);
  return Promise.all(keys.map((key) => entries.load(key)));
}
