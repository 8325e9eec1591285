import { applyRules } from '../../src/access/apply-rules.ts';
import { ceilingOf } from '../../src/access/ceiling-of.ts';
import type { DecisionFacts } from '../../src/access/decision-facts.ts';
import { REASONS } from '../../src/access/reasons.ts';
import { CATEGORIES, CONSENTS, EFFECTS, HANDLING_CODES } from '../../src/terms.ts';
import { beforeAll, describe, expect, test } from '../jest.ts';
import { SIZE, type SPACE, walk, walkNeighbours } from './input-space.ts';
import { rulesAgain } from './rules-again.ts';

const NOBODY = 255;

/** What the rules say on the whole space, by index; filled once, strict to wide. */
const effects = new Uint8Array(SIZE).fill(NOBODY);
const rules = new Uint8Array(SIZE).fill(NOBODY);
const seen = { visited: 0, disagreements: 0, reasons: new Set<string>(), effects: new Set<string>() };

beforeAll(() => {
  walk((facts, index) => {
    const { effect, reason, rule } = applyRules(facts);
    effects[index] = EFFECTS.indexOf(effect);
    rules[index] = rule;
    seen.visited += 1;
    seen.reasons.add(reason);
    seen.effects.add(effect);
    const again = rulesAgain(facts);
    if (
      !(
        again.startsWith(effect) &&
        again.endsWith(reason) &&
        again.length === effect.length + 1 + reason.length
      )
    ) {
      seen.disagreements += 1;
    }
  });
});

describe('on every input', () => {
  test('there is exactly one effect and one reason, and no effect, reason or rule is idle', () => {
    expect(seen.visited).toBe(SIZE);
    expect(effects.includes(NOBODY)).toBe(false);
    expect(new Set(rules)).toEqual(new Set(Array.from({ length: 26 }, (_, number) => number)));
    expect([...seen.reasons].sort()).toEqual([...REASONS].sort());
    expect([...seen.effects].sort()).toEqual([...EFFECTS].sort());
  });

  test('the table says what the rules say when they are written down a second time', () => {
    expect(seen.disagreements).toBe(0);
  });
});

describe('on every neighbour, no effect is widened by', () => {
  const widthOf = (kind: (typeof SPACE.ownerKind)[number]) => CATEGORIES.indexOf(ceilingOf(kind));
  const later =
    <Word>(words: readonly Word[]) =>
    (from: Word, to: Word) =>
      words.indexOf(to) > words.indexOf(from);
  const lost = (from: boolean, to: boolean) => from && !to;

  /** Pairs of kinds with a narrower ceiling, of 8 x 8: 4 kinds above 4, 1 above 3, 1 above 2. */
  const narrowerKinds = 4 * 4 + 1 * 3 + 1 * 2;

  test('a narrower ceiling of the requester', () => {
    const narrower = walkWidened('requesterKind', (from, to) => widthOf(to) < widthOf(from));
    expect(narrower).toEqual({ widened: 0, visited: (SIZE / 8) * narrowerKinds });
  });

  test('a narrower ceiling of the owner', () => {
    const narrower = walkWidened('ownerKind', (from, to) => widthOf(to) < widthOf(from));
    expect(narrower).toEqual({ widened: 0, visited: (SIZE / 8) * narrowerKinds });
  });

  test('leaving the Union, for requester and owner', () => {
    const left = (from: string, to: string) => from === 'EU_MEMBER' && to !== 'EU_MEMBER';
    expect(walkWidened('requesterKind', left)).toEqual({ widened: 0, visited: (SIZE / 8) * 7 });
    expect(walkWidened('ownerKind', left)).toEqual({ widened: 0, visited: (SIZE / 8) * 7 });
  });

  test('a stricter handling code', () => {
    expect(walkWidened('handling', later(HANDLING_CODES))).toEqual({ widened: 0, visited: (SIZE / 4) * 6 });
  });

  test('less consent', () => {
    const less = later(CONSENTS.toReversed());
    expect(walkWidened('consent', less)).toEqual({ widened: 0, visited: (SIZE / 3) * 3 });
  });

  test('not being an addressee', () => {
    expect(walkWidened('addressee', lost)).toEqual({ widened: 0, visited: SIZE / 2 });
  });

  test('leaving the scope', () => {
    expect(walkWidened('inScope', lost)).toEqual({ widened: 0, visited: SIZE / 2 });
  });

  test('leaving the operation', () => {
    expect(walkWidened('participant', lost)).toEqual({ widened: 0, visited: SIZE / 2 });
  });

  test('a log that is down', () => {
    expect(walkWidened('logUp', lost)).toEqual({ widened: 0, visited: SIZE / 2 });
  });

  test('a narrower purpose, but for one case: members cross-check what a non-participant only hits', () => {
    const widthOfPurpose = ({ purposeWidest }: (typeof SPACE.purpose)[number]) =>
      purposeWidest === null ? -1 : CATEGORIES.indexOf(purposeWidest);
    const count = { named: 0, widenedByName: 0, widenedOtherwise: 0 };
    const visited = walkNeighbours(
      'purpose',
      (from, to) => widthOfPurpose(to) < widthOfPurpose(from),
      (from, to) => {
        const isNamed = rules[from] === 22 && rules[to] === 21;
        const isWidened = (effects[to] ?? NOBODY) > (effects[from] ?? NOBODY);
        count.named += isNamed ? 1 : 0;
        count.widenedByName += isNamed && isWidened ? 1 : 0;
        count.widenedOtherwise += !isNamed && isWidened ? 1 : 0;
      },
    );
    // 12 purposes above the missing one, and 4 pairs for each two of the six categories.
    expect(visited).toBe((SIZE / 13) * (12 + 4 * 15));
    // PERSONAL, both EU_MEMBER, in scope, log up, no consent, H0 or H1 or (H2 and named): 5 records. Of two purposes the wider
    // is PROTECTED and not CROSS_CHECK, the narrower is CROSS_CHECK with PERSONAL.
    expect(count).toEqual({ named: 5, widenedByName: 5, widenedOtherwise: 0 });
  });

  function walkWidened<Name extends keyof typeof SPACE>(
    dimension: Name,
    isNarrowing: (from: (typeof SPACE)[Name][number], to: (typeof SPACE)[Name][number]) => boolean,
  ): { widened: number; visited: number } {
    let widened = 0;
    const visited = walkNeighbours(dimension, isNarrowing, (from, to) => {
      widened += (effects[to] ?? NOBODY) > (effects[from] ?? NOBODY) ? 1 : 0;
    });
    return { widened, visited };
  }
});

describe('class facts and record facts', () => {
  // A block holds one class: 3 consents x 4 handling codes x 2 (addressee or not). Item consent is the last third.
  const RECORDS = 24;
  const STANDING = 16;

  test('rules 0 to 7 decide a whole class, whatever the record says', () => {
    expect(countTorn(0, RECORDS, (rule) => rule <= 7)).toEqual({ torn: 0, blocks: SIZE / RECORDS });
  });

  test('rule 8 decides a whole class but for item consent', () => {
    expect(countTorn(0, STANDING, (rule) => rule === 8)).toEqual({ torn: 0, blocks: SIZE / RECORDS });
    expect(countTorn(STANDING, RECORDS, (rule) => rule === 8)).toEqual({ torn: 0, blocks: SIZE / RECORDS });
  });

  test('rules 9 and 10 decide a whole class, but for item consent where rule 8 decides the rest', () => {
    for (const such of [9, 10]) {
      const undecidedBy8 = (start: number) => rules[start] !== 8;
      expect(countTorn(0, RECORDS, (rule) => rule === such, undecidedBy8).torn).toBe(0);
      const decidedBy8 = (start: number) => rules[start] === 8;
      expect(countTorn(STANDING, RECORDS, (rule) => rule === such, decidedBy8).torn).toBe(0);
    }
  });

  /** Blocks in which some records of the span, and not all, are decided by such a rule. */
  function countTorn(
    first: number,
    end: number,
    isSuch: (rule: number) => boolean,
    isMeant: (start: number) => boolean = () => true,
  ): { torn: number; blocks: number } {
    const count = { torn: 0, blocks: 0 };
    for (let start = 0; start < SIZE; start += RECORDS) {
      if (!isMeant(start)) continue;
      let such = 0;
      for (let index = start + first; index < start + end; index += 1) {
        such += isSuch(rules[index] ?? NOBODY) ? 1 : 0;
      }
      count.torn += such > 0 && such < end - first ? 1 : 0;
      count.blocks += 1;
    }
    return count;
  }
});

describe('where the law is no ladder', () => {
  const MEMBERS: DecisionFacts = {
    category: 'PERSONAL',
    ownerKind: 'EU_MEMBER',
    requesterKind: 'EU_MEMBER',
    sameKnownCountry: false,
    purposeWidest: 'PERSONAL',
    crossCheck: true,
    inScope: true,
    participant: false,
    handling: 'H0',
    addressee: false,
    consent: 'none',
    logUp: true,
  };

  test('a member that takes no part gets a hit for OPERATIONAL and, cross-checking, the content of PERSONAL', () => {
    expect(applyRules({ ...MEMBERS, category: 'OPERATIONAL' }).effect).toBe('HIT_NO_HIT');
    expect(applyRules(MEMBERS).effect).toBe('ALLOW');
  });

  test('what a strategic partner may send does not follow from what it may receive', () => {
    const item: DecisionFacts = { ...MEMBERS, consent: 'item', participant: true };
    expect(applyRules({ ...item, ownerKind: 'STRATEGIC' }).effect).toBe('ALLOW');
    expect(applyRules({ ...item, requesterKind: 'STRATEGIC' })).toEqual({
      effect: 'DENY',
      reason: 'REQUESTER_AGREEMENT_CEILING',
      rule: 5,
    });
  });

  test('an outcome cannot be changed by whoever got it', () => {
    expect(Object.isFrozen(applyRules(MEMBERS))).toBe(true);
    expect(Object.isFrozen(applyRules({ ...MEMBERS, handling: 'H1' }))).toBe(true);
  });
});
