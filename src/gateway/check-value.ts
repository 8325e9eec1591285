/** What a value of the public schema must look like; a national system may send anything. */
import { type GraphQLNamedType, type GraphQLSchema, getNamedType, isEnumType, isObjectType } from 'graphql';
import { isInt } from './is-int.ts';

export type Check = (value: unknown) => boolean;

const SCALARS: Readonly<Record<string, Check>> = {
  String: isPlainText(2_000),
  ID: isPlainText(200),
  CaseRef: isPlainText(200),
  Int: isInt,
  Float: (value) => typeof value === 'number' && Number.isFinite(value),
  Boolean: (value) => typeof value === 'boolean',
  Date: matches(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  DateTime: matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
  NUTS2: matches(/^[A-Z]{2}[0-9A-Z]{1,2}$/),
  CountryCode: matches(/^[A-Z]{2}$/),
};

export type ValueChecks = ReadonlyMap<string, Check>;

/** For every leaf of the public schema, by coordinate: does a value fit? Made once. */
export function valueChecksOf(schema: GraphQLSchema): ValueChecks {
  const checks = new Map<string, Check>();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const check = checkOf(getNamedType(field.type));
      if (check !== null) checks.set(`${type.name}.${field.name}`, check);
    }
  }
  return checks;
}

function checkOf(type: GraphQLNamedType): Check | null {
  if (isEnumType(type)) {
    const words = new Set(type.getValues().map((value) => value.name));
    return (value) => typeof value === 'string' && words.has(value);
  }
  return isObjectType(type) ? null : (SCALARS[type.name] ?? (() => false));
}

function matches(pattern: RegExp): Check {
  return (value) => typeof value === 'string' && pattern.test(value);
}

/** Well-formed text (no half of a character) without control characters, of 1 to `most` characters. */
function isPlainText(most: number): Check {
  return (value) =>
    typeof value === 'string' &&
    value.length > 0 &&
    value.length <= most &&
    value.isWellFormed() &&
    !/\p{Cc}/u.test(value);
}
