import { type DocumentNode, execute, type GraphQLSchema } from 'graphql';
import { GatewayError } from '../../errors.ts';
import type { AnswerPlan } from './answer-plan.ts';
import { runPlan } from './run-plan.ts';
import type { AnswerContext } from './views.ts';

/** What a caller asked, as it came: aliases and all. It runs over data that have been released, and over nothing else. */
export interface AskedQuery {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/**
 * The answer under the client's names. No system is reached from here: every value comes from `context`, and every
 * field is judged once more as it is written. `context.closed` then names each null that is not the owner's.
 *
 * By `plan`, or without one by graphql-js. Throws INTERNAL when a value does not fit the schema: a broken promise of the
 * border.
 */
export async function answerQuery(
  schema: GraphQLSchema,
  plan: AnswerPlan | null,
  asked: AskedQuery,
  context: AnswerContext,
): Promise<Readonly<Record<string, unknown>>> {
  if (plan !== null) return runPlan(plan, context);
  const { data, errors } = await execute({
    schema,
    document: asked.document,
    operationName: asked.operationName,
    variableValues: asked.variables,
    contextValue: context,
  });
  const [error] = errors ?? [];
  if (error !== undefined || !data) {
    throw new GatewayError('INTERNAL', error?.message ?? 'no data', {
      path: (error?.path ?? []).map(String),
    });
  }
  return data;
}
