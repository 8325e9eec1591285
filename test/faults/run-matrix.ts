/** Cells by the dozen: side by side in lanes, each lane one cell after the other. */
import type { Failing } from './failing.ts';
import type { Fault } from './faults.ts';
import type { Lane } from './lane.ts';
import { type CellResult, runCell } from './run-cell.ts';
import type { Stage } from './stage.ts';

/** Cells that share a gateway, one after the other. */
export interface Walk {
  /** By country: by what it fails in one of the cells. Its address and its limit are chosen by it. */
  readonly planned: Failing;
  readonly cells: readonly Failing[];
}

export interface MatrixOptions {
  readonly lanes: number;
  readonly isStopped?: () => boolean;
  readonly onCell?: (failing: Failing, result: CellResult) => void;
}

/** The limit of a country whose fault has no end of its own. */
const SHORT_MS = 150;

/** The cells of `fault` in each of `countries`. */
export function walksOf(fault: Fault, countries: readonly string[]): readonly Walk[] {
  const cells = countries.map((country): Failing => new Map([[country, fault]]));
  // A short limit is one country's while the others are well, so such a cell has a gateway of its own.
  if (fault.isEndless) return cells.map(walkOf);
  return [{ planned: new Map(countries.map((country) => [country, fault])), cells }];
}

/** One cell, in which one country fails, or several at once. */
export function walkOf(failing: Failing): Walk {
  return { planned: failing, cells: [failing] };
}

export async function runMatrix(
  stage: Stage,
  walks: readonly Walk[],
  { lanes, isStopped = () => false, onCell = () => {} }: MatrixOptions,
): Promise<readonly (readonly [Failing, CellResult])[]> {
  const waiting = [...walks];
  const results: (readonly [Failing, CellResult])[] = [];
  const work = async (): Promise<void> => {
    const lane = await stage.openLane();
    try {
      for (let walk = waiting.shift(); walk !== undefined && !isStopped(); walk = waiting.shift()) {
        await runWalk(stage, lane, walk, isStopped, (failing, result) => {
          results.push([failing, result]);
          onCell(failing, result);
        });
      }
    } finally {
      await lane.close();
    }
  };
  await Promise.all(Array.from({ length: Math.min(lanes, walks.length) }, work));
  return results;
}

async function runWalk(
  stage: Stage,
  lane: Lane,
  { planned, cells }: Walk,
  isStopped: () => boolean,
  tell: (failing: Failing, result: CellResult) => void,
): Promise<void> {
  const endless = [...planned].filter(([, { isEndless }]) => isEndless);
  const limits = Object.fromEntries(endless.map(([country]) => [country, SHORT_MS]));
  const gateway = await lane.openGateway({ faults: planned, limits });
  try {
    for (const failing of cells) {
      if (isStopped()) return;
      tell(failing, await runCell(stage, lane, gateway, failing));
    }
  } finally {
    await gateway.close();
  }
}
