import { GatewayError } from '../errors.ts';

/** A query that cannot be answered as it is asked. Both texts are shown to the caller: words of ours, no value. */
export function badInput(what: string, where: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', `${where}: ${what}`, { what, where });
}

/** A query that asks for too much at once. `what` is shown to the caller. */
export function tooCostly(what: string): GatewayError {
  return new GatewayError('QUERY_TOO_COSTLY', what, { what });
}
