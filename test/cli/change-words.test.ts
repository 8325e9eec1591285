import fc from 'fast-check';
import { holdersOf } from '../../src/access/holders-of.ts';
import { RECORD_CASES, requestCasesOf } from '../../src/access/question-space.ts';
import { listNames } from '../../src/cli/list-names.ts';
import { toKindWords, toTableWords } from '../../src/cli/to-place-words.ts';
import { toRecordWords } from '../../src/cli/to-record-words.ts';
import { toRequestWords } from '../../src/cli/to-request-words.ts';
import { AGREEMENT_KINDS } from '../../src/terms.ts';
import { readVersion } from '../access/small-version.ts';
import { describe, expect, test } from '../jest.ts';

const record = (text: string) => {
  const [handling, ...words] = text.split(' ');
  return {
    handling,
    addressee: words.includes('to'),
    itemConsent: words.includes('by'),
  } as (typeof RECORD_CASES)[number];
};

describe('what a lawyer reads', () => {
  test.each<[readonly string[], string]>([
    [['H0', 'H0 to', 'H0 by', 'H0 to by'], 'H0'],
    [
      ['H0', 'H0 to', 'H0 by', 'H0 to by', 'H2 to', 'H2 by', 'H2 to by'],
      'H0; H2 to an addressee or by item consent',
    ],
    [['H0', 'H0 to', 'H1', 'H1 to'], 'H0, H1 without item consent'],
    [['H3 to', 'H3 to by'], 'H3 to an addressee'],
    [['H2 by', 'H2 to'], 'H2 to no addressee by item consent or to an addressee without item consent'],
  ])('%s is `%s`', (records, words) => {
    expect(toRecordWords(records.map(record))).toBe(words);
  });

  test('of all records is `every record`', () => {
    expect(toRecordWords(RECORD_CASES)).toBe('every record');
  });

  test('is never the same of two different sets of records', () => {
    const sets = fc.subarray([...RECORD_CASES], { minLength: 1 });
    fc.assert(
      fc.property(
        sets,
        sets,
        (one, other) =>
          (toRecordWords(one) === toRecordWords(other)) === (JSON.stringify(one) === JSON.stringify(other)),
      ),
      { numRuns: 2000 },
    );
  });

  test('is never the same of two different sets of requests', () => {
    const sets = fc.subarray([...requestCasesOf(['A', 'B'])], { minLength: 1 });
    fc.assert(
      fc.property(
        sets,
        sets,
        (one, other) =>
          (toRequestWords(one) === toRequestWords(other)) === (JSON.stringify(one) === JSON.stringify(other)),
      ),
      { numRuns: 2000 },
    );
  });

  test('names requests by purpose, and who takes part', () => {
    const [a, aNot, b] = requestCasesOf(['A', 'B']);
    expect(toRequestWords([a, b].flatMap((one) => one ?? []))).toBe('A, B, participant');
    expect(toRequestWords([a, aNot, b].flatMap((one) => one ?? []))).toBe(
      'A, participant or not; B, participant',
    );
  });

  test('of places names countries, days and crime areas that are not the usual ones', () => {
    const block = {
      requesters: ['RS'],
      owners: ['DE'],
      towards: 'others',
      areas: ['CSE', null],
      period: { from: null, to: '2014-05-06' },
    } as const;
    expect(toTableWords(block, listNames())).toBe(
      'RS <- DE  until 2014-05-06  for CSE, an unknown crime area',
    );
    const both = {
      ...block,
      requesters: ['DE', 'RS'],
      owners: ['DE', 'RS'],
      period: { from: null, to: null },
    };
    expect(toTableWords(both, listNames())).toMatch(/^DE, RS <- DE, RS, each but itself {2}on every day/);
    expect(toTableWords({ ...both, towards: 'itself' }, listNames())).toMatch(/^DE, RS <- itself/);
  });

  test('of kinds names the conditions that matter', () => {
    const block = {
      requesterKinds: ['STRATEGIC', 'OPERATIONAL'],
      owner: null,
      ownerKinds: ['EU_MEMBER'],
      towards: 'others',
      standing: ['none'],
      inScope: [true],
    } as const;
    expect(toKindWords(block)).toBe(
      'whoever holds OPERATIONAL, STRATEGIC <- EU_MEMBER, without a standing consent',
    );
    expect(
      toKindWords({ ...block, owner: 'XE', standing: ['general', 'none'], inScope: [false, true] }),
    ).toBe('whoever holds OPERATIONAL, STRATEGIC <- XE as EU_MEMBER, in every crime area');
    expect(toKindWords({ ...block, towards: 'itself', standing: ['general'], inScope: [false] })).toBe(
      'whoever holds OPERATIONAL, STRATEGIC <- itself, with a standing consent, outside its crime areas',
    );
  });

  test('names no kinds where it is all of them', () => {
    const all = {
      requesterKinds: AGREEMENT_KINDS,
      owner: null,
      ownerKinds: AGREEMENT_KINDS,
      towards: 'others',
      standing: ['general', 'none'],
      inScope: [true],
    } as const;
    expect(toKindWords(all)).toBe('whoever holds any kind <- any kind');
    expect(toKindWords({ ...all, ownerKinds: [], towards: 'itself' })).toBe(
      'whoever holds any kind <- itself',
    );
  });

  test('of holders is said where both versions say so, and a cut interval is one', () => {
    const rows = (...agreements: string[]) =>
      readVersion({ agreements, sdl: 'type Query @access(category: PUBLIC, owner: GATEWAY) { id: ID }' })
        .policy;
    const before = rows(
      'RS,STRATEGIC,2009-01-01,2014-05-06',
      'RS,OPERATIONAL,2014-05-07,2015-12-31',
      'RS,OPERATIONAL,2016-01-01,',
    );
    const after = rows('RS,STRATEGIC,2010-01-01,2014-05-06', 'RS,OPERATIONAL,2014-05-07,');
    const held = holdersOf(before, after);
    expect(held.get('STRATEGIC')).toEqual([
      { country: 'RS', period: { from: '2010-01-01', to: '2014-05-06' } },
    ]);
    expect(held.get('OPERATIONAL')).toEqual([{ country: 'RS', period: { from: '2014-05-07', to: null } }]);
    expect(held.get('NONE')).toEqual([{ country: 'RS', period: { from: null, to: '2008-12-31' } }]);
  });
});
