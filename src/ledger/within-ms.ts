import { GatewayError } from '../errors.ts';

/** What `work` gives, or rejects with EVIDENCE_LOG_UNAVAILABLE when it takes longer than `ms`. It is not stopped by that. */
export async function withinMs<Result>(work: Promise<Result>, ms: number, what: string): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    const message = `${what} takes longer than ${ms} ms: see what its disk or its network does`;
    reject(new GatewayError('EVIDENCE_LOG_UNAVAILABLE', message, { ms }));
  }, ms);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
}
