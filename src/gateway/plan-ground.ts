/** What a query is planned on, and how far every plan goes: read and compiled by the same steps as `runQuery`, and nobody asked. */
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import {
  type AccessClass,
  accessClass,
  type OperationFacts,
  type Requester,
} from '../access/access-class.ts';
import { type AccessMap, readAccessMap } from '../access/access-map.ts';
import {
  type CanonicalFields,
  type CanonicalQuery,
  canonicalQuery,
  type QueryInput,
} from '../access/canonical-query.ts';
import { checkQueryText } from '../access/check-query-text.ts';
import { type CompiledQuery, compileQuery } from '../access/compile-query.ts';
import { type CostMap, readCostMap } from '../access/cost-map.ts';
import type { Policy } from '../access/policy.ts';
import { GatewayError } from '../errors.ts';
import { answeringSchema } from './answer/answering-schema.ts';
import type { SchemaTexts } from './compose-gateway.ts';
import { fieldsOfOperation } from './operation-facts.ts';

export interface PlanGround {
  readonly schema: GraphQLSchema;
  readonly map: AccessMap;
  readonly costs: CostMap;
  readonly policy: Policy;
}

/** A query's text as a caller writes it. */
export interface PlanInput extends Omit<QueryInput, 'document'> {
  readonly text: string;
}

/** One operation's part of a query, compiled for its class. */
export interface PlannedQuery {
  readonly asked: QueryInput;
  readonly canonical: CanonicalQuery;
  /** What of it is asked of the operation. */
  readonly fields: CanonicalFields;
  readonly accessClass: AccessClass;
  readonly compiled: CompiledQuery;
}

export function openPlanGround(texts: SchemaTexts, policy: Policy): PlanGround {
  const { operation, national, hub, interpol, access } = texts;
  const map = readAccessMap(
    parse(operation),
    [national, hub, interpol].map((sdl) => parse(sdl)),
  );
  const costs = readCostMap(parse(operation));
  return { schema: answeringSchema(`${access}\n${operation}`), map, costs, policy };
}

/**
 * Reads and compiles a query. Throws BAD_USER_INPUT for a text that does not parse or does not fit the schema, and what the
 * query itself would be refused with (QUERY_TOO_COSTLY, FILTER_NOT_PERMITTED).
 */
export function planOnGround(
  { schema, map, costs, policy }: PlanGround,
  { text, ...input }: PlanInput,
  requester: Requester,
  facts: OperationFacts,
): PlannedQuery {
  const asked = { ...input, document: readDocument(schema, text) };
  const canonical = canonicalQuery(schema, costs, asked);
  const fields = fieldsOfOperation(canonical, facts.id);
  const itsClass = accessClass(policy, requester, facts);
  return { asked, canonical, fields, accessClass: itsClass, compiled: compileQuery(map, itsClass, fields) };
}

function readDocument(schema: GraphQLSchema, text: string): DocumentNode {
  try {
    checkQueryText(text);
    const document = parse(text);
    const [error] = validate(schema, document);
    if (error === undefined) return document;
    throw error;
  } catch (cause) {
    if (cause instanceof GatewayError) throw cause;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new GatewayError('BAD_USER_INPUT', what, { what }, { cause });
  }
}
