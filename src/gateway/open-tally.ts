/** Requests of nobody who was identified: anybody can send as many as the line takes, and none of them fills the ledger. */

/** One for a gateway. */
export interface Tally {
  /**
   * Writes a request down, or counts it; either way it is in the evidence by number. False: the ledger takes nothing, and the
   * refusal must not be given.
   */
  readonly note: (arrived: Date, code: string) => Promise<boolean>;
  /** Writes down what has been counted. */
  readonly close: () => Promise<void>;
}

/** How many have an entry of their own within `WINDOW_MS`. */
const MOST_SINGLE = 10;
const WINDOW_MS = 1_000;

/** How the entry of `requests` requests is written. False: it could not be. */
export type WriteUnidentified = (arrived: Date, code: string, requests: number) => Promise<boolean>;

interface Counted {
  /** When the first of them came. */
  readonly arrived: Date;
  readonly requests: number;
}

/**
 * Opens a tally: the first ten requests of a second have entries of their own, and what is over has one entry for each code
 * and second, with their number. What is only counted is refused before that entry is there: a refusal of this kind gives
 * nothing, and a crash loses the count of one second at most. What could not be written is tried again.
 *
 * INVARIANT: the code, the number and the time are all it looks at: nothing of what was sent.
 */
export function openTally(write: WriteUnidentified, canAppend: () => boolean): Tally {
  const counted = new Map<string, Counted>();
  let window = { end: 0, single: 0 };
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();
  const count = (code: string, arrived: Date, requests: number): void => {
    const known = counted.get(code);
    const first = known === undefined || arrived < known.arrived ? arrived : known.arrived;
    counted.set(code, { arrived: first, requests: (known?.requests ?? 0) + requests });
  };
  const writeCounted = async (): Promise<void> => {
    const taken = [...counted];
    counted.clear();
    for (const [code, { arrived, requests }] of taken)
      if (!(await write(arrived, code, requests))) count(code, arrived, requests);
  };
  const startTimer = (): void => {
    timer ??= setTimeout(() => {
      timer = null;
      writing = writing.then(writeCounted).then(() => (counted.size > 0 ? startTimer() : undefined));
    }, WINDOW_MS).unref();
  };
  return {
    note: async (arrived, code) => {
      const now = performance.now();
      if (now >= window.end) window = { end: now + WINDOW_MS, single: 0 };
      window.single += 1;
      if (window.single <= MOST_SINGLE) return write(arrived, code, 1);
      if (!canAppend()) return false;
      count(code, arrived, 1);
      startTimer();
      return true;
    },
    close: async () => {
      await writing;
      // After the last time it can be set: what is counted is written below, once.
      clearTimeout(timer ?? undefined);
      await writeCounted();
    },
  };
}
