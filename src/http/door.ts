import type { FastifyRequest } from 'fastify';
import type { RequestContext } from '../gateway/apollo-seam.ts';
import type { Gateway } from '../gateway/open-gateway.ts';
import type { TokenKeys } from './token-keys.ts';

/** What the door knows of the requests that stand in it. */
export interface Door {
  readonly gateway: Gateway;
  readonly keys: TokenKeys;
  /** Those of which the caller is known. */
  readonly identified: WeakMap<FastifyRequest, RequestContext['request']>;
  /** Those that the door itself refuses: these have been written down where they were refused. */
  readonly refused: WeakSet<FastifyRequest>;
}

export const GRAPHQL = '/graphql';

/** Does the request ask for the one address whose requests are in the evidence? */
export function isGraphql({ url, routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === GRAPHQL || url.split('?', 1)[0] === GRAPHQL;
}
