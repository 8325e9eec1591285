import { kindOf, type Policy } from '../../src/access/policy.ts';
import { readPlannedAgreement } from '../../src/access/read-planned-agreement.ts';
import { readPolicy } from '../../src/access/read-policy.ts';
import { withAgreement } from '../../src/access/with-agreement.ts';
import { GatewayError } from '../../src/errors.ts';
import { describe, expect, test } from '../jest.ts';
import { POLICY_TEXTS } from './policy-texts.ts';

const shipped = readPolicy(POLICY_TEXTS);
const DAYS = [
  '1998-01-01',
  '2009-05-31',
  '2009-06-01',
  '2013-01-01',
  '2014-05-06',
  '2014-05-07',
  '2014-12-31',
  '2015-01-01',
  '2030-01-01',
];

/** What RS holds on each of the days, by the first letters of the kind. */
const held = (policy: Policy, country = 'RS') =>
  DAYS.map((day) => kindOf(policy, country, day).slice(0, 2)).join(' ');
const plan = (text: string) => withAgreement(shipped, readPlannedAgreement('--what-if', text));

describe('an agreement that is planned', () => {
  test('stands for what is held on its days, both ends included, and for nothing else', () => {
    expect(held(shipped)).toBe('NO NO ST ST ST OP OP OP OP');
    expect(held(plan('RS=WORKING_ARRANGEMENT from 2013-01-01 to 2014-12-31'))).toBe(
      'NO NO ST WO WO WO WO OP OP',
    );
    expect(held(plan('RS=WORKING_ARRANGEMENT from 2009-06-01 to 2014-05-06'))).toBe(
      'NO NO WO WO WO OP OP OP OP',
    );
    expect(held(plan('RS=WORKING_ARRANGEMENT from 2013-01-01 to 2014-05-05'))).toBe(
      'NO NO ST WO ST OP OP OP OP',
    );
    expect(held(plan('RS=SUSPENDED from 1998-01-01'))).toBe('SU SU SU SU SU SU SU SU SU');
    expect(held(plan('RS=NONE from 2014-05-07 to 2014-05-07'))).toBe('NO NO ST ST ST NO OP OP OP');
    expect(held(plan('RS=STRATEGIC from 2014-12-31 to 9999-12-31'))).toBe('NO NO ST ST ST OP ST ST ST');
  });

  test.each([
    'RS=NONE from 2009-06-01',
    'RS=NONE from 2014-05-07 to 2014-05-07',
    'RS=NONE from 2009-06-01 to 2014-05-06',
    'RS=NONE from 2010-01-01 to 2014-05-05',
    'RS=NONE from 2000-01-01 to 2009-05-31',
  ])('leaves whole intervals, in order and apart, as the tables have them: %s', (text) => {
    const intervals = plan(text).agreements.get('RS') ?? [];
    const days = intervals.flatMap(({ validFrom, validTo }) => [validFrom, validTo ?? '9999-12-31']);
    expect(days).toEqual(days.toSorted());
    expect(new Set(intervals.map(({ validFrom }) => validFrom)).size).toBe(intervals.length);
    expect(
      intervals.slice(1).every(({ validFrom }, index) => (intervals[index]?.validTo ?? '') < validFrom),
    ).toBe(true);
  });

  test('makes a country known that no table knows', () => {
    expect(shipped.names.has('QQ')).toBe(false);
    const policy = plan('QQ=OPERATIONAL from 2015-01-01');
    expect([held(policy, 'QQ'), policy.names.get('QQ')]).toEqual(['NO NO NO NO NO NO NO OP OP', 'QQ']);
  });

  test('leaves the policy as it was, and every other country', () => {
    const before = structuredClone(shipped.agreements);
    const policy = plan('RS=NONE from 2000-01-01');
    expect(shipped.agreements).toEqual(before);
    expect(held(policy, 'ME')).toBe(held(shipped, 'ME'));
  });

  test.each([
    [
      'RS OPERATIONAL',
      '`RS OPERATIONAL` is no agreement: write it as "RS=OPERATIONAL from 2014-05-07", or with "to" and a last day',
    ],
    [
      'rs=OPERATIONAL from 2014-05-07',
      '`rs=OPERATIONAL from 2014-05-07` is no agreement: write it as "RS=OPERATIONAL from 2014-05-07", or with "to" and a last day',
    ],
    [
      'RS=FRIEND from 2014-05-07',
      'unknown kind `FRIEND`: write one of EU_MEMBER, OPERATIONAL, OPERATIONAL_DK, INTERNATIONAL_AGREEMENT, WORKING_ARRANGEMENT, STRATEGIC, SUSPENDED, NONE',
    ],
    ['RS=OPERATIONAL from 2014-02-30', '`2014-02-30` is no date: write a day of the calendar as yyyy-MM-dd'],
    [
      'RS=OPERATIONAL from 2014-05-07 to soon',
      '`soon` is no date: write a day of the calendar as yyyy-MM-dd',
    ],
    [
      'RS=OPERATIONAL from 2014-05-07 to 2014-05-06',
      'it ends on 2014-05-06 before it begins on 2014-05-07: write the earlier day after "from"',
    ],
  ])('is refused as `%s`', (text, problem) => {
    expect(() => plan(text)).toThrow(new GatewayError('BAD_USER_INPUT', `option --what-if: ${problem}`));
  });
});
