import { tooCostly } from './bad-input.ts';
import { QUERY_LIMITS } from './query-limits.ts';

/** Throws QUERY_TOO_COSTLY, naming the limit and its number, when `count` is beyond it. `where`: the place, if there is one. */
export function checkLimit(limit: keyof typeof QUERY_LIMITS, count: number, where?: string): void {
  const { most, of } = QUERY_LIMITS[limit];
  if (count > most) throw tooCostly(`more than ${most} ${of}`, where);
}
