import { INVALID } from '../countries/national-query.ts';
import type { ValueChecks } from './check-value.ts';

/** `value` when it fits its coordinate; null, and `name` among the invalid, when it came and does not. */
export function keepValue(
  checks: ValueChecks,
  coordinate: string,
  name: string,
  value: unknown,
  invalid: string[],
): unknown {
  if (value === null || value === undefined) return null;
  if (value !== INVALID && checks.get(coordinate)?.(value) === true) return value;
  invalid.push(name);
  return null;
}
