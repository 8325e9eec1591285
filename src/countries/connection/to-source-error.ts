import { BrokenCircuitError, BulkheadRejectedError, TaskCancelledError } from 'cockatiel';
import { GatewayError } from '../../errors.ts';
import type { CountryCode } from '../../terms.ts';
import type { Call } from './call.ts';

/**
 * How a call to `system` failed, coded, with nothing of the system's own. `facts.sent` says whether anything was sent to it.
 *
 * A call whose time ends while a message that failed is tried again is UNAVAILABLE: what the system said is known, and does
 * not become a time-out by waiting. One whose caller has hung up is a time-out: the caller's.
 */
export function toSourceError(system: CountryCode, cause: unknown, { sent, failing }: Call): GatewayError {
  const facts = { country: system, sent: sent > 0 };
  const isLate = cause instanceof TaskCancelledError;
  if (isLate && failing.size === 0) {
    return new GatewayError('SOURCE_TIMEOUT', `\`${system}\` did not answer in time`, facts, { cause });
  }
  if (cause instanceof GatewayError) {
    const message = `\`${system}\`: ${cause.message}`;
    return new GatewayError(cause.code, message, { ...cause.facts, ...facts }, { cause });
  }
  const why = isLate ? 'did not recover in time' : whyUnavailable(cause);
  return new GatewayError('SOURCE_UNAVAILABLE', `\`${system}\` ${why}`, facts, { cause });
}

function whyUnavailable(cause: unknown): string {
  if (cause instanceof BulkheadRejectedError) return 'has too many calls waiting';
  if (cause instanceof BrokenCircuitError) return 'has failed too often and is left alone for a while';
  return 'could not be reached';
}
