/**
 * Two tables of one operation tell more than each alone: their difference. Whoever knows that nothing else has changed
 * sees a single report between two dates; so a new table is protected together with all that were released before.
 */
import type { Equation, Problem, ProblemCell, Target } from './problem.ts';
import type { ProtectedTable } from './protected-table.ts';
import { ROUNDING_BASE } from './table-rules.ts';
import type { TableCell, TableProblem } from './to-problem.ts';

/** A released table with what is behind it. */
export interface EarlierTable {
  readonly table: ProtectedTable;
  readonly problem: TableProblem;
}

/** The problem of a new table, with every earlier table of its operation as an outsider has seen it. */
export function linkTables(current: TableProblem, earlier: readonly EarlierTable[]): Problem {
  const linked = earlier.map((one) => linkTo(current, one));
  return {
    cells: [...current.cells, ...linked.flatMap(({ cells }) => cells)],
    equations: [...current.equations, ...linked.flatMap(({ equations }) => equations)],
    targets: linked.flatMap(({ targets }) => targets),
  };
}

function linkTo(current: TableProblem, { table, problem }: EarlierTable): Problem {
  const idOf = (id: string): string => `${table.date} ${id}`;
  const difference = (id: string): Equation['terms'] => [
    { id, factor: 1 },
    { id: idOf(id), factor: -1 },
  ];
  const both = pairsOf(problem, current);
  const unchanged = both
    .filter(([then, now]) => isCount(now) && then.value === now.value)
    .map(
      ([, { id }]): Equation => ({
        name: `${id} is as on ${table.date}`,
        terms: difference(id),
        constant: 0,
      }),
    );
  const targets = both.flatMap(([then, now]): Target[] => {
    const change = Math.abs(now.value - then.value);
    // A change that a press release names is no secret of the table.
    const isNamed = then.state === 'KNOWN' && now.state === 'KNOWN';
    if (change === 0 || change > now.width || isNamed) return [];
    return [
      { name: `the change of ${now.id} since ${table.date}`, terms: difference(now.id), width: now.width },
    ];
  });
  const before = problem.equations.map(({ name, terms, constant }) => ({
    name: `${table.date}: ${name}`,
    terms: terms.map(({ id, factor }) => ({ id: idOf(id), factor })),
    constant,
  }));
  return { cells: seenCells(table, problem, idOf), equations: [...before, ...unchanged], targets };
}

/** Cells that were reported for both tables. */
function pairsOf(before: TableProblem, current: TableProblem): readonly (readonly [TableCell, TableCell])[] {
  const now = new Map(current.cells.map((cell) => [cell.id, cell]));
  return before.cells.flatMap((then): (readonly [TableCell, TableCell])[] => {
    const cell = now.get(then.id);
    return cell !== undefined && then.isReported && cell.isReported ? [[then, cell]] : [];
  });
}

/** What is counted itself, and not summed up from others: of a sum nobody knows whether it has changed. */
function isCount({ measure, code }: TableCell): boolean {
  return code !== null && measure !== 'ARRESTED_OR_SUSPECTED';
}

function seenCells(
  { figures, rules }: ProtectedTable,
  { cells }: TableProblem,
  idOf: (id: string) => string,
): readonly ProblemCell[] {
  const published = new Map(figures.map((figure) => [figure.id, figure.published]));
  return cells.map((cell): ProblemCell => {
    const shown = published.get(cell.id) ?? null;
    const own = { ...cell, id: idOf(cell.id) };
    if (cell.state === 'KNOWN') return own;
    if (shown === null) return { ...own, state: 'HIDDEN' };
    return rules.mode === 'ROUND'
      ? { ...own, state: 'HIDDEN', range: roundedRange(cell, shown) }
      : { ...own, state: 'KNOWN' };
  });
}

/** What an outsider knows of a figure that has been rounded to a neighbouring multiple; a volume is no whole number. */
export function roundedRange({ measure }: TableCell, shown: number): readonly [low: number, high: number] {
  const most = measure === 'SEIZED_DATA_TB' ? ROUNDING_BASE : ROUNDING_BASE - 1;
  return [Math.max(0, shown - most), shown + most];
}
