import type { GraphQLSchema } from 'graphql';
import type { Country } from '../countries/country.ts';
import { checkCodeLists } from './check-code-lists.ts';
import { checkFormats } from './check-formats.ts';
import { checkNativeNames } from './check-native-names.ts';
import type { Violation } from './violation.ts';

/** A country meets the contract in what its types cannot say: names, codes, zone and dates. `schema` is the public one. */
export function checkCountry(schema: GraphQLSchema, country: Country): readonly Violation[] {
  return [...checkNativeNames(country), ...checkCodeLists(schema, country), ...checkFormats(country)];
}
