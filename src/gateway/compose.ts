/** The only file that knows stitching: three contracts, one executing schema. */

import { stitchSchemas } from '@graphql-tools/stitch';
import type { ExecutionRequest, Executor } from '@graphql-tools/utils';
import {
  buildSchema,
  type DocumentNode,
  execute,
  type GraphQLError,
  type GraphQLSchema,
  isObjectType,
} from 'graphql';
import { GatewayError } from '../errors.ts';
import type { ValueChecks } from './check-value.ts';
import type { StitchedRequest } from './executing-document.ts';
import { executeHub } from './hub-executor.ts';
import { executeInterpol } from './interpol-executor.ts';
import { executeNational } from './national-executor.ts';
import type { QueryScope } from './query-scope.ts';
import type { Systems } from './systems.ts';

/** The texts of schema/, by file name without ending. */
export interface ContractTexts {
  readonly access: string;
  readonly hub: string;
  readonly national: string;
  readonly interpol: string;
}

/** Runs an executing document for one query. Rejects with a GatewayError when a border fails closed. */
export type ExecuteStitched = (
  document: DocumentNode,
  systems: Systems,
  scope: QueryScope,
) => Promise<Readonly<Record<string, unknown>>>;

/** What executors are told of a query: the ways out of the gateway it came to, and its state. */
interface StitchedContext {
  readonly systems: Systems;
  readonly scope: QueryScope;
}

type Execute = (
  schema: GraphQLSchema,
  systems: Systems,
  scope: QueryScope,
  request: StitchedRequest,
) => Promise<{ data: Record<string, unknown> }>;

/**
 * Composes the executing schema: Europol's hub, Interpol, and ONE national contract whose executor is the router.
 * Throws SCHEMA_INVALID when two contracts share any type but the two that are merged by key: that would be a way from
 * one system to another.
 */
export function composeStitched(texts: ContractTexts, checks: ValueChecks): ExecuteStitched {
  const contract = (name: string, sdl: string, run: Execute) => {
    const schema = buildSchema(`${texts.access}\n${sdl}`);
    const executor = ((request: ExecutionRequest) => {
      const { systems, scope } = request.context as StitchedContext;
      return run(schema, systems, scope, request as StitchedRequest);
    }) as Executor;
    return { name, schema, executor, batch: true };
  };
  const byKey = (keyField: string, fieldName: string) => ({
    selectionSet: `{ ${keyField} }`,
    key: (record: Record<string, unknown>) => record[keyField],
    fieldName,
    argsFromKeys: (keys: readonly unknown[]) => ({ keys }),
  });
  const subschemas = [
    contract('europol', texts.hub, (own, systems, scope, request) =>
      executeHub(own, systems, checks, scope, request),
    ),
    {
      ...contract('national', texts.national, (own, systems, scope, request) =>
        executeNational(own, systems, checks, scope, request),
      ),
      merge: { Participation: byKey('id', 'participations') },
    },
    {
      ...contract('interpol', texts.interpol, (own, systems, scope, request) =>
        executeInterpol(own, systems, checks, scope, request),
      ),
      merge: { InterpolReference: byKey('_k', 'interpolReferences') },
    },
  ];
  assertMergeTargets(subschemas.map(({ schema }) => schema));
  const schema = stitchSchemas({ subschemas });
  return (document, systems, scope) => run(schema, document, systems, scope);
}

const MERGED = new Set(['Participation', 'InterpolReference']);

/** INVARIANT: two contracts share no type but those that are merged by key: participations, by country, and references. */
function assertMergeTargets(contracts: readonly GraphQLSchema[]): void {
  const seen = new Set<string>();
  for (const type of contracts.flatMap((contract) => Object.values(contract.getTypeMap()))) {
    const { name } = type;
    if (!isObjectType(type) || name.startsWith('__') || name === 'Query' || MERGED.has(name)) continue;
    if (seen.has(name)) {
      const message = `type \`${name}\` would be merged: rename it in one contract`;
      throw new GatewayError('SCHEMA_INVALID', message, { name });
    }
    seen.add(name);
  }
}

async function run(
  schema: GraphQLSchema,
  document: DocumentNode,
  systems: Systems,
  scope: QueryScope,
): Promise<Readonly<Record<string, unknown>>> {
  // A fresh context and no root value: the library's loaders live as long as these.
  const contextValue: StitchedContext = { systems, scope };
  const { data, errors } = await execute({ schema, document, contextValue });
  const [error] = errors ?? [];
  if (error !== undefined) throw toGatewayError(error);
  return data ?? {};
}

function toGatewayError(error: GraphQLError): GatewayError {
  for (
    let cause: unknown = error;
    cause instanceof Error;
    cause = (cause as { originalError?: unknown }).originalError ?? cause.cause
  ) {
    if (cause instanceof GatewayError) return cause;
    if (cause === (cause as { originalError?: unknown }).originalError) break;
  }
  return new GatewayError('INTERNAL', error.message, {}, { cause: error });
}
