import { quoteValue } from '../access/quote-value.ts';
import { readTable } from '../access/read-table.ts';
import { rowError } from '../access/row-error.ts';
import type { KnownFigure } from './exact-figures.ts';
import { MEASURES, type Measure } from './measures.ts';

const COLUMNS = ['operation', 'measure', 'code', 'value', 'source'] as const;

/**
 * Reads figures of `operation` that everybody knows from elsewhere: a table cannot hide them, and must reckon with them.
 * An empty `code` is the total. Throws POLICY_INVALID with file, row and remedy.
 */
export function readKnownFigures(file: string, text: string, operation: string): readonly KnownFigure[] {
  const source = { file, code: 'POLICY_INVALID' } as const;
  return readTable(source, text, COLUMNS).flatMap(({ row, cells }): KnownFigure[] => {
    const measure = MEASURES.find((one) => one === cells.measure);
    if (measure === undefined)
      throw rowError(
        source,
        row,
        `no measure ${quoteValue(cells.measure)}`,
        `write one of ${MEASURES.join(', ')}`,
      );
    if (!/^\d{1,9}$/.test(cells.value))
      throw rowError(
        source,
        row,
        `no number ${quoteValue(cells.value)}`,
        'write a whole number, not negative',
      );
    if (cells.source === '') throw rowError(source, row, 'no source', 'write where it was published');
    if (cells.operation !== operation) return [];
    return [
      {
        measure: measure satisfies Measure,
        code: cells.code || null,
        value: Number(cells.value),
        source: cells.source,
      },
    ];
  });
}
