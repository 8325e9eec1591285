import { checkCategories } from '../../src/checks/check-categories.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const ACCESS = '@access(category: PERSONAL, owner: COUNTRY)';
const KNOWN = 'PUBLIC, STATISTICAL, STRATEGIC, OPERATIONAL, PERSONAL, PROTECTED, INHERIT';

describe('a category of the public schema', () => {
  for (const [what, sdl, line] of [
    [
      'missing',
      'type Suspect { caseRef: ID }',
      '-: Suspect.caseRef: unclassified field `Suspect.caseRef`: add @access',
    ],
    [
      'under a renamed directive (hostile 27)',
      'type Suspect { caseRef: ID @permit(category: PUBLIC) }',
      '-: Suspect.caseRef: unclassified field `Suspect.caseRef`: add @access',
    ],
    [
      'given twice (hostile 28)',
      `type Suspect { caseRef: ID ${ACCESS} @access(category: PUBLIC, owner: GATEWAY) }`,
      '-: Suspect.caseRef: `Suspect.caseRef` has @access twice: keep one',
    ],
    [
      'that nobody knows',
      'type Suspect { caseRef: ID @access(category: SECRET, owner: COUNTRY) }',
      `-: Suspect.caseRef: \`Suspect.caseRef\` has no known category: use one of ${KNOWN}`,
    ],
    [
      'without an owner',
      'type Suspect { caseRef: ID @access(category: PERSONAL) }',
      "-: Suspect.caseRef: field `Suspect.caseRef` has no owner: add `owner` to its @access or to its type's",
    ],
  ] as const) {
    test(`${what} is named with place and remedy`, () => {
      expect(lines(checkCategories(sdl, {}))).toEqual([line]);
    });
  }
});

describe('a contract', () => {
  const operation = `type Suspect { caseRef: ID ${ACCESS} }`;
  const differing = (theirs: string, said: string): void => {
    const contract = `type Suspect { caseRef: ID @access(${theirs}) }`;
    expect(lines(checkCategories(operation, { national: contract }))).toEqual([
      `-: Suspect.caseRef: schema/national.graphql says ${said}, operation.graphql PERSONAL of COUNTRY from ALLOW: give both the same @access`,
    ]);
  };

  test('that is stricter than the public schema is named (hostile 29)', () => {
    differing('category: PROTECTED, owner: COUNTRY', 'PROTECTED of COUNTRY from ALLOW');
  });
  // Trap: the stricter counts at run time, so nothing would show that the contract says less.
  test('that is laxer than the public schema is named too (hostile 29)', () => {
    differing('category: PUBLIC, owner: COUNTRY', 'PUBLIC of COUNTRY from ALLOW');
  });
  test('that opens earlier, or for another owner, is named', () => {
    differing('category: PERSONAL, owner: COUNTRY, from: HIT_NO_HIT', 'PERSONAL of COUNTRY from HIT_NO_HIT');
    differing('category: PERSONAL, owner: GATEWAY', 'PERSONAL of GATEWAY from ALLOW');
    differing('category: INHERIT', 'INHERIT');
  });
  test('that adds an unclassified field is named (hostile 31)', () => {
    const contract = 'type Suspect { caseRef: ID nickel: String }';
    expect(lines(checkCategories(operation, { national: contract }))).toEqual([
      '-: Suspect.nickel: unclassified field `Suspect.nickel` in schema/national.graphql: add @access',
    ]);
  });
  test('that gives a directive twice is named, with its file', () => {
    const contract = `type Suspect { caseRef: ID ${ACCESS} ${ACCESS} }`;
    expect(lines(checkCategories(operation, { hub: contract }))).toEqual([
      '-: Suspect.caseRef: `Suspect.caseRef` has @access twice in schema/hub.graphql: keep one',
    ]);
  });
  test('classifies neither its root, nor the keys of the border, nor what it leaves to the public schema', () => {
    const contract =
      'type Query { suspects(keys: [ID!]!): [Suspect] } type Suspect { caseRef: ID _k: ID! _invalid: [String!]! }';
    expect(lines(checkCategories(operation, { national: contract }))).toEqual([]);
  });
});
