import { readEach } from './read-each.ts';
import type { TableRow } from './read-table.ts';
import { readTable } from './read-table.ts';
import type { TableSource } from './row-error.ts';
import { rowError } from './row-error.ts';

/**
 * Reads one table of schema/agreements/ as `readTable` does, and each row of it by `read`. Refuses a row that says again
 * what a row above it says: of two such rows one would be forgotten when the other is changed.
 *
 * Throws POLICY_INVALID with file, row and remedy, a line for each row that is wrong. The words in the cells are untrusted
 * when `read` gets them.
 */
export function readPolicyTable<const Column extends string, Value>(
  source: TableSource,
  text: string,
  columns: readonly Column[],
  read: (row: TableRow<Column>) => Value,
): readonly Value[] {
  const firstRows = new Map<string, number>();
  return readEach(readTable(source, text, columns), (line) => {
    const { row, cells } = line;
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
    return read(line);
  });
}
