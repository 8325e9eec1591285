import type { CountryCode } from '../../terms.ts';

/** How long one query waits, and whether anybody still waits for it. Made anew for each query, never shared. */
export interface Deadline {
  /** Aborted when whoever asked has hung up: nobody is called any more. */
  readonly hungUp: AbortSignal;
  /**
   * What is left for `system`, whose own limit for one query is `limitMs`. The limit runs from the first time that this is
   * called for the system, over all messages and retries.
   */
  readonly leftFor: (system: CountryCode, limitMs: number) => TimeLeft;
  /** What is left for the whole query, in milliseconds; 0: it is over. */
  readonly leftMs: () => number;
}

export interface TimeLeft {
  /** Milliseconds; 0: nothing may be sent. */
  readonly ms: number;
  /**
   * The system has its own limit, whole: it is slow when that passes. False: the query ends before, because the caller is
   * in a hurry or another system took its time, and nothing can be said of this one.
   */
  readonly isOwn: boolean;
}

/** A query ends `withinMs` after `since`, which is a `performance.now()`: the clock of the day may jump. */
export function openDeadline(
  withinMs: number,
  hungUp: AbortSignal = new AbortController().signal,
  since: number = performance.now(),
): Deadline {
  const end = since + withinMs;
  const firstAsked = new Map<CountryCode, number>();
  return {
    hungUp,
    leftMs: () => Math.max(0, Math.ceil(end - performance.now())),
    leftFor: (system, limitMs) => {
      const now = performance.now();
      const first = firstAsked.get(system) ?? now;
      firstAsked.set(system, first);
      const ownEnd = first + limitMs;
      return { ms: Math.max(0, Math.ceil(Math.min(ownEnd, end) - now)), isOwn: ownEnd <= end };
    },
  };
}
