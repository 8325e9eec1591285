import type { FastifyReply } from 'fastify';
import { ERROR_CODES, type ErrorCode, type ErrorFacts } from '../errors.ts';
import type { Caller } from '../gateway/caller.ts';
import { type Door, isGraphql } from './door.ts';

/** Whom is refused, and since when they wait; `caller` null: nobody was identified. */
export interface Arrival {
  readonly caller: Caller | null;
  readonly arrived: Date;
}

/** Why, and as what of HTTP; absent: the code's own status, and nothing beside it. `facts` are public. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly status?: number;
  readonly facts?: ErrorFacts;
}

/**
 * Refuses what was not run, once it is in the evidence; where that cannot be, with EVIDENCE_LOG_UNAVAILABLE. The answer holds
 * nothing of what was sent. What does not ask for GraphQL has no entry.
 */
export async function refuse(
  { gateway, refused }: Door,
  reply: FastifyReply,
  { caller, arrived }: Arrival,
  { code, status = ERROR_CODES[code].status, facts = {} }: Refusal,
): Promise<FastifyReply> {
  refused.add(reply.request);
  if (isGraphql(reply.request) && !(await gateway.recordInvalid(caller, arrived, code)))
    return reply.send(toUnlogged(reply));
  return reply
    .status(status)
    .send({ errors: [{ message: ERROR_CODES[code].sentence, extensions: { code, ...facts } }] });
}

/** The answer in the place of one that is not in the evidence. */
export function toUnlogged(reply: FastifyReply): string {
  const code = 'EVIDENCE_LOG_UNAVAILABLE';
  const { status, sentence } = ERROR_CODES[code];
  void reply.status(status).header('content-type', 'application/json; charset=utf-8');
  return JSON.stringify({ errors: [{ message: sentence, extensions: { code } }] });
}
