import type { NativeRow } from './protocol.ts';

/** A row without prototype that has those of `fields` that `row` has, and nothing else. */
export function pickFields(row: NativeRow, fields: readonly string[]): NativeRow {
  const picked: Record<string, unknown> = Object.create(null);
  for (const field of fields) if (Object.hasOwn(row, field)) picked[field] = row[field];
  return picked;
}
