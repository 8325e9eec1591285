/** What a section of the proofs is run with, and what it hands back. */
export interface SectionRun {
  readonly seed: number;
  /** The full numbers, or the small ones of the test run. */
  readonly isFull: boolean;
  readonly signal: AbortSignal;
  /** Where it is: `120 of 2,000 images`. */
  readonly progress: (line: string) => void;
}

export interface SectionReport {
  /** Lines for people. */
  readonly said: readonly string[];
  /** What was counted, by name. */
  readonly counts: Readonly<Record<string, number>>;
  /** What was lost, or was not found; empty: nothing. */
  readonly faults: readonly string[];
  /** What this machine cannot do, and why. */
  readonly skipped: readonly string[];
}

export const NOTHING: SectionReport = { said: [], counts: {}, faults: [], skipped: [] };

/** Several reports as one. */
export function together(reports: readonly SectionReport[]): SectionReport {
  return {
    said: reports.flatMap(({ said }) => said),
    counts: Object.assign({}, ...reports.map(({ counts }) => counts)),
    faults: reports.flatMap(({ faults }) => faults),
    skipped: reports.flatMap(({ skipped }) => skipped),
  };
}
