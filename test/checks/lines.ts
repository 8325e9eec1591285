import { toLine, type Violation } from '../../src/checks/violation.ts';

/** Violations as `check` prints them. */
export function lines(violations: readonly Violation[]): string[] {
  return violations.map(toLine);
}
