/**
 * Which cells to suppress beside the sensitive ones, so that no outsider can compute any of them too closely.
 *
 * An integer program chooses; linear programs attack its choice; each attack that succeeds becomes a condition of the
 * next choice (the capacity constraints of M. Fischetti and J. J. Salazar, "Solving the cell suppression problem on
 * tabular data with linear constraints", Management Science 47(7), 2001). So what comes out is the least that holds, if
 * it is found within `MOST_FREE_CHOICES`; after these it holds, and none of it is needless.
 */
import { openOutsider } from './outsider.ts';
import { mostOf, type Problem, type ProblemCell, TOLERANCE, targetsOf } from './problem.ts';
import type { Row, Solver } from './solver.ts';

/** After so many choices the next ones only add to the last: a good choice is found then, and perhaps not the least. */
const MOST_FREE_CHOICES = 40;

/** Fewest cells first; among as many, those that tell least. */
function costOf({ value }: ProblemCell, cells: number): number {
  return 1 + Math.log2(1 + Math.abs(value)) / (64 * cells);
}

/**
 * The cells that are not shown, hidden ones among them; null when no choice protects the table. `onRound`: after each
 * choice, how many attacks on it succeeded. The same problem has the same choice.
 */
export function suppress(
  problem: Problem,
  solver: Solver,
  onRound: (broken: number) => void = () => {},
): ReadonlySet<string> | null {
  const { cells } = problem;
  const costs = cells.map((cell) => costOf(cell, cells.length));
  const conditions: Row[] = companions(problem);
  let kept: ReadonlySet<string> = new Set();
  for (let round = 1; ; round += 1) {
    const variables = cells.map(({ id, state, isSensitive }) => ({
      low: state === 'HIDDEN' || (isSensitive && state === 'OPEN') || kept.has(id) ? 1 : 0,
      high: state === 'KNOWN' ? 0 : 1,
    }));
    const choice = solver.leastInteger(variables, conditions, costs);
    if (choice === null) return null;
    const suppressed = new Set(
      cells.filter((_, index) => (choice.values[index] ?? 0) > 0.5).map(({ id }) => id),
    );
    const broken = attack(problem, suppressed, solver);
    onRound(broken.length);
    if (broken.length === 0)
      return round > MOST_FREE_CHOICES ? withoutNeedless(problem, suppressed, solver) : suppressed;
    conditions.push(...broken);
    if (round >= MOST_FREE_CHOICES) kept = suppressed;
  }
}

/** `suppressed` without cells that it can do without; those that tell most are tried first. */
function withoutNeedless(
  problem: Problem,
  suppressed: ReadonlySet<string>,
  solver: Solver,
): ReadonlySet<string> {
  const secondary = problem.cells.filter(
    ({ id, state, isSensitive }) => state === 'OPEN' && !isSensitive && suppressed.has(id),
  );
  let least = suppressed;
  for (const { id } of secondary.sort((left, right) => right.value - left.value)) {
    const fewer = new Set([...least].filter((one) => one !== id));
    if (attack(problem, fewer, solver).length === 0) least = fewer;
  }
  return least;
}

/** Whoever knows all cells of an equation but one knows that one: a suppressed cell has a companion in each of its equations. */
function companions({ cells, equations }: Problem): Row[] {
  const places = new Map(cells.map(({ id }, index) => [id, index]));
  const ranged = new Set(cells.filter(({ range }) => range !== undefined).map(({ id }) => id));
  return equations.flatMap(({ terms }) =>
    terms
      .filter(({ id }) => !ranged.has(id))
      .map(({ id }) => ({
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
  const outsider = openOutsider(problem, suppressed, solver);
  const broken = targetsOf(problem, suppressed).flatMap((target): Row[] => {
    const { low, high, prices } = outsider.intervalOf(target);
    if (high - low >= target.width - TOLERANCE) return [];
    const own = cells.findIndex(({ id }) => id === target.name);
    const terms = cells.flatMap(({ value, range }, variable) => {
      const [lowest, highest] = range ?? [0, most];
      const price = prices[variable] ?? { more: 0, less: 0 };
      const room = price.more * (highest - value) + price.less * (value - lowest);
      // A cell asks for its room only where it is suppressed itself; a change always does.
      const factor = Math.min(target.width, room) - (variable === own ? target.width : 0);
      return Math.abs(factor) > TOLERANCE ? [{ variable, factor }] : [];
    });
    return [{ low: own < 0 ? target.width : 0, high: Infinity, terms }];
  });
  outsider.close();
  return broken;
}
