/** A case: one world, two callers, several questions. Generated whole, so that what fails can be shrunk. */
import * as fc from 'fast-check';
import { parse } from 'graphql';
import { callers } from './callers.ts';
import { isCostly } from './is-costly.ts';
import type { Question } from './observe.ts';
import { type AskedDocument, isValid, type QueryPlan, queryPlans, SCHEMA, toDocument } from './queries.ts';
import type { ProvedCaller } from './rights.ts';
import { type ProvedWorld, toWorld, type WorldPlan, withPart, worldPlans } from './worlds.ts';

export interface CasePlan {
  readonly world: WorldPlan;
  readonly callers: readonly ProvedCaller[];
  readonly asks: readonly { readonly caller: number; readonly query: QueryPlan }[];
}

export function casePlans(enabled: readonly string[], questions: number): fc.Arbitrary<CasePlan> {
  return fc
    .record({
      world: worldPlans(enabled),
      callers: fc.tuple(callers(), callers()).map((both) => [...both]),
      asks: fc.array(fc.record({ caller: fc.nat(1), query: queryPlans() }), {
        minLength: questions,
        maxLength: questions,
      }),
    })
    .map((plan) => ({ ...plan, world: withPart(plan.world, plan.callers[0]?.country ?? '') }));
}

export interface AskedQuestion extends Question {
  readonly asked: AskedDocument;
}

/** Questions whose document is valid and not too costly: nearly all. */
export function questionsOf({ asks, callers: all, world }: CasePlan): readonly AskedQuestion[] {
  const codes = Object.keys(world.countries).sort();
  return asks.flatMap(({ caller, query }): AskedQuestion[] => {
    const asked = toDocument(query, codes);
    if (!isValid(asked.text)) return [];
    const { text, operationName, variables } = asked;
    const question = { document: parse(text), operationName, variables, asked };
    const by = all[caller] as ProvedCaller;
    return isCostly(SCHEMA, { ...question, caller: by }) ? [] : [{ caller: by, ...question }];
  });
}

export function worldOf(plan: CasePlan): ProvedWorld {
  return toWorld(plan.world, plan.callers);
}
