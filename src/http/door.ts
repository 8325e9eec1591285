import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
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
  /** Texts of queries that are within the limits: clients ask the same few, and what is within them stays so. */
  readonly passed: LRUCache<string, true>;
}

/** By the whole text, up to so many characters of all, and of one. */
export function openPassed(): Door['passed'] {
  const sizeCalculation = (_: true, text: string): number => Math.max(1, text.length);
  return new LRUCache({ maxSize: 1_000_000, maxEntrySize: 20_000, sizeCalculation });
}

export const GRAPHQL = '/graphql';

/** Does the request ask for the one address whose requests are in the evidence? */
export function isGraphql({ url, routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === GRAPHQL || url.split('?', 1)[0] === GRAPHQL;
}
