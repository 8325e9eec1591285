/**
 * Two tables of one operation tell more than each alone: their difference. Whoever knows that nothing else has changed
 * sees a single report between two dates; so a new table is protected together with all that were released before.
 */
import type { Equation, Problem, ProblemCell, Target } from './problem.ts';
import type { ProtectedTable } from './protected-table.ts';
import { ROUNDING_BASE } from './table-rules.ts';
import type { TableProblem } from './to-problem.ts';

/** A released table with what is behind it. */
export interface EarlierTable {
  readonly table: ProtectedTable;
  readonly problem: TableProblem;
}

/** The problem of a new table, with every earlier table of its operation as an outsider has seen it. */
export function linkTables(current: TableProblem, earlier: readonly EarlierTable[]): Problem {
  const linked = earlier.map((one) => linkTo(current, one));
  return {
    cells: [...current.cells, ...current.rests, ...linked.flatMap(({ cells }) => cells)],
    equations: [...current.equations, ...linked.flatMap(({ equations }) => equations)],
    targets: linked.flatMap(({ targets }) => targets),
  };
}

function linkTo(current: TableProblem, { table, problem }: EarlierTable): Problem {
  const idOf = (id: string): string => `${table.date} ${id}`;
  const figures = new Map(table.figures.map((figure) => [figure.id, figure.published]));
  const seen = problem.cells.map((cell): ProblemCell => {
    const shown = figures.get(cell.id) ?? null;
    const own = { ...cell, id: idOf(cell.id) };
    if (cell.state === 'KNOWN') return own;
    if (table.rules.mode === 'ROUND' && shown !== null)
      return { ...own, state: 'HIDDEN', range: roundedRange(shown) };
    return { ...own, state: shown === null ? 'HIDDEN' : 'KNOWN' };
  });
  const now = new Map(current.cells.map((cell) => [cell.id, cell]));
  const both = problem.cells.flatMap((then) => {
    const cell = now.get(then.id);
    return cell === undefined ? [] : [{ then, now: cell }];
  });
  const difference = (id: string): Equation['terms'] => [
    { id, factor: 1 },
    { id: idOf(id), factor: -1 },
  ];
  const unchanged = both
    .filter(({ then, now: cell }) => then.value === cell.value)
    .map(
      ({ now: { id } }): Equation => ({
        name: `${id} is as on ${table.date}`,
        terms: difference(id),
        constant: 0,
      }),
    );
  const targets = both.flatMap(({ then, now: cell }): Target[] => {
    const change = Math.abs(cell.value - then.value);
    if (change === 0 || change > cell.width) return [];
    return [
      { name: `the change of ${cell.id} since ${table.date}`, terms: difference(cell.id), width: cell.width },
    ];
  });
  const before = problem.equations.map(({ name, terms, constant }) => ({
    name: `${table.date}: ${name}`,
    terms: terms.map(({ id, factor }) => ({ id: idOf(id), factor })),
    constant,
  }));
  const rests = problem.rests.map((rest) => ({ ...rest, id: idOf(rest.id) }));
  return { cells: [...seen, ...rests], equations: [...before, ...unchanged], targets };
}

/** What an outsider knows of a figure that has been rounded to a neighbouring multiple. */
export function roundedRange(shown: number): readonly [low: number, high: number] {
  const most = ROUNDING_BASE - 1;
  return [Math.max(0, shown - most), shown + most];
}
