import type { DecisionInput } from './decision-input.ts';
import { INPUT_COLUMNS, readDecisionInput } from './read-decision-input.ts';
import { readTable } from './read-table.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/** A row of a decision table: a question and the answer its author expects, which may be any words. */
export interface DecisionCase {
  readonly id: string;
  /** Line in the file. */
  readonly row: number;
  readonly input: DecisionInput;
  readonly expected: { readonly effect: string; readonly reason: string };
}

/**
 * Reads a table of decisions with the columns of domain/decisions.csv: id, the question, expected, reason, why.
 *
 * Pure; `text` is untrusted and `file` only names it. Throws BAD_USER_INPUT with file, row and remedy on a missing column
 * and on a cell that `readDecisionInput` refuses.
 */
export function readDecisionTable(file: string, text: string): readonly DecisionCase[] {
  const source: TableSource = { file, code: 'BAD_USER_INPUT' };
  const rows = readTable(source, text, ['id', ...INPUT_COLUMNS, 'expected', 'reason', 'why']);
  return rows.map(({ row, cells }) => ({
    id: cells.id,
    row,
    input: readDecisionInput(cells, (column, problem, remedy) =>
      rowError(source, row, `column \`${column}\`, ${problem}`, remedy),
    ),
    expected: { effect: cells.expected, reason: cells.reason },
  }));
}
