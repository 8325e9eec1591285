import type { ProtectedTable } from '../statistics/protected-table.ts';
import { toIntervals } from './to-intervals.ts';

/**
 * A table as JSON, each figure with the attributes of SDMX as in CSV: `confStatus` F or C, `confRedist` null. Of the audit
 * what an outsider can compute, and no more.
 */
export function toTableJson({ figures, audit, ...table }: ProtectedTable): string {
  return JSON.stringify(
    {
      ...table,
      figures: figures.map((figure) => ({
        ...figure,
        confStatus: figure.published === null ? 'C' : 'F',
        confRedist: null,
      })),
      audit: toIntervals(audit),
    },
    null,
    2,
  );
}
