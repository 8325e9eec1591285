/** A table as disclosure control sees it: cells, the equations that link them, and what an outsider knows already. */

/** What is decided of a cell: `OPEN` is to be decided; `HIDDEN` stays in no table; `KNOWN` is known to everybody. */
export type CellState = 'OPEN' | 'HIDDEN' | 'KNOWN';

export interface ProblemCell {
  readonly id: string;
  readonly value: number;
  readonly state: CellState;
  /** To be suppressed for its own sake: small, or one country holds most of it. */
  readonly isSensitive: boolean;
  /** How wide the interval must be that an outsider can compute, when the cell is not shown. */
  readonly width: number;
  /** What everybody knows of it when it is not shown; absent: that it is not negative. */
  readonly range?: readonly [low: number, high: number];
}

/** The sum of `factor` times cell is `constant`. */
export interface Equation {
  readonly name: string;
  readonly terms: readonly { readonly id: string; readonly factor: number }[];
  readonly constant: number;
}

/** Something beside a cell that must stay uncertain: a small change between two tables. */
export interface Target {
  readonly name: string;
  readonly terms: readonly { readonly id: string; readonly factor: number }[];
  readonly width: number;
}

export interface Problem {
  readonly cells: readonly ProblemCell[];
  readonly equations: readonly Equation[];
  readonly targets: readonly Target[];
}

/** How far rounding of the solver may be off. */
export const TOLERANCE = 1e-6;

/** Beyond anything a cell can be: what an outsider is said to know at most. Same unit as the cells. */
export function mostOf({ cells }: Problem): number {
  return 10 * cells.reduce((sum, { value }) => sum + Math.abs(value), 0) + 1_000;
}

/** Every cell that is not shown, and every target, as something whose interval counts. */
export function targetsOf({ cells, targets }: Problem, suppressed: ReadonlySet<string>): readonly Target[] {
  // A rounded figure is shown, if not exactly: only what is small has to be hidden by it.
  const hidden = cells.filter(
    ({ id, state, range, isSensitive }) =>
      state !== 'KNOWN' && suppressed.has(id) && (range === undefined || isSensitive),
  );
  return [...hidden.map(({ id, width }) => ({ name: id, terms: [{ id, factor: 1 }], width })), ...targets];
}
