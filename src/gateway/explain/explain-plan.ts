/** One query through the compiler, laid open step by step, and nobody asked: every step is the one that `runQuery` takes. */
import type { OperationFacts, Requester } from '../../access/access-class.ts';
import type { Policy } from '../../access/policy.ts';
import type { QueryEstimate } from '../../access/query-estimate.ts';
import { printSelection } from '../../access/selection.ts';
import type { Country } from '../../countries/country.ts';
import type { CountryCode } from '../../terms.ts';
import { valueChecksOf } from '../check-value.ts';
import type { SchemaTexts } from '../compose-gateway.ts';
import { openPlanGround, type PlanInput, planOnGround } from '../plan-ground.ts';
import { notContactedOf } from '../plan-query.ts';
import { type ExplainedObject, explainAnswer } from './explain-answer.ts';
import { type ExplainedClass, explainClass } from './explain-class.ts';
import { type ExplainedEuropol, explainEuropol } from './explain-europol.ts';
import { type ExplainedGraft, explainGraft } from './explain-graft.ts';
import { type ExplainedInterpol, explainInterpol } from './explain-interpol.ts';
import { type ExplainedJoining, type ExplainedKept, explainJoining, explainKept } from './explain-keeping.ts';

/** In the order of the work. Printable; it holds values of arguments, which are the caller's own, and no secret. */
export interface ExplainedPlan {
  readonly operation: string;
  readonly canonical: string;
  readonly estimate: QueryEstimate;
  readonly accessClass: ExplainedClass;
  readonly europol: ExplainedEuropol;
  /** Of countries of which something may be asked, by code. */
  readonly grafts: readonly ExplainedGraft[];
  /** Countries of which something is asked and nothing may be. */
  readonly notContacted: readonly CountryCode[];
  readonly interpol: ExplainedInterpol;
  readonly answer: ExplainedObject | null;
  readonly joining: ExplainedJoining;
  readonly kept: readonly ExplainedKept[];
}

/**
 * Throws BAD_USER_INPUT for a text that does not parse or does not fit the schema, and what the query itself would be refused
 * with. `countries`: what is known of each country's system.
 */
export async function explainPlan(
  texts: SchemaTexts,
  policy: Policy,
  countries: ReadonlyMap<CountryCode, Country>,
  input: PlanInput,
  requester: Requester,
  facts: OperationFacts,
): Promise<ExplainedPlan> {
  const ground = openPlanGround(texts, policy);
  const planned = planOnGround(ground, input, requester, facts);
  const checks = valueChecksOf(ground.schema);
  const owners = [...planned.compiled.national.keys()].sort();
  const grafts = owners.map((owner) => explainGraft(ground, checks, countries, planned, owner));
  const { canonical, compiled, accessClass } = planned;
  return {
    operation: compiled.operation,
    canonical: printSelection(canonical.fields),
    estimate: canonical.estimate,
    accessClass: explainClass(accessClass),
    europol: explainEuropol(ground.map, planned),
    grafts: await Promise.all(grafts),
    notContacted: notContactedOf(compiled),
    interpol: explainInterpol(planned),
    answer: explainAnswer(ground, planned),
    joining: explainJoining(planned, requester),
    kept: explainKept(planned),
  };
}
