/**
 * Every message is a read: whatever its method, a query in GraphQL or a SOAP request that asks for data changes nothing in
 * a national system, so it may be sent again. The gateway has no other messages.
 */
import { DelegateBackoff, handleWhen, retry } from 'cockatiel';
import { GatewayError } from '../../errors.ts';
import type { NativeHttpRequest, NativeHttpResponse, Send } from '../protocols/protocol.ts';
import { isBusy } from './is-busy.ts';
import { retryAfterMsOf } from './retry-after-ms-of.ts';
import type { Transport } from './to-transport-error.ts';

const MOST_RETRIES = 2;
const FIRST_DELAY_MS = 50;

export interface RetryTerms {
  /** Milliseconds until the time limit of the call. */
  readonly leftMs: () => number;
  /** From 0 to 1, without 1. */
  readonly random: () => number;
  /** Messages that failed and were not made good yet; kept up to date. */
  readonly failing: Set<NativeHttpRequest>;
}

/**
 * Sends as `send` does, and at most twice more when the connection is lost or the status is 502, 503 or 504; never after a
 * time-out, another status or an answer that does not fit. Waits what `Retry-After` says, and a random time that doubles
 * (full jitter), so that queries which failed together do not come back together.
 *
 * A wait that does not fit into what is left is not begun: the failure is given as it is.
 */
export function retrySend(send: Send, terms: RetryTerms): Send {
  return async (request) => {
    const first = send(request);
    try {
      const response = await first;
      if (!isBusy(response.status)) {
        terms.failing.delete(request);
        return response;
      }
    } catch (cause) {
      if (!isLost(cause)) throw cause;
    }
    // A policy of its own, for the few messages that need one.
    return sendAgain(first, request, send, terms);
  };
}

/** `first` has failed, in a way that may be made good. */
async function sendAgain(
  first: Promise<NativeHttpResponse>,
  request: NativeHttpRequest,
  send: Send,
  { leftMs, random, failing }: RetryTerms,
): Promise<NativeHttpResponse> {
  let attempts = 0;
  let delayMs = 0;
  const again = (afterMs: number): boolean => {
    failing.add(request);
    delayMs = afterMs + random() * FIRST_DELAY_MS * 2 ** attempts;
    attempts += 1;
    return delayMs < leftMs();
  };
  const policy = retry(
    handleWhen((cause) => isLost(cause) && again(0)).orWhenResult((response) => {
      const { status, headers } = response as NativeHttpResponse;
      return isBusy(status) && again(retryAfterMsOf(headers['retry-after'], Date.now()));
    }),
    { maxAttempts: MOST_RETRIES, backoff: new DelegateBackoff(() => delayMs) },
  );
  const response = await policy.execute(({ attempt }) => (attempt === 0 ? first : send(request)));
  if (!isBusy(response.status)) failing.delete(request);
  return response;
}

function isLost(cause: unknown): boolean {
  return cause instanceof GatewayError && cause.facts.transport === ('lost' satisfies Transport);
}
