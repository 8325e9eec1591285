import { cellWords } from './cell-words.ts';
import { FAULTS } from './faults.ts';
import { runMatrix, type Walk, walksOf } from './run-matrix.ts';
import type { Stage } from './stage.ts';

/** Runs the cells of one fault in every country, and gives those that were not survived, each with what was wrong. */
export function unsurvived(stage: Stage, name: string): Promise<readonly string[]> {
  const fault = FAULTS.find((one) => one.name === name);
  if (fault === undefined) throw new Error(`no fault is called \`${name}\``);
  return unsurvivedOf(stage, walksOf(fault, stage.codes));
}

export async function unsurvivedOf(stage: Stage, walks: readonly Walk[]): Promise<readonly string[]> {
  const cells = await runMatrix(stage, walks, { lanes: 4 });
  if (cells.length === 0) throw new Error('no cell was run');
  return cells.flatMap(([failing, { faults }]) => faults.map((fault) => `${cellWords(failing)}: ${fault}`));
}
