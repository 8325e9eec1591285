/** What is refused before any query is read: bad hosts, other methods and addresses, and what the server itself cannot read. */
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../gateway/caller.ts';
import { type Door, isGraphql } from './door.ts';
import { identifyCaller } from './identify-caller.ts';
import { refuse } from './refuse.ts';

const NOTHING_HERE = 'nothing is at this address: send POST /graphql';
const HOST = /^(\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]{0,252}[a-z\d])?)(:\d{1,5})?$/i;

/** Before anything else on `app`. */
export function refuseUnread(app: FastifyInstance, door: Door): void {
  refuseBadHosts(app, door);
  refuseOtherMethods(app, door);
  refuseFailures(app, door);
  app.setNotFoundHandler(sendNothingHere);
}

/** What is at no address, or at none that can be read: without a word of it, and without an entry. */
export function sendNothingHere(_: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .status(404)
    .send({ errors: [{ message: NOTHING_HERE, extensions: { code: 'BAD_USER_INPUT' } }] });
}

/** A Host header that is none would fail deep inside, as our own fault. */
function refuseBadHosts(app: FastifyInstance, door: Door): void {
  app.addHook('onRequest', async (request, reply) => {
    const hosts = request.raw.headersDistinct.host ?? [];
    if (hosts.length !== 1 || !HOST.test(hosts[0] ?? ''))
      return refuse(door, reply, { caller: null, arrived: new Date() }, { code: 'BAD_USER_INPUT' });
  });
}

/** Whoever sends them, and under their name where they say it. */
function refuseOtherMethods(app: FastifyInstance, door: Door): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.is404 || !isGraphql(request)) return;
    const arrived = new Date();
    const caller = await callerOrNull(request, door, arrived);
    void reply.header('allow', 'GET, POST');
    return refuse(door, reply, { caller, arrived }, { code: 'BAD_USER_INPUT', status: 405 });
  });
}

async function callerOrNull({ raw }: FastifyRequest, { keys }: Door, arrived: Date): Promise<Caller | null> {
  let known: Caller | null = null;
  const note = (person: Caller): void => {
    known = person;
  };
  return identifyCaller(raw.headersDistinct, keys, arrived, note).catch(() => known);
}

/** What the server itself refuses (size, content type, broken JSON): coded, without the text it read, under its sender's name. */
function refuseFailures(app: FastifyInstance, door: Door): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    const isTheirs = status >= 400 && status < 500;
    const arrival = door.identified.get(request) ?? { caller: null, arrived: new Date() };
    const code = isTheirs ? 'BAD_USER_INPUT' : 'INTERNAL';
    return refuse(door, reply, arrival, { code, status: isTheirs ? status : 500 });
  });
}
