/**
 * The schema as a whole against the field's vocabulary: every row has its coordinate, with the category and the type of the
 * table; what the table does not name is listed here. A category that is wider by mistake is a leak that nothing else shows.
 */

import { buildSchema, type GraphQLField, getNamedType, isObjectType, parse } from 'graphql';
import { accessOf, readAccessMap } from '../../src/access/access-map.ts';
import { loadSchemaTexts } from '../../src/cli/load-schema-texts.ts';
import { expect, test } from '../jest.ts';
import { readRows } from './plain-rights.ts';

const TEXTS = loadSchemaTexts();
const SCHEMA = buildSchema(`${TEXTS.access}\n${TEXTS.operation}`);
const ROWS = readRows('./vocabulary.csv');

/** What the public schema says by itself: it is what a caller reads. */
const OWN = readAccessMap(parse(TEXTS.operation));
/** What decides: as the gateway reads it at start-up, where a stricter word of another contract counts. */
const MAP = readAccessMap(
  parse(TEXTS.operation),
  [TEXTS.national, TEXTS.hub, TEXTS.interpol].map((text) => parse(text)),
);

/** Where the schema's type is another than the table's, and why. */
const OTHER_TYPES: Readonly<Record<string, readonly [type: string, why: string]>> = {
  'Operation.codeName': ['String', 'Europol may send what is no text: a leaf of a source is nullable'],
  'Operation.crimeArea': [
    'CrimeArea',
    'Europol may send an area nobody knows: a leaf of a source is nullable',
  ],
  'Operation.leadCountry': [
    'Country',
    'Europol may name a country nobody knows: a leaf of a source is nullable',
  ],
  'Arrests.byStatus': ['[ArrestStatusCount!]', 'a status is an enum, and the two lists have different ones'],
  'ForensicExams.byStatus': ['[ForensicStatusCount!]', 'as `Arrests.byStatus`'],
};

/** Where `count.exact` of a list leads: the last step has the category. */
function fieldOf(type: string, path: string): { coordinate: string; field: GraphQLField<unknown, unknown> } {
  let [parent, coordinate] = [type, ''];
  let field: GraphQLField<unknown, unknown> | undefined;
  for (const name of path.split('.')) {
    const holder = SCHEMA.getType(parent);
    field = isObjectType(holder) ? holder.getFields()[name] : undefined;
    coordinate = `${parent}.${name}`;
    if (field === undefined) throw new Error(`the schema has no \`${coordinate}\``);
    parent = getNamedType(field.type).name;
  }
  return { coordinate, field: field as GraphQLField<unknown, unknown> };
}

test('the vocabulary is read whole: 75 rows, none twice', () => {
  expect(ROWS).toHaveLength(75);
  expect(new Set(ROWS.map(({ type, field }) => `${type}.${field}`)).size).toBe(75);
});

for (const row of ROWS) {
  const [type, path] = [String(row.type), String(row.field)];
  test(`${type}.${path} is ${row.class} and ${row.graphql_type}, as in the vocabulary`, () => {
    const { coordinate, field } = fieldOf(type, path);
    const access = accessOf(MAP, coordinate);
    expect([accessOf(OWN, coordinate).category, access.category]).toEqual([row.class, row.class]);
    expect(String(field.type)).toBe(OTHER_TYPES[`${type}.${path}`]?.[0] ?? row.graphql_type);
    // Nothing opens by existence alone but what says so itself, and what leads to it.
    const opensByHit = ['hit', 'victims'].includes(path) && type !== 'InterpolReference';
    expect(access.from).toBe(opensByHit ? 'HIT_NO_HIT' : 'ALLOW');
    if (row.note?.startsWith('owner XO')) expect(access.owner).toBe('INTERPOL');
  });
}

test('a difference of type that is listed is one', () => {
  for (const [name, [type]] of Object.entries(OTHER_TYPES)) {
    const row = ROWS.find((one) => `${one.type}.${one.field}` === name);
    expect([name, row?.graphql_type === type]).toEqual([name, false]);
  }
});

/** Fields that the vocabulary does not name and that are not PUBLIC; INHERIT is as open as the field that leads there. */
const BESIDE_THE_VOCABULARY: Readonly<Record<string, string>> = {
  'Operation.actionDays': 'OPERATIONAL',
  'Operation.notices': 'PERSONAL',
  'Operation.intelligencePackages': 'OPERATIONAL',
  ...Object.fromEntries(
    ['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'].map((list) => [
      `Operation.${list}`,
      'STATISTICAL',
    ]),
  ),
  ...Object.fromEntries(
    ['Arrests', 'Suspects', 'Searches', 'Seizures', 'ForensicExams'].map((list) => [
      `${list}.records`,
      'OPERATIONAL',
    ]),
  ),
  'Operation.participation': 'STATISTICAL',
  'Operation.breakdown': 'STATISTICAL',
  'BreakdownCell.published': 'STATISTICAL',
  'CrossCheck.result': 'PERSONAL',
  'CrossCheck.arrest': 'PERSONAL',
  'CrossCheck.suspect': 'PERSONAL',
  'CrossCheck.search': 'PERSONAL',
  'Notice.colour': 'PERSONAL',
  'Notice.issuedOn': 'PERSONAL',
  'Arrest.marking': 'PERSONAL',
  'Suspect.marking': 'PERSONAL',
  'Search.marking': 'OPERATIONAL',
  'Seizure.marking': 'OPERATIONAL',
  'ForensicExam.marking': 'OPERATIONAL',
  'Arrest.provenance': 'PERSONAL',
  'Suspect.provenance': 'PERSONAL',
  'Search.provenance': 'OPERATIONAL',
  'Seizure.provenance': 'OPERATIONAL',
  'ForensicExam.provenance': 'OPERATIONAL',
  'IntelligencePackage.provenance': 'OPERATIONAL',
};

/** What the gateway says of itself, and what Europol has published: types whose fields may be PUBLIC. */
const PUBLIC_TYPES = new Set(
  'Query PublishedTotals Completeness Missing SourceReport Contact Country Agreement Viewer'.split(' '),
);
/** PUBLIC beside the vocabulary, in types that hold more closed fields too. */
const PUBLIC_FIELDS = new Set([
  'Operation.status',
  'Operation.synthetic',
  'Operation.crossCheck',
  'CrossCheck.country',
  'CrossCheck.caseRef',
  'CrossCheck.contact',
  'Participation.country',
  ...['arrests', 'suspects', 'searches', 'seizures', 'forensicExams'].map((list) => `Participation.${list}`),
  ...['Arrests', 'Suspects', 'Searches', 'Seizures', 'ForensicExams'].flatMap((list) => [
    `${list}.count`,
    `${list}.completeness`,
    `${list}.contact`,
  ]),
]);

test('what the vocabulary does not name is as open as what leads to it, or listed here with its category', () => {
  const named = new Set(ROWS.map(({ type, field }) => fieldOf(String(type), String(field)).coordinate));
  const others = [...MAP.values()].filter(
    ({ coordinate, category }) => !named.has(coordinate) && category !== 'INHERIT',
  );
  const closed = others.filter(({ category }) => category !== 'PUBLIC');
  expect(Object.fromEntries(closed.map(({ coordinate, category }) => [coordinate, category]))).toEqual(
    BESIDE_THE_VOCABULARY,
  );
  const open = others.filter(({ category }) => category === 'PUBLIC').map(({ coordinate }) => coordinate);
  const strange = open.filter(
    (coordinate) => !PUBLIC_TYPES.has(coordinate.split('.')[0] ?? '') && !PUBLIC_FIELDS.has(coordinate),
  );
  expect(strange).toEqual([]);
});
