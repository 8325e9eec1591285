/** How what was compiled is fetched: as it stands, or planned by the stitching library, which is the reference. */
export const EXECUTION_PATHS = ['COMPILED', 'REFERENCE'] as const;
export type ExecutionPath = (typeof EXECUTION_PATHS)[number];

/** Which path a query took, and why. */
export interface ExplainedPath {
  readonly taken: ExecutionPath;
  readonly why: string;
}

/** Every query that validates can be compiled: another path is taken because a setting says so, and for no other reason. */
export function explainPath(taken: ExecutionPath): ExplainedPath {
  const why =
    taken === 'COMPILED'
      ? 'every query is compiled, and asked of each owner as it was compiled'
      : 'the setting `execution` of this gateway says so';
  return { taken, why };
}
