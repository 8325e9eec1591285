/** What the resolvers share: closing a field, and reading it for one owner or for all. */
import type { GraphQLResolveInfo } from 'graphql';
import { accessOf } from '../../access/access-map.ts';
import { closureOf, ownerOf } from '../../access/closure-of.ts';
import type { RecordFacts } from '../../access/record-facts.ts';
import { responseKeyOf } from '../../access/response-key-of.ts';
import type { CountryCode } from '../../terms.ts';
import { type Cause, causeOfClosure, causeOfSource, mainCauseOf } from './closed-fields.ts';
import type { AnswerContext, Data, ListView, OperationView, OwnedView, ParticipationView } from './views.ts';

export type Resolve<Source> = (
  source: Source,
  args: Readonly<Record<string, unknown>>,
  context: AnswerContext,
  info: GraphQLResolveInfo,
) => unknown;

/** Writes down why this field is null, and gives the null. */
export function close(context: AnswerContext, info: GraphQLResolveInfo, cause: Cause): null {
  context.closed.push({ path: pathOf(info), coordinate: coordinateOf(info), cause });
  return null;
}

/** Where this field stands, under the client's names. */
export function pathOf(info: GraphQLResolveInfo): readonly (string | number)[] {
  const path: (string | number)[] = [];
  for (let step: GraphQLResolveInfo['path'] | undefined = info.path; step !== undefined; step = step.prev) {
    path.unshift(step.key);
  }
  return path;
}

export function coordinateOf(info: GraphQLResolveInfo): string {
  return `${info.parentType.name}.${info.fieldName}`;
}

/** Why this field of `country` is closed to the caller, by the rules and the facts of its record; null when it is open. */
export function ruleCauseOf(
  context: AnswerContext,
  operation: OperationView,
  coordinate: string,
  country: CountryCode,
  facts: RecordFacts | null = null,
): Cause | null {
  const closure = closureOf(operation.scope.accessClass, accessOf(context.map, coordinate), country, facts);
  return closure === null ? null : causeOfClosure(closure);
}

/** A field of one owner: closed by the rules, dropped as invalid, or the value that passed the border. */
export const resolveOwned: Resolve<OwnedView> = (source, args, context, info) => {
  const coordinate = coordinateOf(info);
  const cause = ruleCauseOf(context, source.operation, coordinate, source.owner, source.facts?.own);
  if (cause !== null) return close(context, info, cause);
  const value = source.data[responseKeyOf(info.fieldName, args)] ?? null;
  if (value === null && namesInvalid(source.data, info.fieldName)) {
    const owner = ownerOf(accessOf(context.map, coordinate), source.owner);
    return close(context, info, causeOfSource('SOURCE_INVALID', owner));
  }
  return value;
};

/** A value of Europol's: checked here, for it comes by the hub and not by a national border. */
export function hubValue(
  context: AnswerContext,
  info: GraphQLResolveInfo,
  value: unknown,
  country: CountryCode,
): unknown {
  if (value === null || value === undefined) return null;
  return context.checks.get(coordinateOf(info))?.(value) === true
    ? value
    : close(context, info, causeOfSource('SOURCE_INVALID', country));
}

/** What a list field gives for each part that may say and did, and why the others did not. */
export interface Gathered<T> {
  /** `opened`: why class facts would have closed what the marking of records opens. */
  readonly values: readonly {
    readonly part: ParticipationView;
    readonly value: T | null;
    readonly opened: Cause | null;
  }[];
  readonly causes: readonly Cause[];
}

/**
 * Reads `coordinate` of every part of a list. `read` gets the part's list data, by response key. What class facts close
 * is closed, but for a value that `opensByRecord`: the marking of single records opens it where there are such.
 */
export function gather<T>(
  context: AnswerContext,
  view: ListView,
  coordinate: string,
  names: readonly string[],
  read: (list: Data) => T | null,
  opensByRecord: (value: T | null) => boolean = () => false,
): Gathered<T> {
  const values: { part: ParticipationView; value: T | null; opened: Cause | null }[] = [];
  const causes: Cause[] = [];
  for (const part of view.parts) {
    const list = part.data[view.list] as Data | null | undefined;
    const cause = ruleCauseOf(context, view.operation, coordinate, part.owner);
    const value = list && part.failure === null ? read(list) : null;
    const opened = cause !== null && opensByRecord(value);
    if (cause !== null && !opened) causes.push(cause);
    else if (part.failure !== null) causes.push(causeOfSource(part.failure, part.owner));
    else if (names.some((name) => namesInvalid(list ?? {}, name)))
      causes.push(causeOfSource('SOURCE_INVALID', part.owner));
    else values.push({ part, value, opened: cause });
  }
  return { values, causes };
}

/** Closes the field when no part gave a value; `combine` makes the answer of the others. */
export function combined<T>(
  context: AnswerContext,
  info: GraphQLResolveInfo,
  { values, causes }: Gathered<T>,
  combine: (values: Gathered<T>['values']) => unknown,
): unknown {
  const cause = values.length === 0 ? mainCauseOf(causes) : null;
  return cause === null ? combine(values) : close(context, info, cause);
}

export function namesInvalid(data: Data, name: string): boolean {
  return Array.isArray(data._invalid) && data._invalid.includes(name);
}
