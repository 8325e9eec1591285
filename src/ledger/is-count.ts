/** Whether `value` is a number of leaves or the index of one: whole, from 0, exact as a number (below 2^53). */
export function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
