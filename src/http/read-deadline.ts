import { GatewayError } from '../errors.ts';
import type { RequestHeaders } from './identify-caller.ts';

const NAME = 'x-deadline-ms';

/**
 * How long the caller waits at most, in milliseconds: the header `x-deadline-ms`, or `mostMs`, the gateway's own. It only
 * ever shortens. `headers` is `headersDistinct` of Node's request; untrusted.
 *
 * Throws BAD_USER_INPUT for anything but one whole number from 1 to `mostMs`, written in digits; `what` and `where` of its
 * facts are public.
 */
export function readDeadline(headers: RequestHeaders, mostMs: number): number {
  const value = headers[NAME];
  if (value === undefined) return mostMs;
  const [text, ...more] = typeof value === 'string' ? [value] : value;
  const isOne = more.length === 0 && /^[1-9]\d{0,8}$/.test(text ?? '');
  if (!isOne || Number(text) > mostMs) {
    const what = `write one whole number of milliseconds from 1 to ${mostMs}, or leave it out`;
    throw new GatewayError('BAD_USER_INPUT', `\`${NAME}\`: ${what}`, { what, where: NAME });
  }
  return Number(text);
}
