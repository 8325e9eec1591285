import type { TableRow } from './read-table.ts';
import { readTable } from './read-table.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/**
 * Reads one table of schema/agreements/ as `readTable` does, and refuses a row that says again what a row above it says:
 * of two such rows one would be forgotten when the other is changed.
 *
 * Throws POLICY_INVALID with file, row and remedy. The words in the cells are untrusted still.
 */
export function readPolicyTable<const Column extends string>(
  source: TableSource,
  text: string,
  columns: readonly Column[],
): readonly TableRow<Column>[] {
  const rows = readTable(source, text, columns);
  const firstRows = new Map<string, number>();
  for (const { row, cells } of rows) {
    const content = JSON.stringify(cells);
    const first = firstRows.get(content);
    if (first !== undefined) {
      throw rowError(
        source,
        row,
        `duplicate row, it says again what row ${first} says`,
        'delete one of them',
      );
    }
    firstRows.set(content, row);
  }
  return rows;
}
