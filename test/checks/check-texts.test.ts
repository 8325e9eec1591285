import { checkComposition } from '../../src/checks/check-composition.ts';
import { checkDirectives } from '../../src/checks/check-directives.ts';
import { checkFieldNames } from '../../src/checks/check-field-names.ts';
import { checkSyntax } from '../../src/checks/check-syntax.ts';
import { loadPolicy } from '../../src/cli/load-policy.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

test('a text that is no GraphQL is named with its line', () => {
  expect(lines(checkSyntax({ national: 'type Suspect {\n  caseRef ID\n}', hub: 'scalar Date' }))).toEqual([
    '-: schema/national.graphql line 2: no GraphQL, Expected ":", found Name "ID": correct it',
  ]);
});

describe('a directive', () => {
  // Trap: the type's category stands for the field, so the field is not unclassified: it is PUBLIC.
  test('under another name, beside a category of the type, is named (hostile 27)', () => {
    const sdl = `
      directive @permit(category: String) on FIELD_DEFINITION
      type Suspect @access(category: PUBLIC, owner: GATEWAY) { caseRef: ID @permit(category: "PROTECTED") }`;
    expect(lines(checkDirectives('operation', sdl))).toEqual([
      '-: @permit: a directive of its own in schema/operation.graphql: use @access of schema/access.graphql',
      '-: Suspect: directive @permit, which says nothing here, in schema/operation.graphql: write @access, or remove it',
    ]);
  });
  test('imported from elsewhere is named (hostile 27)', () => {
    const sdl =
      'extend schema @link(url: "https://example.org", import: ["@access"]) type A { b: ID @deprecated }';
    expect(lines(checkDirectives('hub', sdl))).toEqual([
      '-: schema: directive @link, which says nothing here, in schema/hub.graphql: write @access, or remove it',
    ]);
  });
});

test('what is derived is said in the public schema: in a contract nobody reads it', () => {
  const sdl = 'type A { b: ID @derived(from: ["A.c"]) c(d: ID @reads(field: "A.c", right: JOIN)): ID }';
  expect(lines(checkDirectives('operation', sdl))).toEqual([]);
  expect(lines(checkDirectives('hub', sdl))).toEqual([
    '-: A: directive @derived, which says nothing here, in schema/hub.graphql: write @access, or remove it',
  ]);
});

test('inputs and enums are written in one place: an extension would read what nobody looks at', () => {
  const sdl = 'extend input ArrestWhere { eyes: ID } extend enum ArrestOrderField { EYES }';
  expect(lines(checkDirectives('operation', sdl))).toEqual([
    '-: ArrestWhere: input object type extension that no rule reads in schema/operation.graphql: write its fields into the input itself',
    '-: ArrestOrderField: enum type extension that no rule reads in schema/operation.graphql: write its values into the enum itself',
  ]);
});

test('fields that the access map does not read, of extensions, interfaces and unions, are named', () => {
  const sdl = 'extend type Suspect { eyes: ID } interface Node { id: ID } union Any = Suspect';
  expect(lines(checkDirectives('operation', sdl))).toEqual([
    '-: Suspect: object type extension that no rule reads in schema/operation.graphql: write its fields into the type itself',
    '-: Node: interface type that no rule reads in schema/operation.graphql: write object types: without interfaces no rule is got around by one',
    '-: Any: union type that no rule reads in schema/operation.graphql: write object types: without unions no rule is got around by one',
  ]);
});

test('a field named like a response key of ours is named; the border keeps its own names in the contracts', () => {
  const sdl = 'type Suspect { records_0123456789ab: ID _k: ID place_nuts: ID }';
  const digest =
    '-: Suspect.records_0123456789ab: named like a response key with a digest: name it in camel case, without an underscore';
  expect(lines(checkFieldNames('national', sdl))).toEqual([digest]);
  expect(lines(checkFieldNames('operation', sdl))).toEqual([
    digest,
    '-: Suspect._k: named like a field of the border: name it in camel case, without an underscore',
  ]);
});

describe('a schema that does not compose', () => {
  const texts = loadSchemaTexts();
  const policy = loadPolicy();

  test('for a type it does not have is named', async () => {
    const operation = texts.operation.replace('scalar NUTS2', '');
    const [first] = lines(await checkComposition({ texts: { ...texts, operation }, policy }));
    expect(first).toMatch(/^-: schema: .*`?"?NUTS2"?`?.*: make the gateway compose$/);
  });
  test('for a field that nobody resolves is named by its coordinate', async () => {
    const operation = `${texts.operation} type Mutation @access(category: PUBLIC, owner: GATEWAY) { close: ID }`;
    expect(lines(await checkComposition({ texts: { ...texts, operation }, policy }))).toEqual([
      '-: Mutation.close: no resolver for `Mutation.close`: add it in gateway/answer/',
    ]);
  });
});
