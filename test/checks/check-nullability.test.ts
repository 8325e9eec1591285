import { checkNullability } from '../../src/checks/check-nullability.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const CLOSED =
  'never null, though more closed than a field that leads to it: make it nullable in schema/operation.graphql';
const LEAF = 'a leaf of a national record is never null: make it nullable in schema/operation.graphql';
const ROOT = 'type Query @access(category: PUBLIC, owner: GATEWAY)';
const DAY = 'type Day @access(category: INHERIT) { date: String! }';

describe('a field that is never null', () => {
  for (const [what, sdl, places] of [
    [
      'and of a wider category',
      `${ROOT} { days: [Day!]! @access(category: OPERATIONAL, owner: EUROPOL) } ${DAY}`,
      ['Query.days'],
    ],
    [
      'and of another owner, in the same category',
      `${ROOT} { days: [Day!] @access(category: OPERATIONAL, owner: EUROPOL) }
       type Day @access(category: OPERATIONAL, owner: INTERPOL) { date: String! }`,
      ['Day.date'],
    ],
    [
      'and opens later than what leads to it, at a hit',
      `${ROOT} { days: Day @access(category: PERSONAL, owner: EUROPOL, from: HIT_NO_HIT) }
       type Day @access(category: PERSONAL, owner: EUROPOL) { date: String! }`,
      ['Day.date'],
    ],
    [
      // Trap: the frame is written before the field that leads to it.
      'and of a wider category behind frames that inherit, in whatever order they are written',
      `type Frame @access(category: INHERIT) { inner: Inner! } type Inner @access(category: INHERIT) { day: Day! }
       type Day @access(category: PERSONAL, owner: EUROPOL) { date: String! }
       ${ROOT} { frame: Frame @access(category: OPERATIONAL, owner: EUROPOL) }`,
      ['Day.date'],
    ],
    [
      'and a connection whose records are more closed than itself',
      `${ROOT} { days: DayConnection! @access(category: PUBLIC, owner: EUROPOL) }
       type DayConnection @access(category: INHERIT) { nodes: [Day] }
       type Day @access(category: PERSONAL, owner: EUROPOL) { date: String }`,
      ['Query.days'],
    ],
  ] as const) {
    test(`${what} is named`, () => {
      expect(lines(checkNullability(sdl))).toEqual(places.map((place) => `-: ${place}: ${CLOSED}`));
    });
  }

  test('and a leaf of a national record, or inside one, is named; what the gateway says of it may stay', () => {
    const sdl = `${ROOT} { suspects: SuspectConnection @access(category: OPERATIONAL, owner: COUNTRY) }
      type SuspectConnection @access(category: INHERIT) { nodes: [Suspect!]! totalCount: Int! }
      type Suspect @access(category: OPERATIONAL, owner: COUNTRY) { caseRef: ID! offence: Offence provenance: Provenance! }
      type Offence @access(category: INHERIT) { iccs: String! }
      type Provenance @access(category: INHERIT) { system: String! }`;
    expect(lines(checkNullability(sdl))).toEqual([`-: Suspect.caseRef: ${LEAF}`, `-: Offence.iccs: ${LEAF}`]);
  });

  test('in a contract, though the public schema lets it be null, is named with the contract', () => {
    const operation = `${ROOT} { days: Day @access(category: STATISTICAL, owner: EUROPOL) }
      type Day @access(category: STATISTICAL, owner: EUROPOL) { date: String }`;
    const hub = 'type Query { days: Day! } type Day { _k: ID! date: String! }';
    expect(lines(checkNullability(operation, { hub }))).toEqual([
      '-: Day.date: never null, though operation.graphql lets it be: make it nullable in schema/hub.graphql',
    ]);
  });
});
