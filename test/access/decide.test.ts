import { readFileSync } from 'node:fs';
import { compareDecisions } from '../../src/access/compare-decisions.ts';
import { decide } from '../../src/access/decide.ts';
import type { DecisionInput } from '../../src/access/decision-input.ts';
import { readDecisionTable } from '../../src/access/read-decision-table.ts';
import { readPolicy } from '../../src/access/read-policy.ts';
import { describe, expect, test } from '../jest.ts';
import { POLICY_TEXTS } from './policy-texts.ts';

const policy = readPolicy(POLICY_TEXTS);

/** Opens everything it can open: whatever word is then spoilt must close it. */
const WIDE: DecisionInput = {
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

const sayOf = (change: Partial<DecisionInput>) => {
  const { effect, reason } = decide({ ...WIDE, ...change }, policy);
  return `${effect} ${reason}`;
};

describe('the table of decisions', () => {
  const cases = readDecisionTable(
    'decisions.csv',
    readFileSync(new URL('decisions.csv', import.meta.url), 'utf8'),
  );

  test('has its 32 rows', () => {
    expect(cases).toHaveLength(32);
  });

  test.each(cases)('agrees in row $row, $id: $expected.effect $expected.reason', (one) => {
    expect(compareDecisions([one], policy)).toEqual({ agree: 1, differ: 0, rows: [] });
  });
});

/** Trap (93, 51, 25): a word that is nearly known is taken for the known one, or found on Object.prototype. */
const NO_WORDS = [
  '',
  ' ',
  '*',
  'null',
  'undefined',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'valueOf',
  '0',
  '-1',
];

/** The same word in full-width letters, with a zero-width space, in lower case, with a blank, a BOM, a Cyrillic letter. */
const lookAlikesOf = (word: string) => [
  word.replace(/[!-~]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0)),
  `${word.slice(0, 1)}\u200b${word.slice(1)}`,
  `${word}\u200d`,
  word.toLowerCase(),
  ` ${word}`,
  `${word} `,
  `${word}\n`,
  `\ufeff${word}`,
  word.replace(
    /[AEOCPH]/,
    (letter) => ({ A: 'А', E: 'Е', O: 'О', C: 'С', P: 'Р', H: 'Н' })[letter] ?? letter,
  ),
];

describe('an unknown word is read as the strictest (93)', () => {
  const unknown = (word: string) =>
    [...NO_WORDS, ...lookAlikesOf(word), 'UNHEARD_OF'].filter((other) => other !== word);

  test('the untouched question is open', () => {
    expect(sayOf({})).toBe('ALLOW OK');
    expect(sayOf({ requester: 'DE' })).toBe('ALLOW OWNER_ITSELF');
  });

  test('an unknown category is closed, to its owner too', () => {
    for (const category of [...unknown('PERSONAL'), ...unknown('PUBLIC')]) {
      expect([category, sayOf({ category })]).toEqual([category, 'DENY UNKNOWN_CATEGORY']);
      expect([category, sayOf({ category, requester: 'DE' })]).toEqual([category, 'DENY UNKNOWN_CATEGORY']);
    }
  });

  test('an unknown requester holds no agreement', () => {
    for (const requester of [...unknown('FR'), ...unknown('DE')]) {
      expect([requester, sayOf({ requester })]).toEqual([requester, 'DENY REQUESTER_AGREEMENT_CEILING']);
    }
  });

  test('an unknown owner holds no agreement, so nothing of it passes but by item consent', () => {
    for (const owner of unknown('DE')) {
      expect([owner, sayOf({ owner })]).toEqual([owner, 'DENY OWNER_AGREEMENT_CEILING']);
      expect([owner, sayOf({ owner, consent: 'general' })]).toEqual([owner, 'DENY OWNER_AGREEMENT_CEILING']);
      expect([owner, sayOf({ owner, consent: 'item' })]).toEqual([owner, 'ALLOW OK']);
    }
  });

  test('two unknown countries of one name are not the same known country', () => {
    for (const country of unknown('DE')) {
      expect([country, sayOf({ owner: country, requester: country })]).toEqual([
        country,
        'DENY REQUESTER_AGREEMENT_CEILING',
      ]);
    }
  });

  test('a missing or unknown purpose opens nothing', () => {
    for (const purpose of [null, ...unknown('OPERATIONAL_ANALYSIS'), ...unknown('CROSS_CHECK')]) {
      expect([purpose, sayOf({ purpose })]).toEqual([purpose, 'DENY PURPOSE_MISSING_OR_UNKNOWN']);
    }
  });

  test('an unknown crime area is outside every scope, of countries with the whole mandate too', () => {
    for (const crimeArea of [null, ...unknown('CSE')]) {
      expect([crimeArea, sayOf({ crimeArea })]).toEqual([crimeArea, 'DENY CRIME_AREA_OUT_OF_SCOPE']);
      const later = { crimeArea, requester: 'CH', date: '2025-01-01', consent: 'item' };
      expect([crimeArea, sayOf(later)]).toEqual([crimeArea, 'DENY CRIME_AREA_OUT_OF_SCOPE']);
    }
  });

  test('an unknown handling code is H3', () => {
    for (const handling of [...unknown('H0'), ...unknown('H1'), 'H4', 'H', 'H00', 'H0,H1', 'H0|H1']) {
      expect([handling, sayOf({ handling })]).toEqual([handling, 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE']);
    }
  });

  test('of several handling codes the strictest counts, in any order', () => {
    const said: Record<string, string> = {
      'H0+H0': 'ALLOW OK',
      'H0+H1': 'ALLOW OK_H1_OBLIGATION',
      'H1+H0': 'ALLOW OK_H1_OBLIGATION',
      'H1+H2': 'CONSENT_REQUIRED H2_NOT_AN_ADDRESSEE',
      'H2+H0+H1': 'CONSENT_REQUIRED H2_NOT_AN_ADDRESSEE',
      'H3+H0': 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE',
      'H0+H3': 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE',
      'H0+H9': 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE',
      'H0+': 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE',
      '+H0': 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE',
      'H0 + H1': 'DENY H3_RESTRICTION_NOT_MACHINE_READABLE',
    };
    for (const [handling, expected] of Object.entries(said)) {
      expect([handling, sayOf({ handling })]).toEqual([handling, expected]);
    }
  });

  test('an unknown consent is none', () => {
    for (const consent of [...unknown('item'), ...unknown('general'), 'ITEM', 'General', 'yes']) {
      const said = sayOf({ requester: 'NO', consent });
      expect([consent, said]).toEqual([consent, 'CONSENT_REQUIRED ORIGINATOR_CONSENT']);
    }
    expect(sayOf({ requester: 'NO', consent: 'general' })).toBe('ALLOW OK');
    expect(sayOf({ requester: 'NO', consent: 'item' })).toBe('ALLOW OK');
  });
});

describe('a decision', () => {
  test('is frozen, and carries the rule that made it', () => {
    const decision = decide(WIDE, policy);
    expect(Object.isFrozen(decision)).toBe(true);
    expect(decision.rule).toBe(21);
  });

  test('names the first rule that fits, also where a later one would say the same', () => {
    expect(decide({ ...WIDE, consent: 'item' }, policy)).toMatchObject({ reason: 'OK', rule: 20 });
    expect(decide({ ...WIDE, consent: 'general' }, policy)).toMatchObject({ reason: 'OK', rule: 20 });
  });

  test('carries the obligation of H1 exactly where its reason says so', () => {
    expect(decide({ ...WIDE, handling: 'H1' }, policy).obligation).toBe('NO_JUDICIAL_USE');
    expect(decide(WIDE, policy).obligation).toBeNull();
    expect(decide({ ...WIDE, handling: 'H1', participant: false }, policy).obligation).toBeNull();
    expect(decide({ ...WIDE, handling: 'H1', requester: 'DE' }, policy).obligation).toBeNull();
  });

  test('a country that is known but holds nothing on the day is still itself', () => {
    expect(sayOf({ owner: 'ZZ', requester: 'ZZ' })).toBe('ALLOW OWNER_ITSELF');
    expect(sayOf({ owner: 'EG', requester: 'EG' })).toBe('ALLOW OWNER_ITSELF');
  });

  test('a signed agreement that is not in force gives nothing', () => {
    const brazil = { requester: 'BR', date: '2025-12-01', consent: 'item' };
    expect(sayOf(brazil)).toBe('DENY REQUESTER_AGREEMENT_CEILING');
    expect(sayOf({ ...brazil, category: 'STRATEGIC' })).toBe('ALLOW OK');
  });

  test('general consent of Interpol opens nothing to a third country, for rule 24 wants a member as owner', () => {
    expect(sayOf({ owner: 'XO', requester: 'NO', consent: 'general' })).toBe(
      'CONSENT_REQUIRED ORIGINATOR_CONSENT',
    );
    expect(sayOf({ owner: 'XO', requester: 'FR', consent: 'general' })).toBe('ALLOW OK');
  });
});
