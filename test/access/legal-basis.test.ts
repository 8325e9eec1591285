import { decide } from '../../src/access/decide.ts';
import type { DecisionInput } from '../../src/access/decision-input.ts';
import { readPolicy } from '../../src/access/read-policy.ts';
import { toLegalBases } from '../../src/access/to-legal-bases.ts';
import { describe, expect, test } from '../jest.ts';
import { POLICY_TEXTS } from './policy-texts.ts';

const policy = readPolicy(POLICY_TEXTS);

const ASKED: DecisionInput = {
  date: '2011-12-16',
  owner: 'DE',
  requester: 'FR',
  category: 'PERSONAL',
  purpose: 'OPERATIONAL_ANALYSIS',
  crimeArea: 'CSE',
  participant: true,
  addressee: false,
  handling: 'H0',
  consent: 'none',
  logUp: true,
};

const THIRD_STATE = 'Europol Convention Art 18; Reg 2016/794 Art 25(1)(c)';
const PROTECTED = 'Regulation (EU) 2016/794 Art. 30(1)-(3)';

describe('a decision rests on the law that made it', () => {
  test.each<[string, Partial<DecisionInput>, string]>([
    ['UNKNOWN_CATEGORY', { category: 'ALL' }, 'Directive (EU) 2016/680 Art. 20(2)'],
    ['PUBLIC_RELEASE', { category: 'PUBLIC' }, 'published'],
    [
      'EVIDENCE_LOG_UNAVAILABLE',
      { logUp: false },
      'Directive (EU) 2016/680 Art. 25; Regulation (EU) 2016/794 Art. 40',
    ],
    ['OWNER_ITSELF', { requester: 'DE' }, 'Directive (EU) 2016/680'],
    ['PURPOSE_MISSING_OR_UNKNOWN', { purpose: null }, 'Regulation (EU) 2016/794 Art. 18(2), 19(1)'],
    ['REQUESTER_AGREEMENT_CEILING', { requester: 'RS' }, 'Europol Convention Art 18; 2009/371/JHA Art 23'],
    ['REQUESTER_AGREEMENT_CEILING', { requester: 'ZZ' }, 'no agreement in force'],
    ['REQUESTER_AGREEMENT_CEILING', { requester: '__proto__' }, 'no agreement in force'],
    ['CRIME_AREA_OUT_OF_SCOPE', { requester: 'CH', date: '2007-06-01' }, THIRD_STATE],
    ['PURPOSE_TOO_NARROW', { purpose: 'STRATEGIC_ANALYSIS' }, 'Regulation (EU) 2016/794 Art. 18(2), 19(1)'],
    ['OWNER_AGREEMENT_CEILING', { owner: 'RS' }, 'Europol Convention Art 18; 2009/371/JHA Art 23'],
    ['OWNER_AGREEMENT_CEILING', { owner: 'QQ' }, 'no agreement in force'],
    ['SDC_APPLIED', { category: 'STATISTICAL' }, 'Decision 2009/371/JHA'],
    ['NOT_A_PARTICIPANT', { requester: 'NO', participant: false }, THIRD_STATE],
    ['PROTECTED_PERSON', { category: 'PROTECTED' }, PROTECTED],
    ['ITEM_CONSENT_STRICT_NECESSITY', { category: 'PROTECTED', consent: 'item' }, PROTECTED],
    ['H3_RESTRICTION_NOT_MACHINE_READABLE', { handling: 'H3' }, 'Regulation (EU) 2016/794 Art. 19(2)'],
    ['H2_NOT_AN_ADDRESSEE', { handling: 'H2' }, 'Regulation (EU) 2016/794 Art. 19(2)'],
    ['OK', {}, 'Decision 2009/371/JHA'],
    ['OK_H1_OBLIGATION', { handling: 'H1' }, 'Decision 2009/371/JHA'],
    ['ORIGINATOR_CONSENT', { requester: 'NO' }, THIRD_STATE],
    ['NOT_A_PARTICIPANT_HIT_ONLY', { participant: false }, 'Decision 2009/371/JHA'],
    ['ORIGINATOR_CONSENT_FOR_DETAIL', { owner: 'NO' }, 'Decision 2009/371/JHA'],
  ])('%s %j: %s', (reason, change, legalBasis) => {
    expect(decide({ ...ASKED, ...change }, policy)).toMatchObject({ reason, legalBasis });
  });

  test('of an agreement that rests on several texts in turn, it names the one that held on the day', () => {
    const basisOn = (date: string) => decide({ ...ASKED, date }, policy).legalBasis;
    expect(basisOn('2009-12-31')).toBe('Europol Convention');
    expect(basisOn('2010-01-01')).toBe('Decision 2009/371/JHA');
    expect(basisOn('2017-04-30')).toBe('Decision 2009/371/JHA');
    expect(basisOn('2017-05-01')).toBe('Reg (EU) 2016/794');
  });
});

describe('the text of a legal basis', () => {
  test('that names no interval holds as it stands, semicolons and brackets included', () => {
    const text = 'TCA Title V (Art 218 TFEU; Art 25(1)(b)); also (EU) 2021/1773 (Art 25(1)(a))';
    expect(toLegalBases(text)).toEqual([{ text, from: null, to: null }]);
  });

  test('is parted by its intervals; a part without one always holds', () => {
    expect(toLegalBases('A (to 2009-12-31); B (2010-01-01..2017-04-30); C; D (from 2017-05-01)')).toEqual([
      { text: 'A', from: null, to: '2009-12-31' },
      { text: 'B', from: '2010-01-01', to: '2017-04-30' },
      { text: 'C', from: null, to: null },
      { text: 'D', from: '2017-05-01', to: null },
    ]);
  });

  test('says so when nothing is recorded, and stands in full when none of its parts held', () => {
    const basisOf = (legalBasis: string) => {
      const agreements = `iso2,name,kind,valid_from,valid_to,legal_basis\nFR,France,EU_MEMBER,1999-07-01,,${legalBasis}\n`;
      const short = readPolicy({
        ...POLICY_TEXTS,
        agreements,
        scopes: 'iso2,valid_from,areas',
        consents: 'owner,requester,valid_from,valid_to',
      });
      return decide({ ...ASKED, category: 'STRATEGIC', owner: 'DE', consent: 'item' }, short).legalBasis;
    };
    expect(basisOf('')).toBe('not recorded in the table of agreements');
    expect(basisOf('Old Act (to 2001-01-01)')).toBe('Old Act (to 2001-01-01)');
  });
});
