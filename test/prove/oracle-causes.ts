/** How the oracle says why something is null. */
import type { GraphQLResolveInfo } from 'graphql';
import type { OracleContext } from './oracle-views.ts';
import type { Cause } from './rights.ts';

export type Info = GraphQLResolveInfo;
export type Args = Readonly<Record<string, unknown>>;

export function pathOf(info: Info): (string | number)[] {
  const path: (string | number)[] = [];
  for (let step: Info['path'] | undefined = info.path; step !== undefined; step = step.prev)
    path.unshift(step.key);
  return path;
}

export function coordinateOf(info: Info): string {
  return `${info.parentType.name}.${info.fieldName}`;
}

export function close(context: OracleContext, info: Info, cause: Cause): null {
  context.closed.push({ path: pathOf(info), coordinate: coordinateOf(info), cause });
  return null;
}

/** Strong to weak: what a null that several countries share is put down to. */
const WEIGHT = [
  'SOURCE_TIMEOUT',
  'SOURCE_UNAVAILABLE',
  'SOURCE_INVALID',
  'HIT_ONLY',
  'CONSENT_REQUIRED',
  'ACCESS_DENIED',
];

export function mainOf(causes: readonly Cause[]): Cause | null {
  let main: Cause | null = null;
  for (const cause of causes) {
    if (main === null || WEIGHT.indexOf(cause.code) < WEIGHT.indexOf(main.code)) main = cause;
  }
  if (main === null) return null;
  const { code, reason } = main;
  const same = causes.filter((cause) => cause.code === code && cause.reason === reason);
  return { ...main, countries: same.flatMap(({ countries }) => countries) };
}
