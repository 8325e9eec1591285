import type { Decision } from './decide.ts';
import { decide } from './decide.ts';
import type { Policy } from './policy.ts';
import type { DecisionCase } from './read-decision-table.ts';

/** A row whose expected effect or reason is not what the rules say. */
export interface Difference {
  readonly row: number;
  readonly id: string;
  readonly expected: DecisionCase['expected'];
  readonly decided: Decision;
}

/** How many rows of a table the rules agree with, and those they do not. */
export interface Comparison {
  readonly agree: number;
  readonly differ: number;
  readonly rows: readonly Difference[];
}

/** Decides each case and sets the answer beside the expected one. Both effect and reason must be the same, to the letter. */
export function compareDecisions(cases: readonly DecisionCase[], policy: Policy): Comparison {
  const rows: Difference[] = [];
  for (const { id, row, input, expected } of cases) {
    const decided = decide(input, policy);
    if (decided.effect !== expected.effect || decided.reason !== expected.reason) {
      rows.push({ row, id, expected, decided });
    }
  }
  return { agree: cases.length - rows.length, differ: rows.length, rows };
}
