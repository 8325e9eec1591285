/** The door: HTTP to GraphQL. A request is identified before Apollo sees it; what is refused here is in the evidence too. */
import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { GatewayError } from '../errors.ts';
import { apolloServerOf, type RequestContext, toSent } from '../gateway/apollo-seam.ts';
import type { Caller } from '../gateway/caller.ts';
import type { Gateway } from '../gateway/open-gateway.ts';
import { type Door, GRAPHQL, openPassed } from './door.ts';
import { identifyCaller } from './identify-caller.ts';
import { queryTextOf } from './query-text-of.ts';
import { readDeadline } from './read-deadline.ts';
import { type Refusal, refuse, toUnlogged } from './refuse.ts';
import { refuseUnread, sendNothingHere } from './refuse-unread.ts';
import type { TokenKeys } from './token-keys.ts';
import { untilHungUp } from './until-hung-up.ts';

export interface HttpSettings {
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
}

export interface HttpDoor {
  /** `http://127.0.0.1:4000` */
  readonly url: string;
  /** Stops taking requests, answers those that are there, closes. */
  readonly close: () => Promise<void>;
}

const MOST_BYTES = 1024 * 1024;

/**
 * Opens the door of `gateway` and waits until it listens. Rejects with CONFIGURATION_INVALID, and the key at fault, when it
 * cannot.
 */
export async function serveHttp(
  gateway: Gateway,
  keys: TokenKeys,
  settings: HttpSettings,
): Promise<HttpDoor> {
  const app = fastify({
    bodyLimit: MOST_BYTES,
    forceCloseConnections: 'idle',
    logger: false,
    trustProxy: false,
    // An address that cannot be read: Fastify's own words would hold it.
    frameworkErrors: (_, request, reply) => sendNothingHere(request, reply),
  });
  const door: Door = {
    gateway,
    keys,
    identified: new WeakMap(),
    refused: new WeakSet(),
    passed: openPassed(),
  };
  app.removeContentTypeParser('text/plain');
  refuseUnread(app, door);
  closeWhileDraining(app);
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const ready = gateway.ledger.canAppend();
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'no evidence log' });
  });
  const apollo = apolloServerOf(gateway, [fastifyApolloDrainPlugin(app)]);
  await apollo.start();
  serveGraphql(app, apollo, door);
  return { url: await listen(app, settings), close: () => apollo.stop().then(() => app.close()) };
}

function serveGraphql(app: FastifyInstance, apollo: ApolloServer<RequestContext>, door: Door): void {
  const { identified } = door;
  app.route({
    method: ['GET', 'POST'],
    url: GRAPHQL,
    exposeHeadRoute: false,
    // Before the body is read: whoever has no token costs nothing more.
    onRequest: async (request, reply) => letIn(door, request, reply),
    // Once the body is read, before Apollo parses and validates the query in it.
    preHandler: async (request, reply) => {
      const known = identified.get(request);
      const text = queryTextOf(request);
      if (known !== undefined && text !== null) return refuseCostly(door, reply, known, text);
    },
    onSend: async (request, reply, answer) => withEntry(door, request, reply, answer),
    handler: fastifyApolloHandler(apollo, {
      context: async (request): Promise<RequestContext> => {
        const known = identified.get(request);
        if (known === undefined) {
          throw new GatewayError('INTERNAL', 'a request without a caller reached the handler');
        }
        return { request: known };
      },
    }),
  });
}

/** Says who asks and how long they wait, or refuses. The caller is known before the deadline is read. */
async function letIn(
  door: Door,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  const arrived = new Date();
  const since = performance.now();
  const hungUp = untilHungUp(reply.raw);
  const { headersDistinct } = request.raw;
  let person: Caller | null = null;
  try {
    const caller = await identifyCaller(headersDistinct, door.keys, arrived, (verified) => {
      person = verified;
    });
    person = caller;
    door.identified.set(request, {
      caller,
      arrived,
      denialsInExtensions: request.headers['x-denials'] === 'extensions',
      explain: request.headers['x-explain'] === '1',
      since,
      deadlineMs: readDeadline(headersDistinct, door.gateway.deadlineMs),
      hungUp,
      evidence: { state: 'open', code: 'BAD_REQUEST' },
      answer: { bytes: null },
    });
    return undefined;
  } catch (cause) {
    const refusal: Refusal = cause instanceof GatewayError ? cause : { code: 'UNAUTHENTICATED' };
    const { code } = refusal;
    if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
    // Why a token is not good is for the operator; why a deadline is none, for whoever wrote it.
    const facts = code === 'BAD_USER_INPUT' ? (refusal.facts ?? {}) : {};
    return refuse(door, reply, { caller: person, arrived }, { code, facts });
  }
}

/**
 * No log, no disclosure: what nobody has written down by now (no query at all, an array, no syntax, no validation) is written
 * here, or does not go out.
 */
async function withEntry(
  { gateway, identified, refused }: Door,
  request: FastifyRequest,
  reply: FastifyReply,
  answer: unknown,
): Promise<unknown> {
  const known = identified.get(request);
  if (known === undefined || refused.has(request)) return answer;
  if (known.evidence.state === 'written') return toSent(known, answer);
  const { caller, arrived, evidence } = known;
  const isWritten =
    evidence.state === 'open' && (await gateway.recordInvalid(caller, arrived, evidence.code));
  return isWritten ? answer : toUnlogged(reply);
}

async function refuseCostly(
  door: Door,
  reply: FastifyReply,
  arrival: RequestContext['request'],
  text: string,
): Promise<FastifyReply | undefined> {
  if (door.passed.get(text) === true) return undefined;
  try {
    door.gateway.checkText(text);
    door.passed.set(text, true);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    return refuse(door, reply, arrival, { code: cause.code, facts: cause.facts });
  }
}

/** Keep-alive clients would hold the close for a minute. */
function closeWhileDraining(app: FastifyInstance): void {
  let draining = false;
  // Connections on which nothing was asked yet: Node does not count these as idle.
  const silent = new Set<Socket>();
  app.server.on('connection', (socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  app.server.on('request', ({ socket }) => silent.delete(socket));
  app.addHook('preClose', async () => {
    draining = true;
    for (const socket of silent) socket.destroy();
  });
  app.addHook('onSend', async (_, reply) => {
    if (draining) reply.header('connection', 'close');
  });
}

/** What the operating system says of a port: taken, or not for this user. The rest it says of the host. */
const OF_PORT: ReadonlySet<string> = new Set(['EADDRINUSE', 'EACCES']);

/** The key at fault is among the facts: who has read the settings knows where they were written. */
async function listen(app: FastifyInstance, { host, port }: HttpSettings): Promise<string> {
  try {
    return await app.listen({ host, port });
  } catch (cause) {
    const key = OF_PORT.has(String((cause as NodeJS.ErrnoException).code)) ? 'port' : 'host';
    const message = `\`${host}:${port}\` cannot be listened on: write another ${key}`;
    throw new GatewayError('CONFIGURATION_INVALID', message, { key, host, port }, { cause });
  }
}
