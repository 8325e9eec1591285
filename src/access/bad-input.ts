import { GatewayError } from '../errors.ts';

/** A query that cannot be answered as it is asked. Both texts are shown to the caller: words of ours, no value. */
export function badInput(what: string, where: string): GatewayError {
  return new GatewayError('BAD_USER_INPUT', `${where}: ${what}`, { what, where });
}

/** A query that asks for too much at once. Both texts are shown to the caller: a limit of ours, and where it is passed. */
export function tooCostly(what: string, where?: string): GatewayError {
  if (where === undefined) return new GatewayError('QUERY_TOO_COSTLY', what, { what });
  return new GatewayError('QUERY_TOO_COSTLY', `${where}: ${what}`, { what, where });
}
