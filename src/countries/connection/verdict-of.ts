import { BulkheadRejectedError, TaskCancelledError } from 'cockatiel';
import { GatewayError } from '../../errors.ts';
import type { Call } from './call.ts';
import type { Verdict } from './circuit-breaker.ts';

/**
 * What a call that ended in `cause` says of its system.
 *
 * Failed: a connection that cannot be had or is lost, a status from 500 on, a time-out; and these only when the system had
 * its whole limit and its caller still waited. INVARIANT: neither a short deadline nor hanging up nor our own queue counts,
 * or one caller could close a country to all others. What an answer holds never counts either: it may depend on data that
 * are closed to whoever comes next.
 */
export function verdictOf(cause: unknown, { left, hungUp, sent }: Call): Verdict {
  if (isAnswered(cause)) return 'reached';
  return sent > 0 && left.isOwn && !hungUp.aborted ? 'failed' : 'untold';
}

/** Anything that is neither of transport nor of time nor of our own queue came after the system had answered. */
function isAnswered(cause: unknown): boolean {
  if (cause instanceof TaskCancelledError || cause instanceof BulkheadRejectedError) return false;
  if (!(cause instanceof GatewayError)) return true;
  const { status, transport } = cause.facts;
  if (cause.code === 'SOURCE_TIMEOUT') return false;
  return cause.code !== 'SOURCE_UNAVAILABLE' || (transport === undefined && !(Number(status) >= 500));
}
