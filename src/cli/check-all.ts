import { buildSchema, type GraphQLSchema } from 'graphql';
import type { Policy } from '../access/policy.ts';
import { checkCategories } from '../checks/check-categories.ts';
import { checkCodeOrders } from '../checks/check-code-orders.ts';
import { checkComposition } from '../checks/check-composition.ts';
import { checkCountry } from '../checks/check-country.ts';
import { checkCountryCodes } from '../checks/check-country-codes.ts';
import { checkDerived } from '../checks/check-derived.ts';
import { checkDirectives } from '../checks/check-directives.ts';
import { checkFieldNames } from '../checks/check-field-names.ts';
import { checkForbiddenFields } from '../checks/check-forbidden-fields.ts';
import { checkNullability } from '../checks/check-nullability.ts';
import { checkReads } from '../checks/check-reads.ts';
import { checkSyntax } from '../checks/check-syntax.ts';
import { toViolation } from '../checks/to-violation.ts';
import type { Violation } from '../checks/violation.ts';
import { GatewayError } from '../errors.ts';
import type { SchemaTexts } from '../gateway/open-gateway.ts';
import type { CountryCode } from '../terms.ts';
import { loadCountries, loadRegistry, mockFolders } from './load-countries.ts';
import { loadPolicy } from './load-policy.ts';
import { loadSchemaTexts } from './load-schema-texts.ts';

export interface Checked {
  readonly texts: SchemaTexts;
  /** How many countries could be loaded. */
  readonly countries: number;
  readonly violations: readonly Violation[];
}

/**
 * Checks everything that belongs to this program. A check whose ground is missing (a text that does not parse, a field
 * without a category, a country that cannot be imported) is left out: it would only repeat that.
 */
export async function checkAll(): Promise<Checked> {
  const texts = loadSchemaTexts();
  const loaded = await loadCountries();
  const isImportable = loaded.violations.length === 0;
  const { policy, violations: ofPolicy } = tryPolicy();
  const syntax = checkSyntax({ ...texts });
  const ofSchema =
    syntax.length > 0 ? syntax : [...checkTexts(texts), ...(await checkSchema(texts, policy, isImportable))];
  const schema = tryBuild(texts);
  const countries = [...loaded.countries.values()];
  const violations = [
    ...ofPolicy,
    ...ofSchema,
    ...loaded.violations,
    ...(schema === null ? [] : checkCodeOrders(schema)),
    ...(schema === null ? [] : countries.flatMap((country) => checkCountry(schema, country))),
    ...(isImportable ? await checkCodes(new Set(loaded.countries.keys()), policy) : []),
  ];
  return { texts, countries: countries.length, violations };
}

async function checkCodes(
  folders: ReadonlySet<CountryCode>,
  policy: Policy | null,
): Promise<readonly Violation[]> {
  const registry = await loadRegistry();
  // Without a table that can be read its rows are not missing: the table is.
  const agreements = new Set(policy === null ? registry : policy.names.keys());
  return checkCountryCodes({ registry, folders, mocks: mockFolders(), agreements });
}

/** The public schema, or null where it does not build: the composition has said so then. */
function tryBuild({ access, operation }: SchemaTexts): GraphQLSchema | null {
  try {
    return buildSchema(`${access}\n${operation}`);
  } catch {
    return null;
  }
}

function tryPolicy(): { policy: Policy | null; violations: readonly Violation[] } {
  try {
    return { policy: loadPolicy(), violations: [] };
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    const [, place = 'schema/agreements', sentence = cause.message] =
      /^(schema\/agreements\/\S+(?: row \d+)?):? (.*)$/s.exec(cause.message) ?? [];
    const violation = toViolation('-', sentence, { place, remedy: 'put it right' });
    return { policy: null, violations: [{ ...violation, place }] };
  }
}

/** What can be said of each text by itself, but for the directive's own. They parse. */
function checkTexts({ access: _, ...texts }: SchemaTexts): readonly Violation[] {
  return Object.entries(texts).flatMap(([name, sdl]) => [
    ...checkDirectives(name, sdl),
    ...checkFieldNames(name, sdl),
    ...checkForbiddenFields(sdl),
  ]);
}

/** What can be said of the texts together. They parse. */
async function checkSchema(
  texts: SchemaTexts,
  policy: Policy | null,
  isImportable: boolean,
): Promise<readonly Violation[]> {
  const { operation, national, hub, interpol } = texts;
  const contracts = { national, hub, interpol };
  const categories = checkCategories(operation, contracts);
  if (categories.length > 0) return categories;
  return [
    ...checkNullability(operation, contracts),
    ...checkReads(operation, contracts),
    ...checkDerived(operation),
    ...(policy !== null && isImportable ? await checkComposition({ texts, policy }) : []),
  ];
}
