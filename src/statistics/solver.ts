/** Linear and integer programs, solved by HiGHS (WebAssembly, one thread: the same program has the same solution). */
import type { Highs, Model, ModelData } from 'highs';

export interface Variable {
  readonly low: number;
  readonly high: number;
}

/** `low` to `high` is what the sum of factor times variable may be. */
export interface Row {
  readonly low: number;
  readonly high: number;
  readonly terms: readonly { readonly variable: number; readonly factor: number }[];
}

/** `reduced`: how the objective grows with each variable; of a linear program only. */
export interface Solution {
  readonly objective: number;
  readonly values: ArrayLike<number>;
  readonly reduced: ArrayLike<number>;
}

/** A linear program whose objective changes; null when there is no solution. `close` gives its memory back. */
export interface LinearProgram {
  readonly most: (costs: readonly number[]) => Solution | null;
  readonly least: (costs: readonly number[]) => Solution | null;
  readonly close: () => void;
}

export interface Solver {
  readonly openLinear: (variables: readonly Variable[], rows: readonly Row[]) => LinearProgram;
  /** The least that `costs` come to when every variable is an integer; null when there is no solution. */
  readonly leastInteger: (
    variables: readonly Variable[],
    rows: readonly Row[],
    costs: readonly number[],
  ) => Solution | null;
}

let loading: Promise<Highs> | null = null;

/** Loads HiGHS, once for a process. What it gives throws when HiGHS gives up. */
export async function openSolver(): Promise<Solver> {
  // Its declarations are read as those of a CommonJS module, which it is not here.
  loading ??= import('highs').then((module) => (module.default as unknown as () => Promise<Highs>)());
  const highs = await loading;
  return {
    openLinear: (variables, rows) => {
      const model = modelOf(highs, variables, rows);
      const columns = { kind: 'range', from: 0, to: variables.length - 1 } as const;
      const solve = (sense: 'maximize' | 'minimize', costs: readonly number[]): Solution | null => {
        model.changeObjectiveSense(highs.constants.objectiveSense[sense]);
        model.changeColsCost(columns, costs);
        return run(highs, model);
      };
      return {
        most: (costs) => solve('maximize', costs),
        least: (costs) => solve('minimize', costs),
        close: () => model.dispose(),
      };
    },
    leastInteger: (variables, rows, costs) => {
      const integrality = variables.map(() => highs.constants.variableType.integer);
      const model = modelOf(highs, variables, rows, { integrality, colCost: costs });
      try {
        return run(highs, model);
      } finally {
        model.dispose();
      }
    },
  };
}

function modelOf(
  highs: Highs,
  variables: readonly Variable[],
  rows: readonly Row[],
  more: Partial<ModelData> = {},
): Model {
  const starts = [0];
  for (const { terms } of rows) starts.push((starts.at(-1) ?? 0) + terms.length);
  const terms = rows.flatMap((row) => row.terms);
  const model = highs.createModel({
    numCols: variables.length,
    numRows: rows.length,
    colCost: variables.map(() => 0),
    colLower: variables.map(({ low }) => low),
    colUpper: variables.map(({ high }) => high),
    rowLower: rows.map(({ low }) => low),
    rowUpper: rows.map(({ high }) => high),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: variables.length,
      starts,
      indices: terms.map(({ variable }) => variable),
      values: terms.map(({ factor }) => factor),
    },
    ...more,
  });
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 1e-9 });
  return model;
}

function run(highs: Highs, model: Model): Solution | null {
  const { modelStatus } = model.run();
  if (modelStatus === highs.constants.modelStatus.infeasible) return null;
  if (modelStatus !== highs.constants.modelStatus.optimal)
    throw new Error(`HiGHS gave up: status ${modelStatus}`);
  const { colValue, colDual } = model.getSolution();
  return { objective: model.getObjectiveValue(), values: colValue, reduced: colDual };
}
