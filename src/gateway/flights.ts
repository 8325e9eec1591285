/**
 * Joining in flight: queries that are alike, of callers who are alike to the rules, and that overlap in time are asked and
 * answered once. Each caller has an entry of their own in the evidence, and nobody's hanging up costs another anything.
 */
import type { Requester } from '../access/access-class.ts';
import type { Deadline } from '../countries/connection/deadline.ts';
import type { KnownQuery } from './query-reader.ts';

declare const ASKER: unique symbol;
/** All of a caller that an answer may hang on, and nothing else: made by `askerKeyOf` alone. */
export type AskerKey = string & { readonly [ASKER]: true };

/**
 * The key of `requester`, for whom the access class is the same whatever the operation. Callers who wait for different times
 * are not joined: who is in no hurry would get what is there when another's time is up.
 */
export function askerKeyOf({ country, purpose, date, logUp }: Requester, deadlineMs: number): AskerKey {
  return JSON.stringify([country, purpose, date, logUp, deadlineMs]) as AskerKey;
}

export interface Flights<Result> {
  /**
   * What `start` gives, for this caller or for the one before who is still under way; null where that one failed, or has
   * another time left: then a caller asks for themselves. `start` gets a deadline that is over when all have hung up, and
   * `land`, after which nobody joins any more. Rejects as `start` does, for the caller who began.
   */
  readonly join: (
    query: KnownQuery,
    asker: AskerKey,
    deadline: Deadline,
    start: (deadline: Deadline, land: () => void) => Promise<Result>,
  ) => Promise<Result | null>;
}

interface Flight<Result> {
  readonly result: Promise<Result>;
  /** Of the caller who began. */
  readonly deadline: Deadline;
  readonly board: (hungUp: AbortSignal) => () => void;
}

/** Of one gateway. `shared` is told each result that several callers get, before any of them has it. */
export function openFlights<Result>(shared: (result: Result) => void): Flights<Result> {
  const all = new WeakMap<KnownQuery, Map<AskerKey, Flight<Result>>>();
  return {
    join: async (query, asker, deadline, start) => {
      const flying = all.get(query) ?? new Map<AskerKey, Flight<Result>>();
      all.set(query, flying);
      const known = flying.get(asker);
      if (known !== undefined) return isInTime(known, deadline) ? follow(known, deadline) : null;
      const everybody = openHangUps();
      let own: Flight<Result> | null = null;
      // Another one may have begun under this key since.
      const land = (): void => {
        if (own !== null && flying.get(asker) === own) flying.delete(asker);
      };
      everybody.gone.addEventListener('abort', land, { once: true });
      const leave = everybody.board(deadline.hungUp);
      const result = start({ ...deadline, hungUp: everybody.gone }, land).then((one) => {
        if (!everybody.wasAlone()) shared(one);
        return one;
      });
      own = { result, deadline, board: everybody.board };
      if (!everybody.gone.aborted) flying.set(asker, own);
      try {
        return await result;
      } finally {
        land();
        leave();
      }
    },
  };
}

/** Requests that come together are not read in the order in which their heads came. */
const LATE_MS = 50;

/**
 * Does the flight end no later than the caller's own time does, and has it half of that left? A deadline runs from when the
 * head of a request came. Where the body took its time little is left, and whoever joined would be given what is there when
 * that little is up.
 */
function isInTime({ deadline }: Flight<unknown>, { leftMs }: Deadline): boolean {
  const left = deadline.leftMs();
  return left <= leftMs() + LATE_MS && 2 * left >= leftMs();
}

async function follow<Result>(
  { result, board }: Flight<Result>,
  { hungUp }: Deadline,
): Promise<Result | null> {
  const leave = board(hungUp);
  try {
    return await result;
  } catch {
    return null;
  } finally {
    leave();
  }
}

/** Who waits for a flight. `gone` is aborted when everybody who boarded has hung up. */
function openHangUps() {
  const controller = new AbortController();
  let waiting = 0;
  let boarded = 0;
  return {
    gone: controller.signal,
    wasAlone: (): boolean => boarded === 1,
    /** Returns how to leave without having hung up. */
    board: (hungUp: AbortSignal): (() => void) => {
      boarded += 1;
      waiting += 1;
      const hangUp = (): void => {
        waiting -= 1;
        if (waiting === 0) controller.abort();
      };
      if (hungUp.aborted) hangUp();
      else hungUp.addEventListener('abort', hangUp, { once: true });
      return () => hungUp.removeEventListener('abort', hangUp);
    },
  };
}
