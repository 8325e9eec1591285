import type { FastifyRequest } from 'fastify';

/**
 * The text of the query in `request`, where Apollo Server reads it: in the body of a POST, in the address of a GET; the body
 * has been read. Null where there is none; of several the first. Apollo Server refuses both.
 */
export function queryTextOf({ method, url, body }: FastifyRequest): string | null {
  if (method === 'GET') return new URL(url, 'http://localhost').searchParams.get('query');
  const text = typeof body === 'object' && body !== null && 'query' in body ? body.query : null;
  return typeof text === 'string' ? text : null;
}
