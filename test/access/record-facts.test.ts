import { type BorderMarking, toRecordFacts } from '../../src/access/record-facts.ts';
import { describe, expect, test } from '../jest.ts';

const FREE: BorderMarking = { handling: ['H0'], addressees: [], itemConsents: [], protected: false };
const factsOf = (marking: Partial<BorderMarking>) =>
  toRecordFacts({ ...FREE, ...marking }, 'DK', '2011-12-16');

describe('the facts of a record are read strictly', () => {
  for (const [handling, code] of [
    [['H0'], 'H0'],
    [['H0', 'H1'], 'H1'],
    [['H2', 'H1'], 'H2'],
    [['H1', 'H3', 'H0'], 'H3'],
    [[], 'H3'],
    [['H9'], 'H3'],
    [['h0'], 'H3'],
    [['H0 '], 'H3'],
    [['H0', ''], 'H3'],
    [['__proto__'], 'H3'],
  ] as const) {
    test(`handling ${JSON.stringify(handling)} counts as ${code}`, () => {
      expect(factsOf({ handling: [...handling] }).handling).toBe(code);
    });
  }

  for (const [consent, holds] of [
    ['DK:2011-12-16:', true],
    ['DK:2011-12-17:', false],
    ['DK:2011-01-01:2011-12-16', true],
    ['DK:2011-01-01:2011-12-15', false],
    ['NO:2011-01-01:', false],
    ['DK:2011-01-01', false],
    ['DK::', false],
    ['dk:2011-01-01:', false],
    ['DK:2011-1-1:', false],
    [' DK:2011-01-01:', false],
    ['DK:2011-01-01:2012-01-01:x', false],
    ['DK', false],
    ['', false],
  ] as const) {
    test(`the item consent \`${consent}\` ${holds ? 'holds' : 'is none'} for DK on 2011-12-16`, () => {
      expect(factsOf({ itemConsents: [consent] }).itemConsent).toBe(holds);
    });
  }

  test('an addressee is named to the letter', () => {
    expect(factsOf({ addressees: ['DE', 'DK'] }).addressee).toBe(true);
    for (const name of ['dk', 'DK ', 'ＤＫ', 'DKK'])
      expect(factsOf({ addressees: [name] }).addressee).toBe(false);
  });

  test('H1 obliges also beside a stricter code, and no other code does', () => {
    expect(factsOf({ handling: ['H1', 'H2'] })).toMatchObject({ handling: 'H2', obliges: true });
    expect(factsOf({ handling: ['H2'] }).obliges).toBe(false);
  });
});
