import { parse } from 'graphql';
import { readAccessMap } from '../../src/access/access-map.ts';
import { checkCategories } from '../../src/checks/check-categories.ts';
import { checkDerived } from '../../src/checks/check-derived.ts';
import { describe, expect, test } from '../jest.ts';
import { lines } from './lines.ts';

const access = (category: string, owner: string, more = ''): string =>
  `@access(category: ${category}, owner: ${owner}${more})`;
const suspect = (fields: string): string =>
  `type Suspect ${access('PERSONAL', 'COUNTRY')} { caseRef: ID ${fields} }`;

describe('a derived field', () => {
  for (const [what, sdl, found] of [
    ['as closed as what it is made from', suspect('mark: ID @derived(from: ["Suspect.caseRef"])'), []],
    [
      'more closed than that',
      suspect(`mark: ID ${access('PROTECTED', 'COUNTRY')} @derived(from: ["Suspect.caseRef"])`),
      [],
    ],
    [
      'more open than that',
      suspect(`mark: ID ${access('PUBLIC', 'GATEWAY')} @derived(from: ["Suspect.caseRef"])`),
      [
        '-: Suspect.mark: PUBLIC, though made from `Suspect.caseRef`, which is PERSONAL: give it the category PERSONAL',
      ],
    ],
    [
      'that opens at a hit, unlike what it is made from',
      suspect(
        `mark: ID ${access('PERSONAL', 'COUNTRY', ', from: HIT_NO_HIT')} @derived(from: ["Suspect.caseRef"])`,
      ),
      [
        '-: Suspect.mark: opens at a hit, though made from `Suspect.caseRef`, which does not: leave out `from`',
      ],
    ],
    [
      'that inherits a category from elsewhere',
      `${suspect('')} type Frame @access(category: INHERIT) { mark: ID @derived(from: ["Suspect.caseRef"]) }`,
      [
        '-: Frame.mark: made from `Suspect.caseRef`, and one of the two inherits its category: say both categories',
      ],
    ],
    [
      'that inherits beside what it is made from',
      'type Offence @access(category: INHERIT) { national: ID iccs: ID @derived(from: ["Offence.national"]) }',
      [],
    ],
    [
      'of nothing',
      suspect('mark: ID @derived(from: [])'),
      ['-: Suspect.mark: derived from nothing: name what it is made from'],
    ],
  ] as const) {
    test(`${what} ${found.length > 0 ? 'is refused' : 'is right'}`, () => {
      expect(lines(checkDerived(sdl))).toEqual(found);
      expect(lines(checkCategories(sdl, {}))).toEqual([]);
    });
  }

  test('of an unknown field, or of itself at whatever distance, stops start-up', () => {
    const sdl =
      suspect(`a: ID @derived(from: ["Suspect.b"]) b: ID @derived(from: ["Suspect.a"]) c: ID @derived(from: "Suspect.eyes")
      d: ID @derived`);
    const circle = (name: string): string =>
      `-: Suspect.${name}: \`Suspect.${name}\` is derived from itself: take one of its inputs out of @derived`;
    const unknown =
      '-: Suspect.c: `Suspect.c` is derived from `Suspect.eyes`, which is no field: write a coordinate, such as Suspect.caseRef';
    expect(lines(checkCategories(sdl, {}))).toEqual([circle('a'), circle('b'), unknown]);
    expect(() => readAccessMap(parse(sdl))).toThrow(expect.objectContaining({ code: 'SCHEMA_INVALID' }));
  });
});

describe('at run time a derived field is as closed as what it is made from, whatever it says', () => {
  test('through any number of fields between, and by the gate that is hardest to open', () => {
    const map = readAccessMap(
      parse(
        suspect(`a: ID ${access('PROTECTED', 'COUNTRY')} b: ID ${access('PUBLIC', 'COUNTRY', ', from: HIT_NO_HIT')} @derived(from: ["Suspect.a"])
          c: ID ${access('STRATEGIC', 'COUNTRY')} @derived(from: ["Suspect.b"])`),
      ),
    );
    for (const field of ['b', 'c']) {
      expect(map.get(`Suspect.${field}`)).toMatchObject({ category: 'PROTECTED', from: 'ALLOW', inputs: [] });
    }
  });

  test('and needs the yes of every owner', () => {
    const map = readAccessMap(
      parse(suspect(`index: ID ${access('OPERATIONAL', 'INTERPOL')} @derived(from: ["Suspect.caseRef"])`)),
    );
    expect(map.get('Suspect.index')).toMatchObject({
      category: 'PERSONAL',
      owner: 'INTERPOL',
      inputs: [{ category: 'PERSONAL', owner: 'COUNTRY', from: 'ALLOW' }],
    });
  });
});
