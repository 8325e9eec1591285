/** Something in a log that is not as it was given out. */
export interface LogFault {
  /** The entry; null: the log as a whole. */
  readonly index: number | null;
  readonly problem: string;
}

/** Faults as they are found, of which the first is kept, by the order of entries, and the number of all. */
export interface Findings {
  readonly add: (index: number | null, problem: string) => void;
  readonly first: () => LogFault | null;
  readonly count: () => number;
}

/** However much of a log is damaged, this stays small. */
export function openFindings(): Findings {
  let first: LogFault | null = null;
  let count = 0;
  return {
    add: (index, problem) => {
      count += 1;
      if (first === null || (index ?? -1) < (first.index ?? -1)) first = { index, problem };
    },
    first: () => first,
    count: () => count,
  };
}
