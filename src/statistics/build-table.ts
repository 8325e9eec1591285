/** From exact figures to a table that can be shown: cells chosen, audited as an outsider would attack them, or refused. */
import { GatewayError } from '../errors.ts';
import type { ExactFigures, KnownFigure } from './exact-figures.ts';
import { type EarlierTable, linkTables, roundedRange } from './link-tables.ts';
import { openOutsider } from './outsider.ts';
import { type Problem, TOLERANCE, targetsOf } from './problem.ts';
import type { AuditRow, Figure, ProtectedTable } from './protected-table.ts';
import { roundFigures } from './round-figures.ts';
import type { Solver } from './solver.ts';
import { suppress } from './suppress.ts';
import type { TableRules } from './table-rules.ts';
import { isEmpty, type TableProblem, toProblem } from './to-problem.ts';

export interface TableOrder {
  readonly figures: ExactFigures;
  readonly known: readonly KnownFigure[];
  readonly rules: TableRules;
  /** All tables of the operation that were released before. */
  readonly earlier: readonly EarlierTable[];
  /** The commitment to the figures; it seeds rounding too. */
  readonly digest: string;
}

/**
 * The protected table of `order`. Says what it does by `report`. Throws STATISTICS_NOT_RELEASABLE; the message, for the
 * operator alone, names the equation that fails, who has not reported, or the cells that nothing protects.
 */
export async function buildTable(
  order: TableOrder,
  solver: Solver,
  report: (line: string) => void = () => {},
): Promise<ProtectedTable> {
  const { figures, known, rules, earlier } = order;
  refuseIncomplete(figures, rules);
  const current = toProblem(figures, known, rules);
  const problem = linkTables(current, earlier);
  report(`${problem.cells.length} cells, ${problem.equations.length} equations`);
  return rules.mode === 'ROUND'
    ? rounded(order, current, problem, solver)
    : suppressed(order, current, problem, solver, report);
}

function refuseIncomplete({ operation, date, ...figures }: ExactFigures, { incomplete }: TableRules): void {
  const place = `${operation} on ${date}`;
  if (isEmpty({ operation, date, ...figures })) throw refusal(`${place}: nobody has reported anything`);
  if (incomplete === 'SAY' || figures.absent.length === 0) return;
  const who = figures.absent
    .map(({ country, measure, cause }) => `${country} ${measure} (${cause})`)
    .join(', ');
  throw refusal(
    `${place} is not complete: ${who}; build it again when they have reported, or set \`incomplete\` to SAY`,
  );
}

async function suppressed(
  order: TableOrder,
  current: TableProblem,
  problem: Problem,
  solver: Solver,
  report: (line: string) => void,
): Promise<ProtectedTable> {
  const hidden = await suppress(problem, solver, (broken) =>
    report(broken === 0 ? 'no attack succeeds' : `${broken} attacks succeed: choosing again`),
  );
  if (hidden === null) throw refusal(`nothing protects ${unprotected(problem, solver).join(', ')}`);
  const figures = current.cells.map(({ id, measure, code, value }): Figure => {
    const published = hidden.has(id) ? null : Math.round(value);
    return { id, measure, code, published };
  });
  return released(order, figures, audit(problem, hidden, solver));
}

function rounded(order: TableOrder, current: TableProblem, problem: Problem, solver: Solver): ProtectedTable {
  const values = roundFigures(
    { ...current, cells: [...current.cells, ...current.rests] },
    order.digest,
    solver,
  );
  if (values === null) throw refusal('no rounding of the cells adds up');
  const shown = new Map(current.cells.map(({ id }) => [id, values.get(id) ?? 0]));
  const cells = problem.cells.map((cell) => {
    const figure = cell.state === 'OPEN' ? shown.get(cell.id) : undefined;
    return figure === undefined ? cell : { ...cell, range: roundedRange(figure) };
  });
  const hidden = new Set(cells.filter(({ state }) => state !== 'KNOWN').map(({ id }) => id));
  const figures = current.cells.map(({ id, measure, code }): Figure => {
    return { id, measure, code, published: shown.get(id) ?? null };
  });
  return released(order, figures, audit({ ...problem, cells }, hidden, solver));
}

/** The table, if its audit holds. */
function released(order: TableOrder, figures: readonly Figure[], rows: readonly AuditRow[]): ProtectedTable {
  const failing = rows.filter(isTooNarrow);
  if (failing.length > 0)
    throw refusal(
      `an outsider can compute ${failing.map(({ name, low, high }) => `${name} (${low} to ${high})`).join(', ')}`,
    );
  const { operation, date, absent } = order.figures;
  return { operation, date, rules: order.rules, figures, absent, audit: rows, digest: order.digest };
}

export function isTooNarrow({ low, high, width }: AuditRow): boolean {
  return high - low < width - TOLERANCE;
}

/** What an outsider can compute of everything that is not shown. */
export function audit(problem: Problem, hidden: ReadonlySet<string>, solver: Solver): AuditRow[] {
  const outsider = openOutsider(problem, hidden, solver);
  const rows = targetsOf(problem, hidden).map((target): AuditRow => {
    const { low, high } = outsider.intervalOf(target);
    return { name: target.name, low: round(low), high: round(high), width: target.width };
  });
  outsider.close();
  return rows;
}

/** What can be computed even when nothing at all is shown that could be held back. */
function unprotected(problem: Problem, solver: Solver): string[] {
  const all = new Set(problem.cells.filter(({ state }) => state !== 'KNOWN').map(({ id }) => id));
  const failing = audit(problem, all, solver).filter(isTooNarrow);
  return failing.length > 0 ? failing.map(({ name }) => name) : ['the table as a whole'];
}

function refusal(what: string): GatewayError {
  return new GatewayError('STATISTICS_NOT_RELEASABLE', what);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
