import { parse, print, visit } from 'graphql';
import { type Contracts, checkContracts } from '../../src/checks/check-contracts.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const { operation, national, hub, interpol } = loadSchemaTexts();
const CONTRACTS: Contracts = { national, hub, interpol };

/** The text with a field more, or one less. */
function added(sdl: string, type: string, field: string): string {
  const changed = sdl.replace(new RegExp(`^type ${type}\\b[^{]*\\{`, 'm'), `$& ${field} `);
  expect(changed).not.toBe(sdl);
  return changed;
}
function without(sdl: string, type: string, field: string): string {
  const whole = parse(sdl);
  const less = visit(whole, {
    ObjectTypeDefinition: (node) => (node.name.value === type ? undefined : false),
    FieldDefinition: (node) => (node.name.value === field ? null : undefined),
  });
  expect(less).not.toBe(whole);
  return print(less);
}

describe('a field of the public schema that no contract offers', () => {
  for (const [type, field, home] of [
    ['Arrest', 'weather: String', 'national'],
    ['Operation', 'motto: String', 'hub'],
    ['Participation', 'motto: String @access(category: STRATEGIC, owner: COUNTRY)', 'national'],
    ['Participation', 'rank: String', 'hub'],
    ['InterpolReference', 'file: String', 'interpol'],
    ['Notice', 'reason: String', 'interpol'],
    ['IntelligencePackage', 'weight: Int', 'hub'],
    ['Marking', 'weight: Int', 'national'],
    ['ArrestStatusCount', 'share: Int', 'national'],
    ['ArrestConnection', 'share: Int', 'national'],
    ['Victims', 'assistedCount: Int', 'national'],
  ] as const) {
    const place = `${type}.${field.split(':')[0]}`;
    test(`${place} is named, with the contract to add it to`, () => {
      expect(lines(checkContracts(added(operation, type, field), CONTRACTS))).toEqual([
        `-: ${place}: no contract offers it: add it to schema/${home}.graphql, or remove it`,
      ]);
    });
  }
  test('of a type that no contract has is named, where it is not the gateway’s own', () => {
    const sdl = `${operation}
      type Vehicle @access(category: PERSONAL, owner: COUNTRY) { colour: String }
      type Notes @access(category: PUBLIC, owner: GATEWAY) { text: String }
      type Frame @access(category: INHERIT) { node: Vehicle }`;
    expect(lines(checkContracts(sdl, CONTRACTS))).toEqual([
      '-: Vehicle.colour: no contract offers it: add it to schema/national.graphql, or remove it',
    ]);
  });
});

describe('a field that is deleted from a contract', () => {
  for (const [name, type, field] of [
    ['national', 'Arrest', 'date'],
    ['national', 'Arrests', 'count'],
    ['national', 'Participation', 'seizures'],
    ['national', 'StatusCell', 'count'],
    ['national', 'OffenceCode', 'iccs'],
    ['hub', 'PublishedTotals', 'arrests'],
    ['interpol', 'Notice', 'colour'],
  ] as const) {
    test(`${name}, ${type}.${field}, is named`, () => {
      const changed = { ...CONTRACTS, [name]: without(CONTRACTS[name], type, field) };
      const found = lines(checkContracts(operation, changed));
      expect(found.length).toBeGreaterThan(0);
      for (const line of found) {
        expect(line).toMatch(
          /^-: \w+\.(\w+): no contract offers it: add it to schema\/(\w+)\.graphql, or remove it$/,
        );
        expect(line).toContain(`.${field}: `);
        expect(line).toContain(`schema/${name}.graphql`);
      }
    });
  }
  // Trap: no caller asks for these, so nothing of the public schema is without an offer.
  for (const [name, type, field] of [
    ['national', 'Query', 'participations'],
    ['national', 'Participation', '_status'],
    ['national', 'ForensicExam', '_facts'],
    ['national', 'SearchConnection', '_consentable'],
    ['hub', 'Query', 'operationIds'],
    ['hub', 'IntelligencePackage', 'handling'],
    ['interpol', 'Query', 'notices'],
    ['interpol', 'InterpolReference', '_k'],
  ] as const) {
    test(`${name}, ${type}.${field}, which the gateway itself asks for, is named`, () => {
      const changed = { ...CONTRACTS, [name]: without(CONTRACTS[name], type, field) };
      expect(lines(checkContracts(operation, changed))).toEqual([
        `-: ${type}.${field}: not in schema/${name}.graphql, and always asked of it: put it back`,
      ]);
    });
  }
});
