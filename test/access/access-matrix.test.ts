import { type AccessMatrix, accessMatrix, type Given } from '../../src/access/access-matrix.ts';
import { decide } from '../../src/access/decide.ts';
import { columnsByKind, columnsByOwner } from '../../src/access/matrix-columns.ts';
import { type Policy, standingConsentOf } from '../../src/access/policy.ts';
import { recordCoordinates } from '../../src/access/record-coordinates.ts';
import { loadSchemaVersion } from '../../src/cli/load-schema-version.ts';
import { AGREEMENT_KINDS, type AgreementKind, EFFECTS } from '../../src/terms.ts';
import { describe, expect, test } from '../jest.ts';

const { schema, map, gated, policy } = loadSchemaVersion();
const places = [...gated.values()].filter(({ says }) => says !== 'reads nothing');
const ofRecords = recordCoordinates(schema, map);
const DATE = '2011-12-16';

const byKind = (owner: AgreementKind): AccessMatrix => {
  const { policy: ofKinds, columns } = columnsByKind(policy, DATE, owner);
  return accessMatrix({ policy: ofKinds, date: DATE, crimeArea: 'CSE' }, places, ofRecords, columns);
};
const byOwner = (requester: string): AccessMatrix =>
  accessMatrix(
    { policy, date: DATE, crimeArea: 'CSE' },
    places,
    ofRecords,
    columnsByOwner(policy, requester),
  );

const cell = ({ columns, rows }: AccessMatrix, coordinate: string, title: string) =>
  rows.find((row) => row.coordinate === coordinate)?.given[
    columns.findIndex((column) => column.includes(title))
  ];

describe('what a participant of each kind gets of a member is what the rules say:', () => {
  const matrix = byKind('EU_MEMBER');
  const [marking, consent] = ['on the marking', 'consent required'];

  // In the order of no consent, standing consent, item consent.
  test.each<[string, string, readonly AgreementKind[], readonly string[]]>([
    [
      'figures are open to whoever has an agreement',
      'Count.published',
      ['EU_MEMBER', 'OPERATIONAL', 'WORKING_ARRANGEMENT', 'STRATEGIC'],
      ['open', 'open', 'open'],
    ],
    [
      'and closed to whoever has none',
      'Count.published',
      ['SUSPENDED', 'NONE'],
      ['closed', 'closed', 'closed'],
    ],
    [
      'a word of a country about itself hangs on no record',
      'Participation.modusOperandi',
      ['EU_MEMBER', 'STRATEGIC'],
      ['open', 'open', 'open'],
    ],
    [
      'a count hangs on no record',
      'Count.exact',
      ['EU_MEMBER', 'OPERATIONAL', 'OPERATIONAL_DK'],
      ['open', 'open', 'open'],
    ],
    [
      'a count needs standing consent for a working arrangement, and an item consent is none',
      'Count.exact',
      ['WORKING_ARRANGEMENT'],
      [consent, 'open', consent],
    ],
    [
      'a search hangs on its marking',
      'Search.date',
      ['EU_MEMBER', 'OPERATIONAL', 'INTERNATIONAL_AGREEMENT'],
      [marking, marking, marking],
    ],
    [
      'and needs consent for a working arrangement',
      'Search.date',
      ['WORKING_ARRANGEMENT'],
      [consent, marking, marking],
    ],
    [
      'a reference hangs on its marking for a member',
      'Suspect.caseRef',
      ['EU_MEMBER'],
      [marking, marking, marking],
    ],
    [
      'and needs consent for another',
      'Suspect.caseRef',
      ['OPERATIONAL', 'OPERATIONAL_DK', 'INTERNATIONAL_AGREEMENT'],
      [consent, marking, marking],
    ],
    ['a list has the right of its records', 'Suspects.records', ['OPERATIONAL'], [consent, marking, marking]],
    [
      'a protected record is a hit for a member, and more by item consent alone',
      '(every field of a protected record)',
      ['EU_MEMBER'],
      ['hit only', 'hit only', marking],
    ],
    [
      'and nothing for another without',
      '(every field of a protected record)',
      ['OPERATIONAL'],
      ['closed', 'closed', marking],
    ],
    ['victims are a hit for a member', 'Victims.hit', ['EU_MEMBER'], ['open', 'open', 'open']],
    [
      'and their number is closed to it',
      'Victims.identifiedCount',
      ['EU_MEMBER'],
      ['hit only', 'hit only', 'hit only'],
    ],
    [
      'a filter needs the right to the field, whatever the marking of single records',
      'SuspectWhere.caseRef',
      ['OPERATIONAL'],
      [consent, 'open', 'open'],
    ],
    [
      'what inherits is as what leads to it',
      'SuspectConnection.nodes',
      ['OPERATIONAL'],
      [consent, marking, marking],
    ],
  ])('%s (%s)', (_, coordinate, kinds, expected) => {
    expect(kinds.map((kind) => cell(matrix, coordinate, kind))).toEqual(kinds.map(() => expected));
  });

  test('kinds that are equal in every field are one column', () => {
    expect(matrix.columns).toEqual([
      ['EU_MEMBER'],
      ['OPERATIONAL', 'OPERATIONAL_DK', 'INTERNATIONAL_AGREEMENT'],
      ['WORKING_ARRANGEMENT'],
      ['STRATEGIC'],
      ['SUSPENDED', 'NONE'],
    ]);
    expect(matrix.rows.map(({ coordinate }) => coordinate)).toEqual(
      places.map(({ coordinate }) => coordinate),
    );
  });
});

/** The cell of a field with one gate of its country, question by question. */
function plainCell(
  tables: Policy,
  requester: string,
  owner: string,
  consents: readonly string[],
  isOfRecords: boolean,
  category: string,
): readonly Given[] {
  return consents.map((consent) => {
    const effects = (isOfRecords ? ['H0', 'H1', 'H2', 'H3'] : ['H0']).flatMap((handling) =>
      (isOfRecords ? [false, true] : [false]).map((addressee) =>
        Math.max(
          ...[...tables.purposes.keys()].map((purpose) => {
            const held = isOfRecords || consent !== 'item' ? consent : 'none';
            const input = {
              date: DATE,
              owner,
              requester,
              category,
              purpose,
              crimeArea: 'CSE',
              participant: true,
              addressee,
              handling,
              consent: held,
              logUp: true,
            };
            return EFFECTS.indexOf(decide(input, tables).effect);
          }),
        ),
      ),
    );
    const best = Math.max(...effects);
    if (best >= EFFECTS.indexOf('ALLOW_SUPPRESSED')) {
      return effects.every((effect) => effect >= EFFECTS.indexOf('ALLOW_SUPPRESSED'))
        ? 'open'
        : 'on the marking';
    }
    return (['closed', 'consent required', 'hit only'] as const)[best] ?? 'closed';
  });
}

describe('every cell of a plain field is what `decide` says, question by question:', () => {
  const plain = places.filter(({ category, ways }) => {
    const gates = ways.flat();
    return (
      category !== null && gates.length === 1 && gates[0]?.owner === 'COUNTRY' && gates[0].from === 'ALLOW'
    );
  });
  /** Fields that ask the same are asked about once; every one of them is compared. */
  const asking = [
    ...Map.groupBy(plain, ({ coordinate, ways }) => `${ways[0]?.[0]?.category} ${ofRecords.has(coordinate)}`),
  ].map(([key, fields]) => {
    const [category = '', hangs] = key.split(' ');
    return { category, hangs: hangs === 'true', fields: fields.map(({ coordinate }) => coordinate) };
  });

  test('there are such fields of every category above PUBLIC', () => {
    expect(new Set(asking.map(({ category }) => category)).size).toBe(5);
    expect(plain.length).toBeGreaterThan(40);
  });

  test.each(AGREEMENT_KINDS)('by kind, before an owner who holds %s', (owner) => {
    const matrix = byKind(owner);
    const { policy: ofKinds } = columnsByKind(policy, DATE, owner);
    for (const { category, hangs, fields } of asking) {
      for (const kind of AGREEMENT_KINDS) {
        const expected = plainCell(ofKinds, kind, 'OWNER', ['none', 'general', 'item'], hangs, category);
        expect(fields.filter((field) => `${cell(matrix, field, kind)}` !== `${expected}`)).toEqual([]);
      }
    }
  });

  test.each(['NO', 'RS', 'CH', 'DK', 'JP', 'XO'])(
    'for %s before each owner, under the consents of the day',
    (requester) => {
      const matrix = byOwner(requester);
      expect(matrix.columns.flat()).toHaveLength(policy.names.size - 2);
      for (const { category, hangs, fields } of asking) {
        for (const owner of matrix.columns.flat()) {
          const standing = standingConsentOf(policy, owner, requester, DATE);
          const consents = hangs ? [standing, 'item'] : [standing, standing];
          const expected = plainCell(policy, requester, owner, consents, hangs, category);
          expect(fields.filter((field) => `${cell(matrix, field, owner)}` !== `${expected}`)).toEqual([]);
        }
      }
    },
  );
});

test("under the consents of the day Interpol's own consent opens what is Interpol's, whatever country the data are of", () => {
  const [member, other] = ['DE', 'NO'].map((requester) => byOwner(requester));
  for (const owner of ['AT', 'RS', 'NO']) {
    expect(cell(member as AccessMatrix, 'Operation.notices', owner)).toEqual(['open', 'open']);
    expect(cell(other as AccessMatrix, 'Operation.notices', owner)).toEqual([
      'consent required',
      'consent required',
    ]);
  }
});

test('a standing consent stays where an item consent is added', () => {
  const given = new Map([['DE', new Map([['JP', [{ validFrom: '2020-01-01', validTo: null, row: 2 }]]])]]);
  const tables = { ...policy, consents: given };
  const ground = { policy: tables, date: '2020-01-01', crimeArea: 'CSE' };
  const matrix = accessMatrix(ground, places, ofRecords, columnsByOwner(tables, 'JP'));
  expect(cell(matrix, 'Count.exact', 'DE')).toEqual(['open', 'open']);
  expect(cell(matrix, 'Count.exact', 'AT')).toEqual(['consent required', 'consent required']);
});

test('a country before itself gets everything, and owners that are equal are one column', () => {
  const matrix = byOwner('NO');
  expect(cell(matrix, '(every field of a protected record)', 'NO')).toEqual(['open', 'open']);
  const [personal, ofNone] = ['DE', 'RS'].map((owner) => cell(matrix, 'Suspect.caseRef', owner));
  expect([personal, ofNone]).toEqual([
    ['on the marking', 'on the marking'],
    ['closed', 'on the marking'],
  ]);
  expect(matrix.columns.length).toBe(5);
});
