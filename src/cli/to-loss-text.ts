import type { KeptTable } from '../statistics/keep-tables.ts';
import { MEASURES } from '../statistics/measures.ts';
import { reportedCells, type TableCell } from '../statistics/to-problem.ts';

/** What protection costs, by measure: known to the operator, who has the figures. */
export function toLossText({ table, figures, known }: KeptTable): readonly string[] {
  const cells = reportedCells(figures, known, table.rules).filter(({ code }) => code !== null);
  const published = new Map(table.figures.map((figure) => [figure.id, figure.published]));
  const loss = table.rules.mode === 'ROUND' ? roundedOff : heldBack;
  const lines = MEASURES.flatMap((measure) => {
    const words = loss(
      cells.filter((one) => one.measure === measure),
      ({ id }) => published.get(id) ?? null,
    );
    return words === null ? [] : [`  ${measure.toLowerCase()}: ${words}`];
  });
  return lines.length === 0 ? ['lost: nothing'] : ['lost:', ...lines];
}

type Loss = (cells: readonly TableCell[], shown: (cell: TableCell) => number | null) => string | null;

const heldBack: Loss = (cells, shown) => {
  const lost = cells.filter((cell) => shown(cell) === null);
  if (lost.length === 0) return null;
  const own = lost.filter(({ isSensitive }) => isSensitive).length;
  return `${lost.length} of ${cells.length} cells (${own} for their own sake, ${lost.length - own} beside them), ${shareOf(sumOf(lost), sumOf(cells))} of the count`;
};

const roundedOff: Loss = (cells, shown) => {
  const offs = cells.map((cell) => Math.abs((shown(cell) ?? cell.value) - cell.value));
  const changed = offs.filter((off) => off > 0);
  if (changed.length === 0) return null;
  const mean = offs.reduce((sum, off) => sum + off, 0) / cells.length;
  return `${changed.length} of ${cells.length} cells are rounded, by ${mean.toFixed(1)} on average`;
};

function sumOf(cells: readonly TableCell[]): number {
  return cells.reduce((sum, { value }) => sum + value, 0);
}

function shareOf(part: number, whole: number): string {
  const share = whole === 0 ? 0 : (100 * part) / whole;
  return share > 0 && share < 1 ? 'less than 1 %' : `${Math.round(share)} %`;
}
