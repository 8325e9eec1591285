/** A query as it would be asked, before anybody is: the preflight of an analyst. Shares every step with `runQuery`. */
import type { OperationFacts, Requester } from '../access/access-class.ts';
import type { CompiledQuery } from '../access/compile-query.ts';
import type { Denial } from '../access/compiling.ts';
import { type Explanation, explainQuery } from '../access/explain-query.ts';
import { withReleases } from '../access/list-release.ts';
import type { Policy } from '../access/policy.ts';
import type { QueryEstimate } from '../access/query-estimate.ts';
import { printSelection } from '../access/selection.ts';
import type { CountryCode } from '../terms.ts';
import type { SchemaTexts } from './compose-gateway.ts';
import { openPlanGround, type PlanGround, type PlanInput, planOnGround } from './plan-ground.ts';

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

/**
 * A planner: nothing is ever sent. It throws BAD_USER_INPUT for a text that does not parse or does not fit the schema, and
 * what the query itself would be refused with (QUERY_TOO_COSTLY, FILTER_NOT_PERMITTED).
 */
export function openPlanner(texts: SchemaTexts, policy: Policy): Planner {
  const ground = openPlanGround(texts, policy);
  return (input, requester, facts) => planQuery(ground, input, requester, facts);
}

function planQuery(
  ground: PlanGround,
  input: PlanInput,
  requester: Requester,
  facts: OperationFacts,
): QueryPlan {
  const { canonical, fields, accessClass, compiled } = planOnGround(ground, input, requester, facts);
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
    notContacted: notContactedOf(compiled),
    europol: compiled.hub.size === 0 ? null : printSelection(compiled.hub),
    interpol: notices,
    denials: compiled.denials,
    explanations: explainQuery(ground.policy, ground.map, accessClass, fields),
  };
}

/** Countries of which something is asked and nothing may be. */
export function notContactedOf({ asked, national }: CompiledQuery): readonly CountryCode[] {
  return [...asked].filter((owner) => !national.has(owner)).sort();
}
