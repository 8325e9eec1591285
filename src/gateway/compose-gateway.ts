import { type GraphQLSchema, parse } from 'graphql';
import { type AccessMap, readAccessMap } from '../access/access-map.ts';
import { type CostMap, readCostMap } from '../access/cost-map.ts';
import { answeringSchema } from './answer/answering-schema.ts';
import { type ValueChecks, valueChecksOf } from './check-value.ts';
import { composeStitched, type ExecuteStitched } from './compose.ts';

/** The texts of schema/*.graphql, by name without ending. */
export interface SchemaTexts {
  readonly access: string;
  readonly operation: string;
  readonly national: string;
  readonly hub: string;
  readonly interpol: string;
}

/** All of a gateway that hangs on the texts alone: it knows no system, policy or caller, and keeps nothing of a query. */
export interface ComposedGateway {
  readonly schema: GraphQLSchema;
  readonly map: AccessMap;
  readonly costs: CostMap;
  readonly checks: ValueChecks;
  readonly executeStitched: ExecuteStitched;
}

/**
 * Composes the schemas of a gateway; several may be opened on one. Throws SCHEMA_INVALID for a field without a category,
 * a list without a cost, a field without a resolver, a merge that would lead from one country to another.
 */
export function composeGateway(texts: SchemaTexts): ComposedGateway {
  const map = readAccessMap(
    parse(texts.operation),
    [texts.national, texts.hub, texts.interpol].map((sdl) => parse(sdl)),
  );
  const costs = readCostMap(parse(texts.operation));
  const schema = answeringSchema(`${texts.access}\n${texts.operation}`);
  const checks = valueChecksOf(schema);
  return { schema, map, costs, checks, executeStitched: composeStitched(texts, checks) };
}
