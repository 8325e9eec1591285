import { parse } from 'graphql';
import { readAccessMap } from '../../src/access/access-map.ts';
import { gatedCoordinates, PROTECTED_RECORD } from '../../src/access/gated-coordinates.ts';
import { recordCoordinates } from '../../src/access/record-coordinates.ts';
import { loadSchemaVersion } from '../../src/cli/load-schema-version.ts';
import { describe, expect, test } from '../jest.ts';

const SDL = `
type Query @access(category: PUBLIC, owner: GATEWAY) {
  suspects(where: Filter @reads(field: "Suspect.caseRef", right: FILTER), orderBy: Sort): SuspectConnection
    @access(category: OPERATIONAL, owner: COUNTRY)
  searches: [Search!] @access(category: OPERATIONAL, owner: COUNTRY)
  id: ID
  count: Int @access(category: OPERATIONAL, owner: COUNTRY)
  hit: Hit @access(category: PERSONAL, owner: COUNTRY, from: HIT_NO_HIT, rights: [FILTER])
}
type SuspectConnection @access(category: INHERIT) { nodes: [Suspect!]! }
type Suspect @access(category: PERSONAL, owner: COUNTRY) { caseRef: ID @access(category: PERSONAL, owner: COUNTRY, rights: [FILTER, SORT]), marking: Marking }
type Search @access(category: OPERATIONAL, owner: COUNTRY) { date: Int @access(category: OPERATIONAL, owner: COUNTRY, rights: [SORT]), marking: Marking }
type Marking @access(category: INHERIT) { handling: Int @access(category: INHERIT, rights: [FILTER]) }
input Filter { caseRef: ID @reads(field: "Suspect.caseRef", right: FILTER), handling: ID @reads(field: "Marking.handling", right: FILTER) }
enum Sort { DATE @reads(field: "Search.date", right: SORT) NONE }
enum Hit { HIT }`;

const read = (sdl: string) => {
  const schema = parse(sdl);
  return gatedCoordinates(schema, readAccessMap(schema));
};
const ways = (coordinate: string, sdl = SDL) =>
  read(sdl)
    .get(coordinate)
    ?.ways.map((way) => way.map(({ category, owner, from }) => `${category} ${owner} ${from}`).join(' and '));

describe('what a place asks of the rules', () => {
  test.each([
    ['its own category', 'Suspect.caseRef', ['PERSONAL COUNTRY ALLOW']],
    ['both gates of a list', 'Query.suspects', ['OPERATIONAL COUNTRY ALLOW and PERSONAL COUNTRY ALLOW']],
    ['a hit, where that is enough', 'Query.hit', ['PERSONAL COUNTRY HIT_NO_HIT']],
    [
      'one of what leads to it, where it inherits',
      'Marking.handling',
      ['OPERATIONAL COUNTRY ALLOW', 'PERSONAL COUNTRY ALLOW'],
    ],
    ['what it reads, of an argument', 'Query.suspects(where:)', ['PERSONAL COUNTRY ALLOW']],
    ['what it reads, of an input field', 'Filter.caseRef', ['PERSONAL COUNTRY ALLOW']],
    ['what it reads, of an enum value', 'Sort.DATE', ['OPERATIONAL COUNTRY ALLOW']],
    ['nothing, where it is PUBLIC', 'Query.id', ['']],
    ['nothing, where it reads nothing', 'Sort.NONE', ['']],
    ['PROTECTED, of a protected record', PROTECTED_RECORD, ['PROTECTED COUNTRY ALLOW']],
  ])('is %s', (_, coordinate, expected) => {
    expect(ways(coordinate)).toEqual(expected);
  });

  test('is the right to have the field, where it is read: a hit is not enough', () => {
    const reading = 'orderBy: Sort, reading: ID @reads(field: "Query.hit", right: FILTER)';
    expect(ways('Query.suspects(reading:)', SDL.replace('orderBy: Sort', reading))).toEqual([
      'PERSONAL COUNTRY ALLOW',
    ]);
  });

  test('is never nothing, of a field that ships', () => {
    const { gated, map } = loadSchemaVersion();
    expect([...map.keys()].filter((coordinate) => gated.get(coordinate)?.ways.length === 0)).toEqual([]);
    expect(gated.size).toBeGreaterThan(map.size);
  });
});

test('records, what is inside them and what leads to them hang on records; a count does not', () => {
  const schema = parse(SDL);
  expect([...recordCoordinates(schema, readAccessMap(schema))].sort()).toEqual(
    [
      PROTECTED_RECORD,
      'Marking.handling',
      'Query.hit',
      'Query.searches',
      'Query.suspects',
      'Search.date',
      'Search.marking',
      'Suspect.caseRef',
      'Suspect.marking',
      'SuspectConnection.nodes',
    ].sort(),
  );
});

test('of what ships the words and counts of a country do not hang on records', () => {
  const { schema, map } = loadSchemaVersion();
  const hanging = recordCoordinates(schema, map);
  const country = [...map.values()]
    .filter(({ owner }) => owner === 'COUNTRY')
    .map(({ coordinate }) => coordinate);
  expect(country.filter((coordinate) => !hanging.has(coordinate))).toEqual([
    'BreakdownCell.published',
    'Participation.modusOperandi',
    'Participation.victims',
    'Victims.identifiedCount',
    'Victims.safeguardedCount',
    'Victims.hit',
    'Arrests.byStatus',
    'Arrests.byAgeBand',
    'ForensicExams.byStatus',
    'Count.exact',
    'Count.published',
    'Count.reported',
  ]);
});
