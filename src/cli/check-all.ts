import { buildSchema, type GraphQLSchema, parse } from 'graphql';
import { objectTypesOf } from '../access/access-map.ts';
import type { Policy } from '../access/policy.ts';
import { attempt } from '../checks/attempt.ts';
import { checkCategories } from '../checks/check-categories.ts';
import { checkCodeOrders } from '../checks/check-code-orders.ts';
import { checkComposition } from '../checks/check-composition.ts';
import { checkContracts } from '../checks/check-contracts.ts';
import { checkCosts } from '../checks/check-costs.ts';
import { checkCountry } from '../checks/check-country.ts';
import { checkCountryCodes } from '../checks/check-country-codes.ts';
import { checkDerived } from '../checks/check-derived.ts';
import { checkDirectives } from '../checks/check-directives.ts';
import { checkFieldNames } from '../checks/check-field-names.ts';
import { checkForbiddenFields } from '../checks/check-forbidden-fields.ts';
import { checkMocks } from '../checks/check-mocks.ts';
import { checkNativeFields } from '../checks/check-native-fields.ts';
import { checkNullability } from '../checks/check-nullability.ts';
import { type CheckedPolicy, checkPolicy } from '../checks/check-policy.ts';
import { checkReads } from '../checks/check-reads.ts';
import { checkSyntax } from '../checks/check-syntax.ts';
import type { Violation } from '../checks/violation.ts';
import type { Country } from '../countries/country.ts';
import type { SchemaTexts } from '../gateway/compose-gateway.ts';
import type { CountryCode } from '../terms.ts';
import { loadCountries, loadRegistry, mockFolders } from './load-countries.ts';
import { loadExampleCodes, loadMockPlaces } from './load-mock-places.ts';
import { loadPolicyTexts } from './load-policy.ts';
import { loadSchemaTexts } from './load-schema-texts.ts';

export interface Checked {
  /** How many countries could be loaded. */
  readonly countries: number;
  /** How many fields the public schema has; 0 when it cannot be read. */
  readonly fields: number;
  readonly violations: readonly Violation[];
}

/**
 * Checks everything that belongs to this program. A check whose ground is missing (a text that does not parse, a field
 * without a category, a country that cannot be imported) is left out: it would only repeat that.
 */
export async function checkAll(): Promise<Checked> {
  const loaded = await loadCountries();
  const registry = await loadRegistry();
  const countries = [...loaded.countries.values()];
  const isImportable = loaded.violations.length === 0 && registry.codes !== null;
  const policy = loadCheckedPolicy();
  const texts = attempt(loadSchemaTexts);
  const syntax = texts.value === null ? texts.violations : checkSyntax({ ...texts.value });
  const readable = syntax.length > 0 ? null : texts.value;
  const schema = readable === null ? null : tryBuild(readable);
  const violations = [
    ...policy.violations,
    ...syntax,
    ...(readable === null ? [] : checkTexts(readable)),
    ...(readable === null ? [] : await checkSchema(readable, countries, isImportable ? policy.policy : null)),
    ...loaded.violations,
    ...(schema === null ? [] : checkCodeOrders(schema)),
    // A country that cannot be imported has said so itself.
    ...(loaded.violations.length === 0 ? registry.violations : []),
    ...(schema === null ? [] : countries.flatMap((country) => checkCountry(schema, country))),
    ...(isImportable && registry.codes !== null
      ? checkCodes(registry.codes, new Set(loaded.countries.keys()), policy.names, schema)
      : []),
  ];
  return { countries: countries.length, fields: readable === null ? 0 : fieldsIn(readable), violations };
}

function loadCheckedPolicy(): CheckedPolicy {
  const texts = attempt(loadPolicyTexts);
  if (texts.value === null) return { policy: null, names: null, violations: texts.violations };
  return checkPolicy(texts.value);
}

/** That the places which name countries name the same. A place that cannot be read misses no country: it is missing. */
function checkCodes(
  registry: ReadonlySet<CountryCode>,
  folders: ReadonlySet<CountryCode>,
  names: ReadonlySet<CountryCode> | null,
  schema: GraphQLSchema | null,
): readonly Violation[] {
  const mocks = loadMockPlaces();
  const example = loadExampleCodes();
  return [
    ...checkCountryCodes({
      registry,
      folders,
      mocks: mockFolders(),
      agreements: names ?? registry,
      example: example.value ?? registry,
    }),
    ...example.violations,
    ...mocks.violations,
    ...(schema === null ? [] : checkMocks(registry, mocks.places, schema)),
  ];
}

/** The public schema, or null where it does not build: the composition has said so then. */
function tryBuild({ access, operation }: SchemaTexts): GraphQLSchema | null {
  try {
    return buildSchema(`${access}\n${operation}`);
  } catch {
    return null;
  }
}

/** What can be said of each text by itself, but for the directive's own. They parse. */
function checkTexts({ access: _, ...texts }: SchemaTexts): readonly Violation[] {
  return Object.entries(texts).flatMap(([name, sdl]) => [
    ...checkDirectives(name, sdl),
    ...checkFieldNames(name, sdl),
    ...checkForbiddenFields(name, sdl),
  ]);
}

/** What can be said of the texts together. They parse. */
async function checkSchema(
  texts: SchemaTexts,
  countries: readonly Country[],
  policy: Policy | null,
): Promise<readonly Violation[]> {
  const { operation, national, hub, interpol } = texts;
  const contracts = { national, hub, interpol };
  const declared = [...checkCategories(operation, contracts), ...checkCosts(operation)];
  if (declared.length > 0) return declared;
  return [
    ...checkContracts(operation, contracts),
    ...checkNativeFields(national, countries),
    ...checkNullability(operation, contracts),
    ...checkReads(operation, contracts),
    ...checkDerived(operation),
    ...(policy === null ? [] : await checkComposition({ texts, policy })),
  ];
}

function fieldsIn({ operation }: SchemaTexts): number {
  const types = [...objectTypesOf(parse(operation)).values()];
  return types.reduce((sum, type) => sum + (type.fields?.length ?? 0), 0);
}
