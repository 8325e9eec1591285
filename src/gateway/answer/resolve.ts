/** What the resolvers share: closing a field, and reading it for one owner or for all. */
import type { GraphQLResolveInfo } from 'graphql';
import { accessOf } from '../../access/access-map.ts';
import { closureOf, ownerOf } from '../../access/closure-of.ts';
import type { RecordFacts } from '../../access/record-facts.ts';
import { responseKeyOf } from '../../access/response-key-of.ts';
import type { CountryCode } from '../../terms.ts';
import type { MissingSource } from '../records/position.ts';
import { type Cause, causeOfClosure, causeOfSource, mainCauseOf } from './closed-fields.ts';
import type { AnswerContext, Data, ListView, OperationView, OwnedView, ParticipationView } from './views.ts';

/** Where a field stands, and what it is. */
export interface ResolveInfo
  extends Pick<GraphQLResolveInfo, 'fieldName' | 'parentType' | 'returnType' | 'schema' | 'path'> {
  /** Where it has been put together already. */
  readonly coordinate?: string;
}

export type Resolve<Source> = (
  source: Source,
  args: Readonly<Record<string, unknown>>,
  context: AnswerContext,
  info: ResolveInfo,
) => unknown;

/** Writes down why this field is null, and gives the null. */
export function close(context: AnswerContext, info: ResolveInfo, cause: Cause): null {
  context.closed.push({ path: pathOf(info), coordinate: coordinateOf(info), cause });
  return null;
}

/** Writes down that what this field gives is not whole, and why. */
export function withhold(context: AnswerContext, info: ResolveInfo, cause: Cause): void {
  context.withheld.push({ path: pathOf(info), coordinate: coordinateOf(info), cause });
}

/** Where this field stands, under the client's names. */
export function pathOf(info: ResolveInfo): readonly (string | number)[] {
  return stepsOf(info.path);
}

/** A path from the outside in. */
export function stepsOf(path: ResolveInfo['path'] | undefined): readonly (string | number)[] {
  const steps: (string | number)[] = [];
  for (let step = path; step !== undefined; step = step.prev) steps.push(step.key);
  return steps.reverse();
}

export function coordinateOf(info: ResolveInfo): string {
  return info.coordinate ?? `${info.parentType.name}.${info.fieldName}`;
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
  if (value === null && namesInvalid(source.data, info.fieldName))
    return close(context, info, causeOfSource('SOURCE_INVALID', systemOf(source, context, coordinate)));
  return value;
};

/** As `resolveOwned`, for an object whose fields are as open as itself: it says for them what of it did not fit. */
export const resolvePart: Resolve<OwnedView> = (source, args, context, info) => {
  const part = resolveOwned(source, args, context, info) as Data | null;
  if (part === null) return null;
  const system = systemOf(source, context, coordinateOf(info));
  return { ...part, _invalid: [invalidOf(source.data), invalidOf(part)].flat(), _system: system };
};

/** A field of such an object. */
export const resolveInPart: Resolve<Data> = (source, _, context, info) => {
  const value = source[info.fieldName] ?? null;
  if (value !== null || !namesInvalid(source, info.fieldName)) return value;
  return close(context, info, causeOfSource('SOURCE_INVALID', String(source._system)));
};

/** Whose answer did not fit. */
function systemOf({ system, owner }: OwnedView, { map }: AnswerContext, coordinate: string): CountryCode {
  return system ?? ownerOf(accessOf(map, coordinate), owner);
}

/** A value of Europol's or Interpol's as it came: it passes only when it fits its coordinate. */
export function hubValue(
  context: AnswerContext,
  info: ResolveInfo,
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
  /** Parts that failed, also where a rule says why they are not given. */
  readonly failed: readonly MissingSource[];
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
  const failed: MissingSource[] = [];
  for (const part of view.parts) {
    const list = part.data[view.list] as Data | null | undefined;
    const cause = ruleCauseOf(context, view.operation, coordinate, part.owner);
    const value = list && part.failure === null ? read(list) : null;
    // A value that is there, and named all the same, has lost a part of it: it is given, and that is noted.
    const isInvalid = value === null && names.some((name) => namesInvalid(list ?? {}, name));
    const code = part.failure ?? (isInvalid ? 'SOURCE_INVALID' : null);
    if (code !== null) failed.push({ country: part.owner, code });
    const opened = cause !== null && opensByRecord(value);
    if (cause !== null && !opened) causes.push(cause);
    else if (code !== null) causes.push(causeOfSource(code, part.owner));
    else values.push({ part, value, opened: cause });
  }
  return { values, causes, failed };
}

/**
 * Closes the field when no part gave a value; `combine` makes the answer of the others, and each part that is missing is
 * noted: what is made of an incomplete set is never shown as if it were whole.
 */
export function combined<T>(
  context: AnswerContext,
  info: ResolveInfo,
  { values, causes }: Gathered<T>,
  combine: (values: Gathered<T>['values']) => unknown,
): unknown {
  const main = values.length === 0 ? mainCauseOf(causes) : null;
  if (main !== null) return close(context, info, main);
  for (const cause of causes) withhold(context, info, cause);
  return combine(values);
}

/** Did the value of the field `name` of `data` not fit, or an item of it? */
export function namesInvalid(data: Data, name: string): boolean {
  return invalidOf(data).includes(name);
}

function invalidOf(data: Data): readonly unknown[] {
  return Array.isArray(data._invalid) ? data._invalid : [];
}
