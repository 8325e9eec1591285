import { comparePolicies } from '../../src/access/compare-policies.ts';
import { describe, expect, test } from '../jest.ts';
import { changeLines, pairsOf } from './change-lines.ts';
import { readVersion, type SmallVersion } from './small-version.ts';

const SDL = `
type Query @access(category: PUBLIC, owner: GATEWAY) { operation: Operation }
type Operation @access(category: PUBLIC, owner: EUROPOL) {
  days: Int @access(category: OPERATIONAL, owner: EUROPOL)
  suspects(where: ID @reads(field: "Suspect.caseRef", right: FILTER)): SuspectConnection
    @access(category: OPERATIONAL, owner: COUNTRY)
  methods: Int @access(category: STRATEGIC, owner: COUNTRY)
}
type SuspectConnection @access(category: INHERIT) { nodes: [Suspect!]! }
type Suspect @access(category: PERSONAL, owner: COUNTRY) {
  caseRef: ID @access(category: PERSONAL, owner: COUNTRY, rights: [FILTER])
  hit: Int @access(category: PERSONAL, owner: COUNTRY, from: HIT_NO_HIT)
}`;

const CASE_REF = 'caseRef: ID @access(category: PERSONAL, owner: COUNTRY, rights: [FILTER])';

const [DE, AT, XE] = ['DE,EU_MEMBER,2000-01-01,', 'AT,EU_MEMBER,2000-01-01,', 'XE,EU_MEMBER,2000-01-01,'];
const BASE: SmallVersion = {
  agreements: [DE, AT, XE, 'RS,STRATEGIC,2009-01-01,2014-05-06', 'RS,OPERATIONAL,2014-05-07,'],
  purposes: ['WORK,PROTECTED', 'CROSS_CHECK,PERSONAL'],
  sdl: SDL,
};

const PLAIN = 'H0, H0 to, H1, H1 to, H2, H2 to';
/** What no marking withholds but H3, and H2 from others. */
const FREE = 'H0, H0 by, H0 to, H0 to by, H1, H1 by, H1 to, H1 to by, H2 by, H2 to, H2 to by';
const OF_H3 = 'H3, H3 by, H3 to, H3 to by';
const ALL = `${FREE.replace('H2 by', 'H2, H2 by')}, ${OF_H3}`;
const BY_ITEM = 'H0 by, H0 to by, H1 by, H1 to by, H2 by, H2 to by';

interface Change {
  readonly name: string;
  readonly before?: Partial<SmallVersion>;
  readonly after: Partial<SmallVersion>;
  readonly field: RegExp;
  /** What stands for RS of DE, or for the pairs named. */
  readonly pairs?: readonly string[];
  readonly lines: readonly string[];
}

const CHANGES: readonly Change[] = [
  {
    name: 'an agreement that starts a day earlier opens that day',
    after: { agreements: [DE, AT, XE, 'RS,STRATEGIC,2009-01-01,2014-05-05', 'RS,OPERATIONAL,2014-05-06,'] },
    field: /^Suspect.caseRef$/,
    lines: [
      `opens Suspect.caseRef RS<-DE 2014-05-06..2014-05-06 WORK+ CROSS_CHECK+ DENY>ALLOW: ${BY_ITEM}`,
      `opens Suspect.caseRef RS<-DE 2014-05-06..2014-05-06 WORK+ CROSS_CHECK+ DENY>CONSENT_REQUIRED: ${PLAIN}`,
    ],
  },
  {
    name: 'an agreement that loses its end opens every day after it',
    before: { agreements: [DE, AT, XE, 'RS,OPERATIONAL,2014-05-07,2020-12-31'] },
    after: { agreements: [DE, AT, XE, 'RS,OPERATIONAL,2014-05-07,'] },
    field: /^Operation.days$/,
    pairs: ['RS<-XE'],
    lines: [
      // Europol's own field hangs on no record.
      `opens Operation.days RS<-XE 2021-01-01.. WORK+ CROSS_CHECK+ DENY>ALLOW: ${ALL}`,
    ],
  },
  {
    name: 'a wider kind opens what its ceiling lets through, and no more',
    before: { agreements: [DE, AT, XE, 'RS,STRATEGIC,2014-05-07,'] },
    after: { agreements: [DE, AT, XE, 'RS,WORKING_ARRANGEMENT,2014-05-07,'] },
    field: /^(Operation.days|Suspect.caseRef)$/,
    pairs: ['RS<-XE', 'RS<-DE'],
    lines: [`opens Operation.days RS<-XE 2014-05-07.. WORK+ CROSS_CHECK+ DENY>CONSENT_REQUIRED: ${ALL}`],
  },
  {
    name: 'a wider kind of the owner opens what it may send',
    before: { agreements: [DE, AT, XE, 'RS,STRATEGIC,2014-05-07,'] },
    after: { agreements: [DE, AT, XE, 'RS,OPERATIONAL,2014-05-07,'] },
    field: /^Suspect.caseRef$/,
    pairs: ['DE<-RS'],
    lines: [
      'opens Suspect.caseRef DE<-RS 2014-05-07.. WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- DENY>CONSENT_REQUIRED: H2',
      'opens Suspect.caseRef DE<-RS 2014-05-07.. WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- DENY>HIT_NO_HIT: H0, H0 to, H1, H1 to, H2 to',
    ],
  },
  {
    name: 'a wider scope opens its new crime areas alone',
    before: { scopes: ['RS,2014-05-07,DRUGS'] },
    after: { scopes: ['RS,2014-05-07,DRUGS|CSE'] },
    field: /^Operation.methods$/,
    lines: [
      `opens Operation.methods RS<-DE 2014-05-07.. CSE WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- DENY>ALLOW: ${FREE}`,
      'opens Operation.methods RS<-DE 2014-05-07.. CSE WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- DENY>CONSENT_REQUIRED: H2',
    ],
  },
  {
    name: 'a standing consent opens one pair, one way, on its days',
    after: { consents: ['DE,RS,2015-01-01,2015-12-31'] },
    field: /^Suspect.caseRef$/,
    pairs: ['RS<-DE', 'RS<-AT', 'DE<-RS', 'AT<-DE'],
    lines: [
      'opens Suspect.caseRef RS<-DE 2015-01-01..2015-12-31 WORK+ CROSS_CHECK+ CONSENT_REQUIRED>ALLOW: H0, H0 to, H1, H1 to, H2 to',
    ],
  },
  {
    name: 'a wider purpose opens the fields of protected records, though no category changed',
    after: { purposes: ['WORK,PROTECTED', 'CROSS_CHECK,PROTECTED'] },
    field: /protected record/,
    pairs: ['AT<-DE'],
    lines: [
      `opens (every field of a protected record) AT<-DE 2000-01-01.. CROSS_CHECK+ DENY>ALLOW: ${BY_ITEM}`,
      'opens (every field of a protected record) AT<-DE 2000-01-01.. CROSS_CHECK+ DENY>CONSENT_REQUIRED: H2',
      'opens (every field of a protected record) AT<-DE 2000-01-01.. CROSS_CHECK+ DENY>HIT_NO_HIT: H0, H0 to, H1, H1 to, H2 to',
      'opens (every field of a protected record) AT<-DE 2000-01-01.. CROSS_CHECK- DENY>CONSENT_REQUIRED: H2',
      `opens (every field of a protected record) AT<-DE 2000-01-01.. CROSS_CHECK- DENY>HIT_NO_HIT: ${FREE}`,
    ],
  },
  {
    name: 'a new purpose opens what it is wide enough for',
    after: { purposes: ['WORK,PROTECTED', 'CROSS_CHECK,PERSONAL', 'TRENDS,STRATEGIC'] },
    field: /^(Operation.methods|Suspect.caseRef)$/,
    lines: [
      `opens Operation.methods RS<-DE 2009-01-01.. TRENDS+ TRENDS- DENY>ALLOW: ${FREE}`,
      'opens Operation.methods RS<-DE 2009-01-01.. TRENDS+ TRENDS- DENY>CONSENT_REQUIRED: H2',
    ],
  },
  {
    name: 'a lower category opens the field, and the list whose narrowest field it is now',
    after: {
      sdl: SDL.replace(CASE_REF, CASE_REF.replace('PERSONAL', 'OPERATIONAL')),
    },
    field: /^(Suspect.caseRef|Suspect.hit|Operation.suspects)$/,
    lines: ['Operation.suspects', 'Suspect.caseRef'].map(
      (field) =>
        `opens ${field} RS<-DE 2014-05-07.. WORK+ CROSS_CHECK+ CONSENT_REQUIRED>ALLOW: H0, H0 to, H1, H1 to, H2 to`,
    ),
  },
  {
    name: 'what inherits opens with the field that leads to it',
    after: {
      sdl: SDL.replace(CASE_REF, CASE_REF.replace('PERSONAL', 'OPERATIONAL')),
    },
    field: /^SuspectConnection.nodes$/,
    lines: [
      'opens SuspectConnection.nodes RS<-DE 2014-05-07.. WORK+ CROSS_CHECK+ CONSENT_REQUIRED>ALLOW: H0, H0 to, H1, H1 to, H2 to',
    ],
  },
  {
    name: 'a new field opens all that its category gives',
    after: { sdl: SDL.replace(CASE_REF, `ageBand: Int ${CASE_REF}`) },
    field: /^Suspect/,
    lines: [
      `opens Suspect.ageBand RS<-DE 2014-05-07.. WORK+ CROSS_CHECK+ DENY>ALLOW: ${BY_ITEM}`,
      `opens Suspect.ageBand RS<-DE 2014-05-07.. WORK+ CROSS_CHECK+ DENY>CONSENT_REQUIRED: ${PLAIN}`,
    ],
  },
  {
    name: 'a lower `from` opens the field where there was a hit only',
    after: {
      sdl: SDL.replace(CASE_REF, CASE_REF.replace('owner: COUNTRY', 'owner: COUNTRY, from: HIT_NO_HIT')),
    },
    field: /^Suspect.caseRef$/,
    pairs: ['AT<-DE', 'RS<-DE'],
    lines: ['opens Suspect.caseRef AT<-DE 2000-01-01.. WORK- HIT_NO_HIT>ALLOW: H0, H0 to, H1, H1 to, H2 to'],
  },
  {
    name: 'another owner of a field opens it where that one may send more',
    before: { agreements: [...BASE.agreements, 'ME,NONE,2000-01-01,'] },
    after: {
      agreements: [...BASE.agreements, 'ME,NONE,2000-01-01,'],
      sdl: SDL.replace('STRATEGIC, owner: COUNTRY', 'STRATEGIC, owner: EUROPOL'),
    },
    field: /^Operation.methods$/,
    pairs: ['RS<-ME', 'RS<-DE'],
    lines: [
      `opens Operation.methods RS<-DE 2009-01-01.. WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- CONSENT_REQUIRED>ALLOW: H2`,
      `opens Operation.methods RS<-DE 2009-01-01.. WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- DENY>ALLOW: ${OF_H3}`,
      `opens Operation.methods RS<-ME 2009-01-01.. WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- DENY>ALLOW: ${PLAIN}, ${OF_H3}`,
    ],
  },
  {
    name: 'a country that becomes known opens its own data, to itself, for everything',
    after: { agreements: [...BASE.agreements, 'ME,NONE,2000-01-01,'] },
    field: /^Suspect.caseRef$/,
    pairs: ['ME<-ME', 'ME<-DE', 'DE<-ME'],
    lines: [
      `opens Suspect.caseRef ME<-ME .. any area WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- null+ null- DENY>ALLOW: ${ALL}`,
    ],
  },
  {
    name: 'an argument that reads a field no longer opens filtering by it',
    before: { agreements: [DE, AT, XE] },
    after: { agreements: [DE, AT, XE], sdl: SDL.replace(/@reads\(.*?\)/, '') },
    field: /where/,
    pairs: ['AT<-DE'],
    lines: [
      `..1999-12-31 any area WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- null+ null- DENY>ALLOW: ${ALL}`,
      '2000-01-01.. WORK+ CROSS_CHECK+ CROSS_CHECK- CONSENT_REQUIRED>ALLOW: H2',
      `2000-01-01.. WORK+ CROSS_CHECK+ CROSS_CHECK- DENY>ALLOW: ${OF_H3}`,
      '2000-01-01.. WORK- CONSENT_REQUIRED>ALLOW: H2',
      `2000-01-01.. WORK- DENY>ALLOW: ${OF_H3}`,
      '2000-01-01.. WORK- HIT_NO_HIT>ALLOW: H0, H0 to, H1, H1 to, H2 to',
      `2000-01-01.. null+ null- DENY>ALLOW: ${ALL}`,
      `2000-01-01.. unknown area WORK+ WORK- CROSS_CHECK+ CROSS_CHECK- null+ null- DENY>ALLOW: ${ALL}`,
    ].map((line) => `opens Operation.suspects(where:) AT<-DE ${line}`),
  },
];

/** The same, the other way round: what opened closes. */
const mirrored = (line: string) =>
  line
    .replace(/^\w+/, (word) => (word === 'opens' ? 'closes' : 'opens'))
    .replace(/([A-Z_]+)>([A-Z_]+)/, '$2>$1');

describe.each(CHANGES)('$name', ({ before = {}, after, field, pairs = ['RS<-DE'], lines }) => {
  const versions = [readVersion({ ...BASE, ...before }), readVersion({ ...BASE, ...after })] as const;
  const linesOf = (...sides: Parameters<typeof changeLines>) =>
    changeLines(...sides).filter((line) => pairs.some((pair) => line.includes(` ${pair} `)));

  test('one way', () => {
    expect(linesOf(...versions, field)).toEqual(lines);
  });

  test('and the other way what opened closes', () => {
    expect(linesOf(versions[1], versions[0], field)).toEqual(lines.map(mirrored).sort());
  });
});

describe('nothing is reported', () => {
  test('for the same version, written in another order, with other notes and descriptions', () => {
    const before = readVersion({ ...BASE, consents: ['DE,RS,2015-01-01,', 'AT,RS,2015-01-01,'] });
    const after = readVersion({
      agreements: BASE.agreements.toReversed(),
      consents: ['AT,RS,2015-01-01,', 'DE,RS,2015-01-01,'],
      purposes: (BASE.purposes ?? []).toReversed(),
      sdl: SDL.replace('type Suspect ', '"A person." type Suspect '),
    });
    expect([comparePolicies(before, after), comparePolicies(before, after, true)]).toEqual([[], []]);
  });

  test('for a row that is signed and not in force, of a country that is known', () => {
    const after = readVersion({ ...BASE, agreements: [...BASE.agreements, 'RS,EU_MEMBER,,'] });
    expect(comparePolicies(readVersion(BASE), after)).toEqual([]);
  });

  test('for an interval that is cut in two and says the same', () => {
    const cut = [
      'RS,STRATEGIC,2009-01-01,2014-05-06',
      'RS,OPERATIONAL,2014-05-07,2016-01-01',
      'RS,OPERATIONAL,2016-01-02,',
    ];
    const after = readVersion({ ...BASE, agreements: [DE, AT, XE, ...cut] });
    expect(comparePolicies(readVersion(BASE), after)).toEqual([]);
  });

  test('for an argument, an input or a word of an enum that reads nothing', () => {
    const sdl = `${SDL.replace('days: Int', 'days(first: Int, sort: Sort): Int')} enum Sort { UP }`;
    expect(comparePolicies(readVersion(BASE), readVersion({ ...BASE, sdl }))).toEqual([]);
  });
});

describe('where the tables say what they said', () => {
  const lowered = SDL.replace(
    'methods: Int @access(category: STRATEGIC',
    'methods: Int @access(category: STATISTICAL',
  );
  const [change, ...others] = comparePolicies(
    readVersion(BASE),
    readVersion({ ...BASE, sdl: lowered }),
  ).filter(({ steps }) => steps.some(({ was }) => was === 'CONSENT_REQUIRED'));

  test('a change is said of kinds, whoever holds them', () => {
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      direction: 'opens',
      byTable: [],
      fields: [
        { coordinate: 'Operation.methods', was: 'STRATEGIC of COUNTRY', is: 'STATISTICAL of COUNTRY' },
      ],
    });
    const every = { owner: null, towards: 'others', standing: ['general', 'none'], inScope: [true] };
    expect(change?.byKind).toEqual([
      // RS alone holds what it holds: no two ever held it beside each other.
      { ...every, requesterKinds: ['EU_MEMBER'], ownerKinds: ['EU_MEMBER', 'OPERATIONAL', 'STRATEGIC'] },
      { ...every, requesterKinds: ['OPERATIONAL', 'STRATEGIC'], ownerKinds: ['EU_MEMBER'] },
    ]);
  });

  test('and it is said of countries where they do not, also of a field that is PUBLIC and asks nobody (found by random edits)', () => {
    const after = readVersion({
      ...BASE,
      agreements: [...BASE.agreements, 'ME,NONE,2000-01-01,'],
      sdl: SDL.replace(CASE_REF, `${CASE_REF} note: ID @access(category: PUBLIC, owner: COUNTRY)`),
    });
    const changes = comparePolicies(readVersion(BASE), after).filter(({ fields }) =>
      fields.some(({ coordinate }) => coordinate === 'Suspect.note'),
    );
    // What ME asks is said of it; what is asked of it is as it was, and said of kinds.
    const pairs = changes.flatMap(({ byTable }) => byTable.flatMap(pairsOf));
    expect(pairs.sort()).toEqual(['AT', 'DE', 'ME', 'RS', 'XE', 'XO'].map((owner) => `ME<-${owner}`));
    expect(changes.flatMap(({ byKind }) => byKind).length).toBeGreaterThan(0);
  });

  test('what nobody holds is not said: no consent is missing where every owner has given it', () => {
    const tables = {
      ...BASE,
      agreements: [DE, XE, 'RS,OPERATIONAL,2015-01-01,', 'XO,STRATEGIC,2015-01-01,'],
      consents: ['DE,RS,2015-01-01,', 'XE,RS,2015-01-01,', 'DE,XO,2015-01-01,', 'XE,XO,2015-01-01,'],
    };
    const lower = SDL.replace(CASE_REF, CASE_REF.replace('PERSONAL', 'OPERATIONAL'));
    const before = readVersion(tables);
    const moves = (consents: readonly string[]) =>
      comparePolicies(readVersion({ ...tables, consents }), readVersion({ ...tables, consents, sdl: lower }))
        .filter(({ steps }) => steps.some(({ was, is }) => was === 'CONSENT_REQUIRED' && is === 'ALLOW'))
        .flatMap(({ byKind }) => byKind)
        .filter(
          ({ requesterKinds, ownerKinds }) =>
            requesterKinds.includes('OPERATIONAL') && ownerKinds.includes('EU_MEMBER'),
        );
    expect(before.policy.consents.size).toBe(2);
    expect(moves(tables.consents)).toEqual([]);
    expect(moves(tables.consents.slice(1)).map(({ standing }) => standing)).toEqual([['none']]);
  });
});
