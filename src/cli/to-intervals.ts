import type { AuditRow } from '../statistics/protected-table.ts';

/** What an outsider can compute of `name`, as it can be printed. Null: nothing limits it on this side. */
export interface Interval {
  readonly name: string;
  readonly low: number | null;
  readonly high: number | null;
}

/**
 * The intervals of an audit in what an outsider has: volumes are published in whole terabytes, and the audit reckons with
 * all their decimals. Not with how wide an interval had to be, which of a volume tells how much one country holds.
 */
export function toIntervals(audit: readonly AuditRow[]): readonly Interval[] {
  return audit.map(({ name, low, high }) =>
    name.includes('SEIZED_DATA_TB')
      ? { name, low: low === null ? null : Math.floor(low), high: high === null ? null : Math.ceil(high) }
      : { name, low, high },
  );
}
