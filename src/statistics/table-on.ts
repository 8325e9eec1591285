import type { IsoDate } from '../terms.ts';
import type { ProtectedTable } from './protected-table.ts';

/** The table of `operation` that is shown on `date`: the latest whose reporting date has come; null when there is none. */
export function tableOn(
  tables: readonly ProtectedTable[],
  operation: string,
  date: IsoDate,
): ProtectedTable | null {
  const due = tables.filter((table) => table.operation === operation && table.date <= date);
  return due.sort((left, right) => (left.date < right.date ? 1 : -1))[0] ?? null;
}
