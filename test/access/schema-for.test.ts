import { buildSchema, isObjectType, parse, validateSchema } from 'graphql';
import { readAccessMap } from '../../src/access/access-map.ts';
import { decide } from '../../src/access/decide.ts';
import { gatedCoordinates } from '../../src/access/gated-coordinates.ts';
import { kindOf, standingConsentOf } from '../../src/access/policy.ts';
import { requestCasesOf } from '../../src/access/question-space.ts';
import { recordCoordinates } from '../../src/access/record-coordinates.ts';
import { type ReadSchema, schemaFor } from '../../src/access/schema-for.ts';
import { loadSchemaVersion } from '../../src/cli/load-schema-version.ts';
import { describe, expect, test } from '../jest.ts';
import { readVersion } from './small-version.ts';
import { walkSchema } from './walk-schema.ts';

/** DE and AT are members, RS holds a strategic agreement, JP a working arrangement, ZZ nothing. */
const { policy } = readVersion({
  agreements: ['DE', 'AT', 'XE']
    .map((country) => `${country},EU_MEMBER,2000-01-01,`)
    .concat(
      'RS,STRATEGIC,2000-01-01,',
      'JP,WORKING_ARRANGEMENT,2000-01-01,',
      'NO,OPERATIONAL,2000-01-01,',
      'ZZ,NONE,2000-01-01,',
      'XO,OPERATIONAL,2000-01-01,',
    ),
  purposes: ['TRENDS,STRATEGIC', 'CROSS_CHECK,PERSONAL', 'WORK,PROTECTED', 'OPERATIONS,OPERATIONAL'],
  sdl: 'type Query @access(category: PUBLIC, owner: GATEWAY) { id: ID }',
});

const stating = (...purposes: string[]) => requestCasesOf(purposes).filter(({ purpose }) => purpose !== null);

function schemaOf(sdl: string, country: string, requests = stating(...policy.purposes.keys())): string {
  const schema = parse(sdl);
  const map = readAccessMap(schema);
  const version: ReadSchema = { schema, map, gated: gatedCoordinates(schema, map), policy };
  return schemaFor(version, { country, date: '2011-12-16' }, requests);
}

/** Without descriptions and empty lines, to be read in a test. */
const bare = (text: string) =>
  text
    .replaceAll(/"""[\s\S]*?"""\n/g, '')
    .replaceAll(/^ *"[^\n]*"\n/gm, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

describe('the schema of one caller', () => {
  const RECORDS = `
    type Query @access(category: PUBLIC, owner: GATEWAY) { suspects: SuspectConnection @access(category: OPERATIONAL, owner: COUNTRY), methods: Int @access(category: STRATEGIC, owner: COUNTRY), sort: Sort }
    type SuspectConnection @access(category: INHERIT) { nodes: [Suspect!]! }
    type Suspect @access(category: PERSONAL, owner: COUNTRY) { caseRef: Ref, colour: Colour, marking: Int }
    scalar Ref
    enum Colour { RED }
    enum Sort { UP }
    enum Unused { NEVER }`;

  test('has the fields that some marking, consent or participation opens, and no other', () => {
    expect(bare(schemaOf(RECORDS, 'NO'))).toEqual([
      'type Query {',
      'suspects: SuspectConnection',
      'methods: Int',
      'sort: Sort',
      '}',
      'type SuspectConnection {',
      'nodes: [Suspect!]!',
      '}',
      'type Suspect {',
      'caseRef: Ref',
      'colour: Colour',
      'marking: Int',
      '}',
      'scalar Ref',
      'enum Colour {',
      'RED',
      '}',
      'enum Sort {',
      'UP',
      '}',
    ]);
  });

  test('leaves out what leads to nothing, and the scalars and enums that nothing names any more', () => {
    expect(bare(schemaOf(RECORDS, 'RS'))).toEqual([
      'type Query {',
      'methods: Int',
      'sort: Sort',
      '}',
      'enum Sort {',
      'UP',
      '}',
    ]);
    expect(bare(schemaOf(RECORDS, 'ZZ'))).toEqual([
      'type Query {',
      'sort: Sort',
      '}',
      'enum Sort {',
      'UP',
      '}',
    ]);
  });

  test('is narrower for a narrower purpose', () => {
    expect(bare(schemaOf(RECORDS, 'NO', stating('TRENDS')))).toEqual(bare(schemaOf(RECORDS, 'RS')));
  });

  test('leaves out a list that one kind of request never opens, and keeps its records where another field leads there', () => {
    const crossCheck = [{ purpose: 'CROSS_CHECK', participant: false }];
    expect(bare(schemaOf(RECORDS, 'DE', crossCheck))).not.toContain('type Suspect {');
    const checked = RECORDS.replace(
      'sort: Sort',
      'check: Suspect @access(category: PERSONAL, owner: COUNTRY)',
    );
    const text = bare(schemaOf(checked, 'DE', crossCheck));
    expect(text.slice(0, 5)).toEqual([
      'type Query {',
      'methods: Int',
      'check: Suspect',
      '}',
      'type Suspect {',
    ]);
  });

  test('leaves out a field that leads to a type of which nothing is left, and what leads to that', () => {
    const sdl = `
      type Query @access(category: PUBLIC, owner: GATEWAY) { id: ID, outer: Outer }
      type Outer @access(category: PUBLIC, owner: GATEWAY) { inner: Inner }
      type Inner @access(category: PERSONAL, owner: COUNTRY) { ref: ID }`;
    expect(bare(schemaOf(sdl, 'RS'))).toEqual(['type Query {', 'id: ID', '}']);
    expect(bare(schemaOf(sdl, 'DE'))).toContain('ref: ID');
  });

  test('leaves out a field that no one request opens together with the way to it', () => {
    const sdl = `
      type Query @access(category: PUBLIC, owner: GATEWAY) { search: Search @access(category: OPERATIONAL, owner: COUNTRY) }
      type Search @access(category: OPERATIONAL, owner: COUNTRY) { date: ID, ref: ID @access(category: PERSONAL, owner: COUNTRY) }`;
    const onWork = { purpose: 'OPERATIONS', participant: true };
    const onReferences = { purpose: 'CROSS_CHECK', participant: false };
    // Each opens one of the two: the way for a participant, the reference for a member that cross-checks (rule 21).
    expect(bare(schemaOf(sdl, 'DE', [onWork, onReferences]))).toEqual([
      'type Query {',
      'search: Search',
      '}',
      'type Search {',
      'date: ID',
      '}',
    ]);
    expect(bare(schemaOf(sdl, 'DE'))).toContain('ref: ID');
  });

  test('describes each field by its category and owner, after what it said', () => {
    const sdl = `
      type Query @access(category: PUBLIC, owner: GATEWAY) {
        "How many." count: Count @access(category: OPERATIONAL, owner: COUNTRY)
        hit: ID @access(category: PERSONAL, owner: INTERPOL, from: HIT_NO_HIT)
      }
      type Count @access(category: INHERIT) { exact: Int @deprecated(reason: "old") }`;
    const text = schemaOf(sdl, 'DE');
    expect(text).toContain('"""\n  How many.\n  OPERATIONAL, of the country.\n  """\n  count: Count');
    expect(text).toContain('"""PERSONAL, of Interpol (XO), from hit or no hit on."""\n  hit: ID');
    expect(text).toContain(
      '"""As the field that leads here: OPERATIONAL, of the country."""\n  exact: Int @deprecated(reason: "old")',
    );
    expect(text).not.toContain('@access');
  });
});

describe('arguments and inputs', () => {
  const SDL = `
    type Query @access(category: PUBLIC, owner: GATEWAY) {
      records(where: Where, orderBy: Sort = CASE_REF, first: Int! = 50): [Int] @access(category: STRATEGIC, owner: COUNTRY)
      byRef(ref: ID! @reads(field: "Suspect.caseRef", right: JOIN)): Int @access(category: STRATEGIC, owner: COUNTRY)
      check(refs: [Ref!]!): Int @access(category: STRATEGIC, owner: COUNTRY)
      only(where: OnlyRefs, order: OnlyRefSort, sorted: Sort): Int
      suspect: Suspect @access(category: PERSONAL, owner: COUNTRY)
    }
    type Suspect @access(category: PERSONAL, owner: COUNTRY) { caseRef: ID @access(category: PERSONAL, owner: COUNTRY, rights: [FILTER, SORT, JOIN]), marking: ID }
    input Where { and: [Where!], year: Int, caseRef: ID @reads(field: "Suspect.caseRef", right: FILTER) }
    input OnlyRefs { and: [OnlyRefs!], caseRef: ID @reads(field: "Suspect.caseRef", right: FILTER) }
    input Ref { country: ID!, caseRef: ID! @reads(field: "Suspect.caseRef", right: JOIN) }
    enum Sort { YEAR CASE_REF @reads(field: "Suspect.caseRef", right: SORT) }
    enum OnlyRefSort { CASE_REF @reads(field: "Suspect.caseRef", right: SORT) }`;

  test('stay, and say what they read, where the fields they read are open', () => {
    const text = schemaOf(SDL, 'DE');
    expect(bare(text)).toEqual(
      expect.arrayContaining([
        'input Where {',
        'input OnlyRefs {',
        'input Ref {',
        'CASE_REF',
        'byRef(',
        'check(refs: [Ref!]!): Int',
      ]),
    );
    expect(text).toContain('"""Reads Suspect.caseRef."""');
  });

  test('that read a closed field go, with a field that needs one, an input left with itself, a default and an enum', () => {
    expect(bare(schemaOf(SDL, 'RS'))).toEqual([
      'type Query {',
      'records(where: Where, first: Int! = 50): [Int]',
      'only(sorted: Sort): Int',
      '}',
      'input Where {',
      'and: [Where!]',
      'year: Int',
      '}',
      'enum Sort {',
      'YEAR',
      '}',
    ]);
  });
});

describe('what ships, for every kind of agreement:', () => {
  const shipped = loadSchemaVersion();
  const opensOf = (owner: string, requester: string, date: string, category: string): boolean => {
    const standing = standingConsentOf(shipped.policy, owner, requester, date);
    const input = { date, owner, requester, category, crimeArea: 'CSE', logUp: true };
    return [...shipped.policy.purposes.keys()].some((purpose) =>
      [true, false].some((participant) =>
        ['H0', 'H1', 'H2', 'H3'].some((handling) =>
          [true, false].some((addressee) =>
            [standing, 'item'].some((consent) => {
              const question = { ...input, purpose, participant, handling, addressee, consent };
              return /^ALLOW/.test(decide(question, shipped.policy).effect);
            }),
          ),
        ),
      ),
    );
  };
  const requests = stating(...shipped.policy.purposes.keys());
  const textFor = (country: string, date: string) => schemaFor(shipped, { country, date }, requests);
  const fieldsOf = (text: string) =>
    Object.values(buildSchema(text).getTypeMap()).reduce(
      (sum, type) =>
        sum + ('getFields' in type && !type.name.startsWith('__') ? Object.keys(type.getFields()).length : 0),
      0,
    );

  test.each([
    ['EU_MEMBER', 'DE', '2011-12-16'],
    ['OPERATIONAL', 'NO', '2011-12-16'],
    ['OPERATIONAL_DK', 'DK', '2020-01-01'],
    ['INTERNATIONAL_AGREEMENT', 'GB', '2021-01-01'],
    ['WORKING_ARRANGEMENT', 'JP', '2020-01-01'],
    ['STRATEGIC', 'RS', '2011-12-16'],
    ['SUSPENDED', 'RU', '2022-04-01'],
    ['NONE', 'ZZ', '2011-12-16'],
  ])('%s gets a schema that builds, validates and can be walked by a generator', (kind, country, date) => {
    expect(kindOf(shipped.policy, country, date)).toBe(kind);
    const text = textFor(country, date);
    const schema = buildSchema(text);
    expect(validateSchema(schema)).toEqual([]);
    const { text: walked, unused } = walkSchema(schema);
    expect([walked.length > 0, unused]).toEqual([true, []]);
    expect(text).not.toMatch(/@access|@reads|@derived|^directive/m);
    expect(text).toMatch(/^type Query \{/m);
    // Every field says its category, as text a generator hands on.
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || !('getFields' in type) || 'isOneOf' in type) continue;
      for (const field of Object.values(type.getFields())) {
        expect(field.description).toMatch(
          /PUBLIC|(STATISTICAL|STRATEGIC|OPERATIONAL|PERSONAL|PROTECTED).* of (the|Europol|Interpol)/,
        );
      }
    }
  });

  test.each(['DE', 'NO', 'RS', 'JP', 'ZZ'])(
    '%s has just the fields of records that `decide` opens, question by question',
    (country) => {
      const date = '2020-01-01';
      const schema = buildSchema(textFor(country, date));
      const hanging = recordCoordinates(shipped.schema, shipped.map);
      const opens = (category: string): boolean =>
        [...shipped.policy.names.keys()].some(
          (owner) => owner !== country && opensOf(owner, country, date, category),
        );
      const fields = [...shipped.map.values()].filter(
        ({ coordinate, owner, from, secondGate }) =>
          owner === 'COUNTRY' && from === 'ALLOW' && secondGate === null && hanging.has(coordinate),
      );
      const byCategory = new Map(
        [...new Set(fields.map(({ category }) => category))].map((one) => [one, opens(one)]),
      );
      const kept = ({ coordinate }: { readonly coordinate: string }): boolean => {
        const [type = '', field = ''] = coordinate.split('.');
        const found = schema.getType(type);
        return isObjectType(found) && found.getFields()[field] !== undefined;
      };
      expect(fields.filter((field) => kept(field) !== byCategory.get(field.category))).toEqual([]);
      expect(fields.length).toBeGreaterThan(30);
    },
  );

  test('a stronger agreement never has fewer fields, and Serbia gains the records by its own', () => {
    const counts = (
      ['ZZ 2011-12-16', 'RS 2011-12-16', 'JP 2020-01-01', 'NO 2011-12-16', 'DE 2011-12-16'] as const
    ).map((who) => {
      const [country = '', date = ''] = who.split(' ');
      return fieldsOf(textFor(country, date));
    });
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(new Set(counts).size).toBe(counts.length);
    expect(textFor('RS', '2014-05-06')).not.toContain('type Suspect {');
    expect(textFor('RS', '2014-05-07')).toContain('type Suspect {');
  });

  test('Europol and Interpol are not closed to themselves', () => {
    expect(textFor('XE', '2011-12-16')).toContain('actionDays');
    expect(textFor('XO', '2011-12-16')).toContain('notices');
  });
});
