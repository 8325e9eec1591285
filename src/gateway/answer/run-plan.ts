/** An answer by its plan: every field resolved, every value completed as its type says. */
import { GatewayError } from '../../errors.ts';
import type { AnswerPlan, FieldPlan, ObjectPlan, Shape } from './answer-plan.ts';
import type { RecordProjector } from './record-projector.ts';
import type { ResolveInfo } from './resolve.ts';
import { onlyPartOf } from './resolve-connection.ts';
import type { AnswerContext, ConnectionView, OwnedView } from './views.ts';

/**
 * The answer. Resolvers give their values at once, but for cursors, which are sealed while the rest is written.
 *
 * Rejects with INTERNAL, and the place, where a resolver throws or a value does not fit: a broken promise of the border.
 */
export async function runPlan(
  { root }: AnswerPlan,
  context: AnswerContext,
): Promise<Readonly<Record<string, unknown>>> {
  const running: Running = { context, pending: [] };
  const data = runObject(running, root, undefined, undefined);
  while (running.pending.length > 0) await Promise.all(running.pending.splice(0));
  return data;
}

interface Running {
  readonly context: AnswerContext;
  readonly pending: Promise<void>[];
}

/** A place in the answer, from the inside out. */
type Path = ResolveInfo['path'];

class FieldInfo implements ResolveInfo {
  readonly #plan: FieldPlan;
  readonly #above: Path | undefined;

  constructor(plan: FieldPlan, above: Path | undefined) {
    this.#plan = plan;
    this.#above = above;
  }

  get fieldName(): string {
    return this.#plan.name;
  }

  get coordinate(): string {
    return this.#plan.coordinate;
  }

  get parentType(): FieldPlan['parentType'] {
    return this.#plan.parentType;
  }

  get returnType(): FieldPlan['returnType'] {
    return this.#plan.returnType;
  }

  get schema(): FieldPlan['schema'] {
    return this.#plan.schema;
  }

  get path(): Path {
    return { prev: this.#above, key: this.#plan.key, typename: this.#plan.parentType.name };
  }
}

function runObject(
  running: Running,
  plan: ObjectPlan,
  source: unknown,
  path: Path | undefined,
): Record<string, unknown> {
  const whole = plan.projector?.one(source as OwnedView, running.context, path) ?? null;
  if (whole !== null) return whole;
  const data: Record<string, unknown> = plan.isPlain ? {} : Object.create(null);
  for (const field of plan.fields) data[field.key] = runField(running, data, field, source, path);
  return data;
}

function runField(
  running: Running,
  data: Record<string, unknown>,
  field: FieldPlan,
  source: unknown,
  above: Path | undefined,
): unknown {
  if (field.resolve === null) return field.parentType.name;
  const info = new FieldInfo(field, above);
  try {
    const records =
      field.records === null ? null : inOneGo(running, field.records, source as ConnectionView, info);
    if (records !== null) return records;
    const value = field.resolve(source, field.args, running.context, info);
    if (!(value instanceof Promise)) return complete(running, field.shape, value, info);
    const settling = value
      .then((settled) => {
        data[field.key] = complete(running, field.shape, settled, info);
      })
      .catch((cause: unknown) => {
        throw broken(cause, info.path);
      });
    // Where another field fails first, nobody waits for this one.
    settling.catch(() => {});
    running.pending.push(settling);
    return undefined;
  } catch (cause) {
    throw broken(cause, info.path);
  }
}

/** The records of a page of one country; null: they have to go one by one. */
function inOneGo(
  { context }: Running,
  projector: RecordProjector,
  view: ConnectionView,
  { path }: { readonly path: Path },
): readonly unknown[] | null {
  const only = onlyPartOf(view);
  return only === null ? null : projector.all(only.part, only.nodes, context, path);
}

function complete(running: Running, shape: Shape, value: unknown, at: { readonly path: Path }): unknown {
  if (value === null || value === undefined) {
    if (shape.isNullable) return null;
    throw new TypeError('null where the schema allows none');
  }
  if (value instanceof Error) throw value;
  switch (shape.kind) {
    case 'leaf': {
      const leaf = shape.serialize(value);
      if (leaf === null || leaf === undefined) throw new TypeError('a leaf without a value');
      return leaf;
    }
    case 'list': {
      if (!Array.isArray(value)) throw new TypeError('no list where the schema has one');
      const { path } = at;
      return value.map((item: unknown, place) =>
        complete(running, shape.of, item, { path: { prev: path, key: place, typename: undefined } }),
      );
    }
    case 'object':
      return runObject(running, shape.of, value, at.path);
    default:
      return shape satisfies never;
  }
}

/** The innermost place stands. */
class Broken extends GatewayError {}

function broken(cause: unknown, path: Path): Broken {
  if (cause instanceof Broken) return cause;
  const message = cause instanceof Error ? cause.message : 'what was thrown is no error';
  return new Broken('INTERNAL', message, { path: toText(path) }, { cause });
}

function toText(path: Path): string[] {
  const steps: string[] = [];
  for (let step: Path | undefined = path; step !== undefined; step = step.prev)
    steps.unshift(String(step.key));
  return steps;
}
