/** What an outsider can compute from all that is shown: two linear programs for everything that is not. */
import { mostOf, type Problem, type Target } from './problem.ts';
import type { Solver, Variable } from './solver.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
  /** By cell: how much wider the interval can grow with each unit that the cell could be more, or less. */
  readonly prices: readonly { readonly more: number; readonly less: number }[];
}

export interface Outsider {
  readonly intervalOf: (target: Pick<Target, 'terms'>) => Interval;
  readonly close: () => void;
}

/** An outsider who sees all cells but those of `suppressed`, and knows that all equations hold. */
export function openOutsider(problem: Problem, suppressed: ReadonlySet<string>, solver: Solver): Outsider {
  const most = mostOf(problem);
  const places = new Map(problem.cells.map(({ id }, place) => [id, place]));
  const placeOf = (id: string): number => {
    const place = places.get(id);
    if (place === undefined) throw new Error(`no cell \`${id}\` in the table`);
    return place;
  };
  const variables = problem.cells.map(({ id, value, range }): Variable => {
    const [low, high] = suppressed.has(id) ? (range ?? [0, most]) : [value, value];
    return { low, high };
  });
  const rows = problem.equations.map(({ terms, constant }) => ({
    low: constant,
    high: constant,
    terms: terms.map(({ id, factor }) => ({ variable: placeOf(id), factor })),
  }));
  const program = solver.openLinear(variables, rows);
  return {
    intervalOf: ({ terms }) => {
      const costs = variables.map(() => 0);
      for (const { id, factor } of terms) costs[placeOf(id)] = factor;
      const [top, bottom] = [program.most(costs), program.least(costs)];
      if (top === null || bottom === null) throw new Error('the cells contradict their equations');
      const prices = variables.map((_, index) => {
        const [upper, lower] = [top.reduced[index] ?? 0, -(bottom.reduced[index] ?? 0)];
        return {
          more: Math.max(0, upper) + Math.max(0, lower),
          less: Math.max(0, -upper) + Math.max(0, -lower),
        };
      });
      return { low: bottom.objective, high: top.objective, prices };
    },
    close: program.close,
  };
}
