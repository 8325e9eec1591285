/**
 * Which cells to suppress beside the sensitive ones, so that no outsider can compute any of them too closely.
 *
 * An integer program chooses; linear programs attack its choice; each attack that succeeds becomes a condition of the
 * next choice (the capacity constraints of M. Fischetti and J. J. Salazar, "Solving the cell suppression problem on
 * tabular data with linear constraints", Management Science 47(7), 2001). So what comes out is the least that holds.
 */
import { openOutsider } from './outsider.ts';
import { mostOf, type Problem, type ProblemCell, TOLERANCE, targetsOf } from './problem.ts';
import type { Row, Solver } from './solver.ts';

/** Fewest cells first; among as many, those that tell least. */
function costOf({ value }: ProblemCell, cells: number): number {
  return 1 + Math.log2(1 + Math.abs(value)) / (64 * cells);
}

/**
 * The cells that are not shown, hidden ones among them; null when no choice protects the table. `onRound`: after each
 * choice, how many attacks on it succeeded. The same problem has the same choice.
 */
export async function suppress(
  problem: Problem,
  solver: Solver,
  onRound: (broken: number) => void | Promise<void> = () => {},
): Promise<ReadonlySet<string> | null> {
  const { cells } = problem;
  const variables = cells.map((cell) => ({
    low: cell.state === 'HIDDEN' || (cell.isSensitive && cell.state === 'OPEN') ? 1 : 0,
    high: cell.state === 'KNOWN' ? 0 : 1,
  }));
  const costs = cells.map((cell) => costOf(cell, cells.length));
  const conditions: Row[] = companions(problem);
  for (;;) {
    const choice = solver.leastInteger(variables, conditions, costs);
    if (choice === null) return null;
    const suppressed = new Set(
      cells.filter((_, index) => (choice.values[index] ?? 0) > 0.5).map(({ id }) => id),
    );
    const broken = attack(problem, suppressed, solver);
    await onRound(broken.length);
    if (broken.length === 0) return suppressed;
    conditions.push(...broken);
  }
}

/** Whoever knows all cells of an equation but one knows that one: a suppressed cell has a companion in each of its equations. */
function companions({ cells, equations }: Problem): Row[] {
  const places = new Map(cells.map(({ id }, index) => [id, index]));
  return equations.flatMap(({ terms }) =>
    terms.map(({ id }) => ({
      low: 0,
      high: Infinity,
      terms: terms.map((term) => ({
        variable: places.get(term.id) ?? 0,
        factor: term.id === id ? -1 : 1,
      })),
    })),
  );
}

/** A condition for each interval that is too narrow. */
function attack(problem: Problem, suppressed: ReadonlySet<string>, solver: Solver): Row[] {
  const { cells } = problem;
  const most = mostOf(problem);
  const places = new Map(cells.map(({ id }, index) => [id, index]));
  const outsider = openOutsider(problem, suppressed, solver);
  const broken = targetsOf(problem, suppressed).flatMap((target): Row[] => {
    const { low, high, prices } = outsider.intervalOf(target);
    if (high - low >= target.width - TOLERANCE) return [];
    const terms = cells.flatMap(({ value, range }, variable) => {
      const [lowest, highest] = range ?? [0, most];
      const price = prices[variable] ?? { more: 0, less: 0 };
      const room = price.more * (highest - value) + price.less * (value - lowest);
      const factor = Math.min(target.width, room);
      return factor > TOLERANCE ? [{ variable, factor }] : [];
    });
    // A cell asks for its room only where it is suppressed itself; a change always does.
    const own = places.get(target.name);
    if (own === undefined) return [{ low: target.width, high: Infinity, terms }];
    const others = terms.filter(({ variable }) => variable !== own);
    const itself = terms.find(({ variable }) => variable === own)?.factor ?? 0;
    return [{ low: 0, high: Infinity, terms: [...others, { variable: own, factor: itself - target.width }] }];
  });
  outsider.close();
  return broken;
}
