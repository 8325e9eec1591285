import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isScalarType,
} from 'graphql';
import { badInput } from './bad-input.ts';

const COUNTRY = /^[A-Z]{2}$/;

/**
 * Throws BAD_USER_INPUT for a value of the scalar CountryCode that is no code, wherever it stands in `args`; a code that
 * nobody has passes. The arguments have been coerced by graphql-js, whose custom scalars let everything through; their depth
 * and number are within the limits.
 */
export function checkCountryArguments(
  coordinate: string,
  definitions: readonly GraphQLArgument[],
  args: Readonly<Record<string, unknown>>,
): void {
  for (const { name, type } of definitions) checkValue(`${coordinate}(${name}:)`, type, args[name]);
}

function checkValue(place: string, type: GraphQLInputType, value: unknown): void {
  if (value === undefined || value === null) return;
  if (isNonNullType(type)) checkValue(place, type.ofType, value);
  else if (isListType(type))
    for (const item of value as readonly unknown[]) checkValue(place, type.ofType, item);
  else if (isInputObjectType(type)) checkFields(place, Object.values(type.getFields()), value as Input);
  else if (isScalarType(type) && type.name === 'CountryCode' && !isCode(value))
    throw badInput('no country, two capital letters', place);
}

type Input = Readonly<Record<string, unknown>>;

function checkFields(place: string, fields: readonly GraphQLInputField[], input: Input): void {
  for (const { name, type } of fields) checkValue(`${place}.${name}`, type, input[name]);
}

function isCode(value: unknown): boolean {
  return typeof value === 'string' && COUNTRY.test(value);
}
