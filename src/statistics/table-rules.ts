/** How a table is protected. */
export interface TableRules {
  /** A count below it is small; from 3 up. */
  readonly threshold: number;
  /** `ROUND`: every figure becomes a neighbouring multiple of 5. */
  readonly mode: 'SUPPRESS' | 'ROUND';
  /** What happens when a country has not reported: nothing is released, or what is released says so. */
  readonly incomplete: 'WAIT' | 'SAY';
}

export const LEAST_THRESHOLD = 3;
export const DEFAULT_RULES: TableRules = { threshold: 5, mode: 'SUPPRESS', incomplete: 'WAIT' };
export const ROUNDING_BASE = 5;

/**
 * The p% rule for a volume: who knows the second largest share could tell the largest within p per cent. (Handbook on
 * Statistical Disclosure Control, Eurostat, section 4.2.)
 */
export const DOMINANCE = 0.15;
