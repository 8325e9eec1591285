import { stringify } from 'csv-stringify/sync';
import { DIMENSION_OF } from '../statistics/measures.ts';
import type { ProtectedTable } from '../statistics/protected-table.ts';

/**
 * A table as CSV, one line for each figure, with the attributes of the SDMX code list CL_CONF_STATUS: F is free, C
 * confidential for whatever cause, as one that says more would tell which cells are small. CONF_REDIST, to whom a
 * confidential figure may be handed on, is empty: to nobody.
 */
export function toTableCsv({ operation, date, figures }: ProtectedTable): string {
  const rows = figures.map(({ measure, code, published }) => ({
    OPERATION: operation,
    TIME_PERIOD: date,
    MEASURE: measure,
    DIMENSION: code === null ? '_T' : DIMENSION_OF[measure],
    CODE: code ?? '_T',
    OBS_VALUE: published === null ? '' : String(published),
    CONF_STATUS: published === null ? 'C' : 'F',
    CONF_REDIST: '',
  }));
  return stringify(rows, { header: true }).trimEnd();
}
