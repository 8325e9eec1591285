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
  /** Whether something was found of an entry from `from` to before `before`. */
  readonly isAnyIn: (from: number, before: number) => boolean;
}

/** However much of a log is damaged, this takes a number for each fault, and no text but the first. */
export function openFindings(): Findings {
  let first: LogFault | null = null;
  const places: (number | null)[] = [];
  return {
    add: (index, problem) => {
      places.push(index);
      if (first === null || placeOf(index) < placeOf(first.index)) first = { index, problem };
    },
    first: () => first,
    count: () => places.length,
    isAnyIn: (from, before) => places.some((place) => place !== null && place >= from && place < before),
  };
}

/** An entry says more than the log as a whole. */
function placeOf(index: number | null): number {
  return index ?? Number.POSITIVE_INFINITY;
}
