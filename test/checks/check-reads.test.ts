import { checkCategories } from '../../src/checks/check-categories.ts';
import { checkReads } from '../../src/checks/check-reads.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const OPEN = '@access(category: PUBLIC, owner: GATEWAY)';
/** A schema of two lists, whose arguments and inputs are given. */
function schemaOf({
  where = 'ArrestWhere',
  order = '[ArrestOrder!]',
  other = 'SuspectWhere',
  inputs = '',
}: {
  readonly where?: string;
  readonly order?: string;
  readonly other?: string;
  readonly inputs?: string;
}): string {
  return `
    type Arrests ${OPEN} { records(where: ${where}, orderBy: ${order}): ArrestConnection }
    type Suspects ${OPEN} { records(where: ${other}): SuspectConnection }
    type ArrestConnection @access(category: INHERIT) { nodes: [Arrest!]! }
    type SuspectConnection @access(category: INHERIT) { nodes: [Suspect!]! }
    type Arrest ${OPEN} {
      status: String @access(category: PUBLIC, owner: GATEWAY, rights: [FILTER, SORT])
      date: String @access(category: PUBLIC, owner: GATEWAY, rights: [FILTER])
      marking: String @access(category: PUBLIC, owner: GATEWAY, rights: [FILTER])
      volume: Int
    }
    type Suspect ${OPEN} { status: String @access(category: PUBLIC, owner: GATEWAY, rights: [FILTER, JOIN]) }
    input SuspectWhere { status: TextFilter @reads(field: "Suspect.status", right: FILTER) }
    input TextFilter { in: [String!] isNull: Boolean }
    input ArrestOrder { field: ArrestOrderField! direction: Direction! = ASC }
    enum Direction { ASC DESC }
    ${inputs.includes('enum ArrestOrderField') ? '' : 'enum ArrestOrderField { STATUS @reads(field: "Arrest.status", right: SORT) }'}
    ${inputs.includes('input ArrestWhere') ? '' : `input ArrestWhere { and: [ArrestWhere!] not: ArrestWhere ${STATUS} ${HANDLING} }`}
    ${inputs}`;
}
const STATUS = 'status: TextFilter @reads(field: "Arrest.status", right: FILTER)';
const HANDLING = 'handling: TextFilter @reads(field: "Arrest.marking", right: FILTER)';

test('inputs that say what they read, and read it, are right', () => {
  expect(lines(checkReads(schemaOf({})))).toEqual([]);
  expect(lines(checkCategories(schemaOf({}), {}))).toEqual([]);
});

describe('what an argument reads leads to a field that gives the right, or nothing starts', () => {
  for (const [what, status, line] of [
    [
      'an unknown field',
      'status: TextFilter @reads(field: "Arrest.eyes", right: FILTER)',
      '-: ArrestWhere.status: `ArrestWhere.status` reads `Arrest.eyes`, which is no field: write a coordinate, such as Suspect.caseRef',
    ],
    [
      'a field that does not give the right',
      'volume: TextFilter @reads(field: "Arrest.volume", right: FILTER)',
      '-: ArrestWhere.volume: `ArrestWhere.volume` uses `Arrest.volume` by FILTER, which it does not give: add it to `rights` of its @access',
    ],
    [
      'a field by another right than it gives',
      'date: TextFilter @reads(field: "Arrest.date", right: SORT)',
      '-: ArrestWhere.date: `ArrestWhere.date` uses `Arrest.date` by SORT, which it does not give: add it to `rights` of its @access',
    ],
    [
      'by a right nobody knows',
      'status: TextFilter @reads(field: "Arrest.status", right: SEE)',
      '-: ArrestWhere.status: `ArrestWhere.status` uses `Arrest.status` by SEE, which it does not give: add it to `rights` of its @access',
    ],
    [
      'twice',
      `${STATUS} @reads(field: "Arrest.status", right: FILTER)`,
      '-: ArrestWhere.status: `ArrestWhere.status` has @reads twice: keep one',
    ],
  ] as const) {
    test(`read ${what}`, () => {
      const sdl = schemaOf({ inputs: `input ArrestWhere { ${status} }` });
      expect(lines(checkCategories(sdl, {}))).toEqual([line]);
    });
  }

  test('rights on a type, and rights nobody knows, are refused', () => {
    const sdl = `type Arrest @access(category: PUBLIC, owner: GATEWAY, rights: [SORT]) {
      a: ID b: ID @access(category: PUBLIC, rights: [FILTER, SEE]) c: ID @access(category: PUBLIC, rights: [SORT, SORT]) }`;
    expect(lines(checkCategories(sdl, {}))).toEqual([
      '-: Arrest.b: `Arrest.b` has a right nobody knows, or one twice: use FILTER, SORT, JOIN',
      '-: Arrest.c: `Arrest.c` has a right nobody knows, or one twice: use FILTER, SORT, JOIN',
      '-: Arrest: `Arrest` gives rights as a type: write them on its fields',
    ]);
  });
});

describe('an input by which a list is filtered or ordered', () => {
  for (const [what, schema, line] of [
    [
      'has no field that does not say what it reads',
      { inputs: `input ArrestWhere { ${STATUS} date: TextFilter }` },
      '-: ArrestWhere.date: does not say what it reads: write @reads(field: "Arrest.date", right: FILTER)',
    ],
    [
      'has no value that does not say what it reads',
      { inputs: 'enum ArrestOrderField { STATUS }' },
      '-: ArrestOrderField.STATUS: does not say what it reads: write @reads(field: "Arrest.status", right: SORT)',
    ],
    [
      // Trap: the right over the date is judged, and the status is what is filtered by.
      'reads the field it is named for, and no other',
      { inputs: 'input ArrestWhere { status: TextFilter @reads(field: "Arrest.date", right: FILTER) }' },
      '-: ArrestWhere.status: says it reads FILTER of `Arrest.date`, and reads FILTER of `Arrest.status`: write @reads(field: "Arrest.status", right: FILTER)',
    ],
    [
      'filters by the right to filter',
      { inputs: 'input ArrestWhere { status: TextFilter @reads(field: "Arrest.status", right: SORT) }' },
      '-: ArrestWhere.status: says it reads SORT of `Arrest.status`, and reads FILTER of `Arrest.status`: write @reads(field: "Arrest.status", right: FILTER)',
    ],
    [
      'reads a record of its own list',
      { inputs: 'input ArrestWhere { status: TextFilter @reads(field: "Suspect.status", right: FILTER) }' },
      '-: ArrestWhere.status: says it reads FILTER of `Suspect.status`, and reads FILTER of `Arrest.status`: write @reads(field: "Arrest.status", right: FILTER)',
    ],
    [
      'joins its own type',
      { inputs: `input ArrestWhere { ${STATUS} or: [SuspectWhere!] }` },
      '-: ArrestWhere.or: joins `SuspectWhere`, not its own type: write `ArrestWhere`',
    ],
    [
      'orders by an enum that says what it reads',
      { order: '[PlainOrder!]', inputs: 'input PlainOrder { by: String direction: Direction }' },
      '-: PlainOrder.by: no field of an order: write `field`, of an enum ...OrderField, and `direction`',
    ],
    [
      'is found by the name of its type',
      { where: 'ArrestChoice', inputs: 'input ArrestChoice { status: TextFilter }' },
      '-: Arrests.records(where:): of type `ArrestChoice`, of which nobody looks what it reads: name its type ...Where',
    ],
  ] as const) {
    test(what, () => {
      expect(lines(checkReads(schemaOf(schema)))).toContain(line);
    });
  }

  test('is not shared between lists: rights are of one record’s fields', () => {
    expect(lines(checkReads(schemaOf({ other: 'ArrestWhere' })))).toEqual([
      '-: SuspectWhere: belongs to no list: give it to one, or remove it',
      '-: ArrestWhere: one input for the lists of `Arrest`, `Suspect`: give each list its own: rights are of its fields',
    ]);
  });
});

test('a contract reads fields of the public schema, by rights they give, and gives none itself', () => {
  const contract = (field: string): string => `type Query { keys(
    keys: [ID!]! @reads(field: "${field}", right: JOIN)): ID @access(category: PUBLIC, owner: GATEWAY, rights: [SORT]) }`;
  expect(lines(checkReads(schemaOf({}), { interpol: contract('Suspect.status') }))).toEqual([
    '-: @access: `@access` gives rights that nobody reads in schema/interpol.graphql: give them in schema/operation.graphql',
  ]);
  expect(lines(checkReads(schemaOf({}), { interpol: contract('Arrest.status') }))).toContain(
    '-: Query.keys(keys:): `Query.keys(keys:)` uses `Arrest.status` by JOIN, which it does not give in schema/interpol.graphql: add it to `rights` of its @access',
  );
});
