import type { DecisionFacts } from '../../src/access/decision-facts.ts';
import { AGREEMENT_KINDS, CATEGORIES, CONSENTS, HANDLING_CODES } from '../../src/terms.ts';

const EITHER = [false, true] as const;

/**
 * Every value of every fact the rules look at, slowest first. Record facts come last, so that the facts of one class
 * (and its standing consent) are a block of neighbours.
 */
export const SPACE = {
  category: [null, ...CATEGORIES],
  ownerKind: AGREEMENT_KINDS,
  requesterKind: AGREEMENT_KINDS,
  sameKnownCountry: EITHER,
  /** Missing; and each widest category, under a purpose of any name and under the name CROSS_CHECK. */
  purpose: [
    { purposeWidest: null, crossCheck: false },
    ...CATEGORIES.flatMap((purposeWidest) => EITHER.map((crossCheck) => ({ purposeWidest, crossCheck }))),
  ],
  inScope: EITHER,
  participant: EITHER,
  logUp: EITHER,
  consent: CONSENTS,
  handling: HANDLING_CODES,
  addressee: EITHER,
} as const;
export type Dimension = keyof typeof SPACE;

/** 7 x 8 x 8 x 2 x 13 x 2 x 2 x 2 x 3 x 4 x 2. */
export const SIZE = 2_236_416;

/** How far apart two neighbours along a dimension are. */
function strideOf(dimension: Dimension): number {
  const names = Object.keys(SPACE) as Dimension[];
  const faster = names.slice(names.indexOf(dimension) + 1);
  return faster.reduce((product, name) => product * SPACE[name].length, 1);
}

/** Visits every input once, in order. The facts are one object, changed in place: read them, do not keep them. */
export function walk(visit: (facts: DecisionFacts, index: number) => void): void {
  const facts = {} as { -readonly [Name in keyof DecisionFacts]: DecisionFacts[Name] };
  let index = 0;
  for (facts.category of SPACE.category)
    for (facts.ownerKind of SPACE.ownerKind)
      for (facts.requesterKind of SPACE.requesterKind)
        for (facts.sameKnownCountry of SPACE.sameKnownCountry)
          for ({ purposeWidest: facts.purposeWidest, crossCheck: facts.crossCheck } of SPACE.purpose)
            for (facts.inScope of SPACE.inScope)
              for (facts.participant of SPACE.participant)
                for (facts.logUp of SPACE.logUp)
                  for (facts.consent of SPACE.consent)
                    for (facts.handling of SPACE.handling)
                      for (facts.addressee of SPACE.addressee) {
                        visit(facts, index);
                        index += 1;
                      }
}

/**
 * Visits every pair of inputs that differ in `dimension` alone, for the pairs of values that `fits`: their two indices.
 * Returns how many pairs it visited.
 */
export function walkNeighbours<Name extends Dimension>(
  dimension: Name,
  fits: (from: (typeof SPACE)[Name][number], to: (typeof SPACE)[Name][number]) => boolean,
  visit: (from: number, to: number) => void,
): number {
  const values: readonly (typeof SPACE)[Name][number][] = SPACE[dimension];
  const stride = strideOf(dimension);
  const block = stride * values.length;
  let visited = 0;
  for (const [fromDigit, from] of values.entries()) {
    for (const [toDigit, to] of values.entries()) {
      if (!fits(from, to)) continue;
      for (let start = 0; start < SIZE; start += block) {
        for (let inner = start; inner < start + stride; inner += 1) {
          visit(inner + fromDigit * stride, inner + toDigit * stride);
          visited += 1;
        }
      }
    }
  }
  return visited;
}
