/** How an answer is written under the client's names: which of its objects by generated code, and which field by field. */
import {
  type AnswerPlan,
  answerPlan,
  type FieldPlan,
  type ObjectPlan,
  type Shape,
} from '../answer/answer-plan.ts';
import { obstaclesOf, type ProjectorCode, projectorCodeOf } from '../answer/record-projector.ts';
import type { PlanGround, PlannedQuery } from '../plan-ground.ts';

/** An object of the answer. */
export interface ExplainedObject {
  readonly type: string;
  /** How one of which everything asked is open is written in one go; null: `because`. */
  readonly code: ProjectorCode | null;
  /** Why these objects always go field by field; empty where there is code. */
  readonly because: readonly string[];
  readonly fields: readonly ExplainedField[];
}

export interface ExplainedField {
  /** The client's name for it. */
  readonly key: string;
  readonly name: string;
  readonly type: string;
  readonly of: ExplainedObject | null;
}

/** Null: the query asks for the schema itself, and graphql-js answers it. */
export function explainAnswer({ schema }: PlanGround, { asked }: PlannedQuery): ExplainedObject | null {
  const plan: AnswerPlan | null = answerPlan(schema, asked);
  return plan === null ? null : explainObject(plan.root);
}

function explainObject({ type, fields }: ObjectPlan): ExplainedObject {
  return {
    type: type.name,
    code: projectorCodeOf(type, fields),
    because: obstaclesOf(type, fields),
    fields: fields.map(explainField),
  };
}

function explainField({ key, name, returnType, shape }: FieldPlan): ExplainedField {
  const object = objectOf(shape);
  return { key, name, type: String(returnType), of: object === null ? null : explainObject(object) };
}

function objectOf(shape: Shape): ObjectPlan | null {
  switch (shape.kind) {
    case 'leaf':
      return null;
    case 'list':
      return objectOf(shape.of);
    case 'object':
      return shape.of;
    default:
      return shape satisfies never;
  }
}
