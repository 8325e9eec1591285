/** A query as it would be asked, before anybody is: the preflight of an analyst. Shares every step with `runQuery`. */
import { type DocumentNode, type GraphQLSchema, parse, validate } from 'graphql';
import { accessClass, type OperationFacts, type Requester } from '../access/access-class.ts';
import { type AccessMap, readAccessMap } from '../access/access-map.ts';
import { canonicalQuery, type QueryInput } from '../access/canonical-query.ts';
import { checkQueryText } from '../access/check-query-text.ts';
import { compileQuery } from '../access/compile-query.ts';
import type { Denial } from '../access/compiling.ts';
import { type CostMap, readCostMap } from '../access/cost-map.ts';
import { type Explanation, explainQuery } from '../access/explain-query.ts';
import { withReleases } from '../access/list-release.ts';
import type { Policy } from '../access/policy.ts';
import type { QueryEstimate } from '../access/query-estimate.ts';
import { printSelection } from '../access/selection.ts';
import { GatewayError } from '../errors.ts';
import type { CountryCode } from '../terms.ts';
import { answeringSchema } from './answer/answering-schema.ts';
import type { SchemaTexts } from './compose-gateway.ts';
import { fieldsOfOperation } from './operation-facts.ts';

/** What one operation's part of a query would ask, of whom. Printable. */
export interface QueryPlan {
  readonly operation: string;
  /** What the query can cost, the same for every caller. */
  readonly estimate: QueryEstimate;
  /** The document each country would get, by code. */
  readonly documents: ReadonlyMap<CountryCode, string>;
  /** Countries of which something is asked and nothing may be: they are not contacted. */
  readonly notContacted: readonly CountryCode[];
  /** What Europol would be asked beyond the facts, and whether Interpol's notices are; null where nothing is. */
  readonly europol: string | null;
  readonly interpol: string | null;
  readonly denials: readonly Denial[];
  readonly explanations: readonly Explanation[];
}

/** Plans queries on the schema and policy it was opened with. */
export type Planner = (input: PlanInput, requester: Requester, facts: OperationFacts) => QueryPlan;

/** A query's text as a caller writes it. */
export interface PlanInput extends Omit<QueryInput, 'document'> {
  readonly text: string;
}

/**
 * A planner: nothing is ever sent. It throws BAD_USER_INPUT for a text that does not parse or does not fit the schema, and
 * what the query itself would be refused with (QUERY_TOO_COSTLY, FILTER_NOT_PERMITTED).
 */
export function openPlanner(texts: SchemaTexts, policy: Policy): Planner {
  const { operation, national, hub, interpol, access } = texts;
  const map = readAccessMap(
    parse(operation),
    [national, hub, interpol].map((sdl) => parse(sdl)),
  );
  const costs = readCostMap(parse(operation));
  const schema = answeringSchema(`${access}\n${operation}`);
  return ({ text, ...input }, requester, facts) => {
    const query = { ...input, document: readDocument(schema, text) };
    return planQuery({ schema, map, costs, policy }, query, requester, facts);
  };
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

interface PlanGround {
  readonly schema: GraphQLSchema;
  readonly map: AccessMap;
  readonly costs: CostMap;
  readonly policy: Policy;
}

function planQuery(
  { schema, map, costs, policy }: PlanGround,
  input: QueryInput,
  requester: Requester,
  facts: OperationFacts,
): QueryPlan {
  const canonical = canonicalQuery(schema, costs, input);
  const fields = fieldsOfOperation(canonical, facts.id);
  const itsClass = accessClass(policy, requester, facts);
  const compiled = compileQuery(map, itsClass, fields);
  const documents = [...compiled.national].map(([owner, selection]): [CountryCode, string] => {
    const releases = compiled.releases.get(owner);
    const sent = releases === undefined ? selection : withReleases(selection, requester.country, releases);
    return [owner, printSelection(sent)];
  });
  const notices = compiled.notices === null ? null : printSelection(compiled.notices);
  return {
    operation: facts.id,
    estimate: canonical.estimate,
    documents: new Map(documents.sort(([left], [right]) => (left < right ? -1 : 1))),
    notContacted: [...compiled.asked].filter((owner) => !compiled.national.has(owner)).sort(),
    europol: compiled.hub.size === 0 ? null : printSelection(compiled.hub),
    interpol: notices,
    denials: compiled.denials,
    explanations: explainQuery(policy, map, itsClass, fields),
  };
}
