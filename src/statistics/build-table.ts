/** From exact figures to a table that can be shown: cells chosen, audited as an outsider would attack them, or refused. */
import { GatewayError } from '../errors.ts';
import type { ExactFigures, KnownFigure } from './exact-figures.ts';
import { type EarlierTable, linkTables, roundedRange } from './link-tables.ts';
import { openOutsider } from './outsider.ts';
import { mostOf, type Problem, type ProblemCell, TOLERANCE, targetsOf } from './problem.ts';
import type { AuditRow, Figure, ProtectedTable } from './protected-table.ts';
import { roundFigures } from './round-figures.ts';
import type { Solver } from './solver.ts';
import { suppress } from './suppress.ts';
import type { TableRules } from './table-rules.ts';
import { isEmpty, type TableCell, type TableProblem, toProblem } from './to-problem.ts';

export interface TableOrder {
  readonly figures: ExactFigures;
  readonly known: readonly KnownFigure[];
  readonly rules: TableRules;
  /** All tables of the operation that were released before. */
  readonly earlier: readonly EarlierTable[];
  /** The commitment to the figures, which is shown. */
  readonly digest: string;
  /** Secret: it draws which way figures are rounded. */
  readonly seed: string;
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
  const { figures, known, rules, earlier, digest, seed } = order;
  refuseIncomplete(figures, rules);
  refuseOtherMode(rules, earlier);
  const current = toProblem(figures, known, rules, solver);
  const problem = linkTables(current, earlier);
  report(`${problem.cells.length} cells, ${problem.equations.length} equations`);
  const release = (shown: readonly Figure[]): readonly AuditRow[] =>
    auditFigures(current, earlier, rules, shown, solver);
  const shown =
    rules.mode === 'ROUND'
      ? rounded(current, earlier, seed, solver, (figures) => !release(figures).some(isTooNarrow))
      : suppressed(current, problem, solver, report);
  const rows = release(shown);
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
  const tableCells = new Map(current.cells.map((cell) => [cell.id, cell]));
  const cells = problem.cells.map((cell) => {
    const figure = cell.state === 'OPEN' ? (published.get(cell.id) ?? null) : null;
    const own = tableCells.get(cell.id);
    return mode === 'ROUND' && figure !== null && own !== undefined
      ? { ...cell, range: roundedRange(own, figure) }
      : cell;
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

function suppressed(
  current: TableProblem,
  problem: Problem,
  solver: Solver,
  report: (line: string) => void,
): readonly Figure[] {
  const hidden = suppress(problem, solver, (broken) =>
    report(broken === 0 ? 'no attack succeeds' : `${broken} attacks succeed: choosing again`),
  );
  if (hidden === null) throw refusal(`nothing protects ${unprotected(problem, solver).join(', ')}`);
  return reportedIn(current).map(({ id, measure, code, value, state }) => ({
    id,
    measure,
    code,
    isKnown: state === 'KNOWN',
    published: hidden.has(id) ? null : Math.round(value),
  }));
}

/** Of so many roundings the first that can be released. */
const MOST_ROUNDINGS = 30;

function rounded(
  current: TableProblem,
  earlier: readonly EarlierTable[],
  seed: string,
  solver: Solver,
  canBeReleased: (figures: readonly Figure[]) => boolean,
): readonly Figure[] {
  const kept = unchangedSince(current, earlier.at(-1));
  let figures: readonly Figure[] = [];
  for (let attempt = 0; attempt < MOST_ROUNDINGS; attempt += 1) {
    const values = roundFigures(current, kept, `${seed} ${attempt}`, solver);
    if (values === null) throw refusal('no rounding of the cells adds up');
    figures = reportedIn(current).map(({ id, measure, code, state }) => ({
      id,
      measure,
      code,
      isKnown: state === 'KNOWN',
      published: values.get(id) ?? null,
    }));
    if (canBeReleased(figures)) break;
  }
  return figures;
}

/** What was shown of cells that are as they were: rounded the other way, they would show themselves. */
function unchangedSince(current: TableProblem, last: EarlierTable | undefined): ReadonlyMap<string, number> {
  const then = new Map(last?.problem.cells.map(({ id, value }) => [id, value]));
  const same = new Set(current.cells.filter(({ id, value }) => then.get(id) === value).map(({ id }) => id));
  return new Map(
    last?.table.figures.flatMap(({ id, published }) =>
      same.has(id) && published !== null ? [[id, published] as const] : [],
    ),
  );
}

/** Cells of the table: of a country that has not reported there is none. */
function reportedIn({ cells }: TableProblem): readonly TableCell[] {
  return cells.filter(({ isReported }) => isReported);
}

function refuseOtherMode({ mode }: TableRules, earlier: readonly EarlierTable[]): void {
  const other = earlier.find(({ table }) => table.rules.mode !== mode);
  if (other !== undefined)
    throw refusal(
      `the table of ${other.table.date} was made with \`mode\` ${other.table.rules.mode}: all tables of an operation are made in one way`,
    );
}

export function isTooNarrow({ low, high, width }: AuditRow): boolean {
  return low !== null && high !== null && high - low < width - TOLERANCE;
}

function audit(problem: Problem, hidden: ReadonlySet<string>, solver: Solver): readonly AuditRow[] {
  const outsider = openOutsider(problem, hidden, solver);
  // The programs' own limit is no knowledge of an outsider's; and as a sum of all cells it would tell what is held back.
  const limit = mostOf(problem) / 2;
  const within = (value: number): number | null => (Math.abs(value) > limit ? null : round(value));
  const rows = targetsOf(problem, hidden).map((target): AuditRow => {
    const { low, high } = outsider.intervalOf(target);
    return { name: target.name, low: within(low), high: within(high), width: target.width };
  });
  outsider.close();
  return rows;
}

/** What can be computed even when nothing at all is shown that could be held back. */
function unprotected(problem: Problem, solver: Solver): readonly string[] {
  const all = new Set(problem.cells.filter(({ state }) => state !== 'KNOWN').map(({ id }) => id));
  const failing = audit(problem, all, solver)
    .filter(isTooNarrow)
    .map(({ name }) => name);
  // What is not small can be shown, and is no reason.
  const large = new Set(
    problem.cells.filter(({ state, isSensitive }) => state === 'OPEN' && !isSensitive).map(({ id }) => id),
  );
  const reasons = failing.filter((name) => !large.has(name));
  return reasons.length > 0 ? reasons : ['the table as a whole'];
}

function refusal(what: string): GatewayError {
  return new GatewayError('STATISTICS_NOT_RELEASABLE', what);
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
