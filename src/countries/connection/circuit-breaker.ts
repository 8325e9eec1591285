/** The circuit breaker of one system, shared by every query: what one caller does to a call must not close it to others. */
import {
  BrokenCircuitError,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  DelegateBackoff,
  handleWhen,
} from 'cockatiel';

/**
 * What the end of a call says of the system. `reached`: it was there, whatever it said. `failed`: it was not, though it had
 * its time. `untold`: nothing, because the call ended for a reason of ours or of the caller's.
 */
export type Verdict = 'reached' | 'failed' | 'untold';

export interface Breaker {
  /**
   * Runs `call`, or throws BrokenCircuitError at once while the breaker is open or another call is trying. Throws what
   * `call` throws; `verdictOf` says how it counts.
   */
  readonly run: <T>(call: () => Promise<T>, verdictOf: (cause: unknown) => Verdict) => Promise<T>;
}

const CALLS = 20;
/** cockatiel opens above its threshold: 10 of 20 are enough. */
const THRESHOLD = 0.49;
const HALF_OPEN_AFTER_MS = 10_000;

/**
 * A breaker that opens when half of the last 20 calls failed, and lets one call try after 10 s. Calls are counted, not
 * sampled over time (cockatiel's SamplingBreaker): a country that is asked once a minute is closed no later than a busy one.
 *
 * INVARIANT: an `untold` call changes nothing. While closed it is no sample; as the one that tries, it leaves the place to
 * the next call.
 */
export function openBreaker(): Breaker {
  const failed = new WeakSet<object>();
  const untoldTries = new WeakSet<object>();
  const policy = circuitBreaker(
    handleWhen((cause) => isIn(failed, cause) || isIn(untoldTries, cause)),
    {
      breaker: new CountBreaker({ threshold: THRESHOLD, size: CALLS }),
      halfOpenAfter: new DelegateBackoff(({ result }) =>
        'error' in result && isIn(untoldTries, result.error) ? 0 : HALF_OPEN_AFTER_MS,
      ),
    },
  );
  return {
    run: <T>(call: () => Promise<T>, verdictOf: (cause: unknown) => Verdict): Promise<T> => {
      // cockatiel would let others wait for the one that tries.
      if (policy.state === CircuitState.HalfOpen) return Promise.reject(new BrokenCircuitError());
      const judged = async (): Promise<() => T> => {
        const tries = policy.state === CircuitState.HalfOpen;
        try {
          const value = await call();
          return () => value;
        } catch (cause) {
          const verdict = verdictOf(cause);
          if (verdict === 'reached' || !isObject(cause)) return () => rethrow(cause);
          if (verdict === 'failed') failed.add(cause);
          else if (tries) untoldTries.add(cause);
          throw cause;
        }
      };
      return policy.execute(judged).then((end) => end());
    },
  };
}

function isIn(set: WeakSet<object>, cause: unknown): boolean {
  return isObject(cause) && set.has(cause);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function rethrow(cause: unknown): never {
  throw cause;
}
