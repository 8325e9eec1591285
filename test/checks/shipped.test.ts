import { buildSchema } from 'graphql';
import { checkCategories } from '../../src/checks/check-categories.ts';
import { checkCodeOrders } from '../../src/checks/check-code-orders.ts';
import { checkComposition } from '../../src/checks/check-composition.ts';
import { checkContracts } from '../../src/checks/check-contracts.ts';
import { checkCountry } from '../../src/checks/check-country.ts';
import { checkDerived } from '../../src/checks/check-derived.ts';
import { checkDirectives } from '../../src/checks/check-directives.ts';
import { checkFieldNames } from '../../src/checks/check-field-names.ts';
import { checkForbiddenFields } from '../../src/checks/check-forbidden-fields.ts';
import { checkNativeFields } from '../../src/checks/check-native-fields.ts';
import { checkNullability } from '../../src/checks/check-nullability.ts';
import { checkReads } from '../../src/checks/check-reads.ts';
import { checkSyntax } from '../../src/checks/check-syntax.ts';
import { loadPolicy } from '../../src/cli/load-policy.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { COUNTRIES } from '../../src/countries/registry.ts';
import { expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const texts = loadSchemaTexts();
const { access, operation, national, hub, interpol } = texts;
const contracts = { national, hub, interpol };

test('the schema that ships parses, composes and has a category for every field, the same in the contracts', async () => {
  expect(lines(checkSyntax({ access, operation, ...contracts }))).toEqual([]);
  expect(lines(checkCategories(operation, contracts))).toEqual([]);
  expect(lines(checkContracts(operation, contracts))).toEqual([]);
  expect(lines(await checkComposition({ texts, policy: loadPolicy() }))).toEqual([]);
});

test('no text that ships has a wrong null, a field name of ours, an unread directive or a forbidden field', () => {
  expect(lines(checkNullability(operation, contracts))).toEqual([]);
  for (const [name, sdl] of Object.entries({ operation, ...contracts })) {
    const found = [
      ...checkDirectives(name, sdl),
      ...checkFieldNames(name, sdl),
      ...checkForbiddenFields(name, sdl),
    ];
    expect(lines(found)).toEqual([]);
  }
});

test('every argument says what it reads, every derived field is closed enough, codes are sorted by their enums', () => {
  expect(lines(checkReads(operation, contracts))).toEqual([]);
  expect(lines(checkDerived(operation))).toEqual([]);
  expect(lines(checkCodeOrders(buildSchema(`${access}\n${operation}`)))).toEqual([]);
});

test('every country of the registry meets the contract', () => {
  const schema = buildSchema(`${access}\n${operation}`);
  const countries = [...COUNTRIES.values()];
  expect(lines(countries.flatMap((country) => checkCountry(schema, country)))).toEqual([]);
  expect(lines(checkNativeFields(national, countries))).toEqual([]);
  expect(countries.length).toBeGreaterThan(0);
});
