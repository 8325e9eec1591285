import { GatewayError } from '../errors.ts';

/** Had anything been sent to a system when this was thrown? Only then is it in the evidence as asked. */
export function wasSent(cause: unknown): boolean {
  return !(cause instanceof GatewayError && cause.facts.sent === false);
}
