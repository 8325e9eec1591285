import { parse } from 'graphql';
import { readCostMap } from '../../src/access/cost-map.ts';
import { checkCosts } from '../../src/checks/check-costs.ts';
import { checkDirectives } from '../../src/checks/check-directives.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { composeGateway } from '../../src/gateway/compose-gateway.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

describe('a field says what it can cost', () => {
  for (const [what, sdl, line] of [
    ['a list', 'type A { b: [ID!]! }', '-: A.b: field `A.b` has no cost: add @cost'],
    ['a field with an argument', 'type A { b(c: ID): ID }', '-: A.b: field `A.b` has no cost: add @cost'],
    [
      'a cost given twice',
      'type A { b: [ID] @cost @cost(records: 2) }',
      '-: A.b: `A.b` has @cost twice: keep one',
    ],
    [
      'no record at all',
      'type A { b: [ID] @cost(records: 0) }',
      '-: A.b: `A.b` has no readable cost: give records from 1 and requests from 0',
    ],
    [
      'a figure that is none',
      'type A { b: [ID] @cost(requests: "2") }',
      '-: A.b: `A.b` has no readable cost: give records from 1 and requests from 0',
    ],
  ] as const) {
    test(`or is named: ${what}`, () => {
      expect(lines(checkCosts(sdl))).toEqual([line]);
    });
  }

  test('and what is neither list nor has arguments need not', () => {
    expect(lines(checkCosts('type A { b: ID c: [ID] @cost(records: 4, requests: 1) }'))).toEqual([]);
    const sdl = 'type A { b: ID c: [ID] @cost(records: 4, requests: 1) d: [ID] @cost(byCountry: true) }';
    expect(readCostMap(parse(sdl))).toEqual(
      new Map([
        ['A.b', { records: 1, requests: 0, byCountry: false }],
        ['A.c', { records: 4, requests: 1, byCountry: false }],
        ['A.d', { records: 1, requests: 0, byCountry: true }],
      ]),
    );
  });
});

test('a list without a cost stops start-up', () => {
  const texts = loadSchemaTexts();
  const operation = texts.operation.replace(
    'countries: [Country!]! @cost(records: 100)',
    'countries: [Country!]!',
  );
  expect(() => composeGateway({ ...texts, operation })).toThrow(
    'field `Query.countries` has no cost: add @cost',
  );
});

test('costs are said in the public schema: in a contract nobody reads them', () => {
  expect(lines(checkDirectives('national', 'type A { b: [ID] @cost }'))).toEqual([
    '-: A: directive @cost, which says nothing here, in schema/national.graphql: write @access, or remove it',
  ]);
});
