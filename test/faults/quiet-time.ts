/**
 * Work side by side, and work that has the process for itself: what has a limit of 150 ms is not to wait for others of
 * this process. Nothing is assumed of other processes.
 */
export interface QuietTime {
  readonly together: <T>(work: () => Promise<T>) => Promise<T>;
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>;
}

export function openQuietTime(): QuietTime {
  const running = new Set<Promise<unknown>>();
  let last: Promise<unknown> = Promise.resolve();
  const settled = (work: Promise<unknown>): Promise<unknown> => work.catch(() => {});
  return {
    together: async (work) => {
      // What waits alone goes first, and another may have come while it ran.
      for (let seen = null as unknown; seen !== last; ) {
        seen = last;
        await last;
      }
      const own = work();
      const ended = settled(own).finally(() => running.delete(ended));
      running.add(ended);
      return own;
    },
    alone: (work) => {
      const before = last;
      const own = before.then(() => Promise.all(running)).then(work);
      last = settled(own);
      return own;
    },
  };
}
