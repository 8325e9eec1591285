/** From exact figures to a table that can be shown: cells chosen, audited as an outsider would attack them, or refused. */
import { GatewayError } from '../errors.ts';
import type { ExactFigures, KnownFigure } from './exact-figures.ts';
import { type EarlierTable, linkTables, roundedRange } from './link-tables.ts';
import { openOutsider } from './outsider.ts';
import { type Problem, type ProblemCell, TOLERANCE, targetsOf } from './problem.ts';
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
  const { figures, known, rules, earlier, digest } = order;
  refuseIncomplete(figures, rules);
  const current = toProblem(figures, known, rules);
  const problem = linkTables(current, earlier);
  report(`${problem.cells.length} cells, ${problem.equations.length} equations`);
  const shown =
    rules.mode === 'ROUND'
      ? rounded(current, digest, solver)
      : await suppressed(current, problem, solver, report);
  const rows = auditFigures(current, earlier, rules, shown, solver);
  const failing = rows.filter(isTooNarrow);
  if (failing.length > 0)
    throw refusal(
      `an outsider can compute ${failing.map(({ name, low, high }) => `${name} (${low} to ${high})`).join(', ')}`,
    );
  const { operation, date, absent } = figures;
  return { operation, date, rules, figures: shown, absent, audit: rows, digest };
}

/** What an outsider can compute of everything that `shown` does not show, beside what all earlier tables show. */
export function auditFigures(
  current: TableProblem,
  earlier: readonly EarlierTable[],
  { mode }: TableRules,
  shown: readonly Figure[],
  solver: Solver,
): readonly AuditRow[] {
  const published = new Map(shown.map((figure) => [figure.id, figure.published]));
  const problem = linkTables(current, earlier);
  const cells = problem.cells.map((cell) => {
    const figure = cell.state === 'OPEN' ? (published.get(cell.id) ?? null) : null;
    return mode === 'ROUND' && figure !== null ? { ...cell, range: roundedRange(figure) } : cell;
  });
  const isHidden = ({ id, state, range }: ProblemCell): boolean =>
    state === 'HIDDEN' || (state === 'OPEN' && (range !== undefined || (published.get(id) ?? null) === null));
  return audit({ ...problem, cells }, new Set(cells.filter(isHidden).map(({ id }) => id)), solver);
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
  current: TableProblem,
  problem: Problem,
  solver: Solver,
  report: (line: string) => void,
): Promise<readonly Figure[]> {
  const hidden = await suppress(problem, solver, (broken) =>
    report(broken === 0 ? 'no attack succeeds' : `${broken} attacks succeed: choosing again`),
  );
  if (hidden === null) throw refusal(`nothing protects ${unprotected(problem, solver).join(', ')}`);
  return current.cells.map(({ id, measure, code, value }) => ({
    id,
    measure,
    code,
    published: hidden.has(id) ? null : Math.round(value),
  }));
}

function rounded(current: TableProblem, seed: string, solver: Solver): readonly Figure[] {
  const values = roundFigures({ ...current, cells: [...current.cells, ...current.rests] }, seed, solver);
  if (values === null) throw refusal('no rounding of the cells adds up');
  return current.cells.map(({ id, measure, code }) => ({
    id,
    measure,
    code,
    published: values.get(id) ?? null,
  }));
}

export function isTooNarrow({ low, high, width }: AuditRow): boolean {
  return high - low < width - TOLERANCE;
}

function audit(problem: Problem, hidden: ReadonlySet<string>, solver: Solver): readonly AuditRow[] {
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
