import type { Failing } from './failing.ts';

/** `DK/timeout`, or `DK/timeout + NO/bomb`. */
export function cellWords(failing: Failing): string {
  return [...failing].map(([country, { name }]) => `${country}/${name}`).join(' + ');
}
