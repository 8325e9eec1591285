import type { NativeRow } from '../native-rows.ts';

/** The fields `names` of `row`, in that order. */
export function pick(row: NativeRow, names: readonly string[]): NativeRow {
  return Object.fromEntries(names.map((name) => [name, row[name] ?? null]));
}
