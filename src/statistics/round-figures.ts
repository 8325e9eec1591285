/** Controlled rounding: every figure to one of its two neighbouring multiples, so that the table still adds up. */
import { createHash } from 'node:crypto';
import type { Problem } from './problem.ts';
import type { Row, Solver } from './solver.ts';
import { ROUNDING_BASE } from './table-rules.ts';

/**
 * By cell its rounded value; null when no rounding adds up. Which way a figure would go by itself is drawn with `seed`, as
 * likely as it is near: who knows the procedure learns nothing from the side. The same seed draws the same.
 */
export function roundFigures(
  { cells, equations }: Problem,
  kept: ReadonlyMap<string, number>,
  seed: string,
  solver: Solver,
): ReadonlyMap<string, number> | null {
  const places = new Map(cells.map(({ id }, place) => [id, place]));
  const floors = cells.map(({ value }) => Math.floor(value / ROUNDING_BASE) * ROUNDING_BASE);
  const goesUp = cells.map(
    ({ id, value }, place) => draw(seed, id) * ROUNDING_BASE < value - (floors[place] ?? 0),
  );
  const variables = cells.map(({ id, value }, place) => {
    const floor = floors[place] ?? 0;
    const shown = kept.get(id);
    if (shown !== undefined) return { low: shown > floor ? 1 : 0, high: shown > floor ? 1 : 0 };
    return { low: 0, high: value > floor ? 1 : 0 };
  });
  const rows = equations.map(({ terms, constant }): Row => {
    const floor = terms.reduce((sum, { id, factor }) => sum + factor * (floors[places.get(id) ?? 0] ?? 0), 0);
    return {
      low: constant - floor,
      high: constant - floor,
      terms: terms.map(({ id, factor }) => ({
        variable: places.get(id) ?? 0,
        factor: factor * ROUNDING_BASE,
      })),
    };
  });
  // Each figure that goes the other way costs one.
  const costs = goesUp.map((up) => (up ? -1 : 1));
  const rounded = solver.leastInteger(variables, rows, costs);
  if (rounded === null) return null;
  return new Map(
    cells.map(({ id }, place) => [
      id,
      (floors[place] ?? 0) + (Math.round(rounded.values[place] ?? 0) === 1 ? ROUNDING_BASE : 0),
    ]),
  );
}

/** From 0 up to, not including, 1. */
function draw(seed: string, id: string): number {
  return createHash('sha256').update(`${seed} ${id}`).digest().readUInt32BE() / 2 ** 32;
}
