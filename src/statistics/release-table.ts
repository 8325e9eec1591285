/** Building the table of one reporting date once, and keeping it; and auditing one that is kept. */
import { auditFigures, buildTable, isTooNarrow } from './build-table.ts';
import type { ExactFigures, KnownFigure } from './exact-figures.ts';
import { digestOf, type KeptTable, keepTable, makeSalt, readKeptTables } from './keep-tables.ts';
import type { EarlierTable } from './link-tables.ts';
import type { AuditRow, Figure, ProtectedTable } from './protected-table.ts';
import type { Solver } from './solver.ts';
import { ROUNDING_BASE, type TableRules } from './table-rules.ts';
import { type TableCell, toProblem } from './to-problem.ts';

/**
 * Builds the table of `figures` beside all tables of the operation that are kept in `folder`, and keeps it there.
 * Throws STATISTICS_NOT_RELEASABLE, and CONFIGURATION_INVALID when it cannot be kept.
 */
export async function releaseTable(
  folder: string,
  figures: ExactFigures,
  known: readonly KnownFigure[],
  rules: TableRules,
  solver: Solver,
  report: (line: string) => void = () => {},
): Promise<{ readonly table: ProtectedTable; readonly file: string }> {
  const salt = makeSalt();
  const earlier = toEarlier(readKeptTables(folder, figures.operation), solver);
  const order = { figures, known, rules, earlier, digest: digestOf(salt, figures), seed: salt };
  const table = await buildTable(order, solver, report);
  return { table, file: keepTable(folder, { table, figures, known, salt }) };
}

export interface Audit {
  readonly rows: readonly AuditRow[];
  /** What an outsider can compute too closely, or what the table shows that its figures are not; empty of a good table. */
  readonly faults: readonly string[];
}

/** Attacks `kept` once more, with all that was released before it, and compares what it shows with its figures. */
export function auditKept(kept: KeptTable, earlier: readonly KeptTable[], solver: Solver): Audit {
  const { table, figures, known } = kept;
  const current = toProblem(figures, known, table.rules, solver);
  const cells = new Map(current.cells.map((cell) => [cell.id, cell]));
  const rows = auditFigures(current, toEarlier(earlier, solver), table.rules, table.figures, solver);
  return {
    rows,
    faults: [
      ...rows
        .filter(isTooNarrow)
        .map(
          ({ name, low, high, width }) =>
            `${name} can be computed as ${low} to ${high}: narrower than ${width}`,
        ),
      ...table.figures.flatMap((figure) => faultOf(figure, cells.get(figure.id), table.rules)),
    ],
  };
}

/** What no outsider has to compute: it is shown. */
function faultOf(
  { id, published }: Figure,
  cell: TableCell | undefined,
  { mode }: TableRules,
): readonly string[] {
  if (cell === undefined || !cell.isReported) return [`${id} is no figure of the table`];
  if (published === null) return [];
  const off = Math.abs(published - cell.value);
  if (mode === 'ROUND') {
    if (published % ROUNDING_BASE !== 0) return [`${id} is not rounded`];
    return off < ROUNDING_BASE ? [] : [`${id} is not what was reported`];
  }
  if (off > 0.5) return [`${id} is not what was reported`];
  return cell.state === 'OPEN' && cell.isSensitive ? [`${id} is to be held back, and is shown`] : [];
}

function toEarlier(kept: readonly KeptTable[], solver: Solver): readonly EarlierTable[] {
  return kept.map(({ table, figures, known }) => ({
    table,
    problem: toProblem(figures, known, table.rules, solver),
  }));
}
