/** The door: HTTP to GraphQL. A request is identified before Apollo sees it; what is refused here is in the evidence too. */
import type { Socket } from 'node:net';
import type { ApolloServer } from '@apollo/server';
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from '@as-integrations/fastify';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import { ERROR_CODES, type ErrorCode, type ErrorFacts, GatewayError } from '../errors.ts';
import { apolloServerOf, type RequestContext } from '../gateway/apollo-seam.ts';
import type { Caller } from '../gateway/caller.ts';
import type { Gateway } from '../gateway/open-gateway.ts';
import { identifyCaller } from './identify-caller.ts';
import { queryTextOf } from './query-text-of.ts';
import { readDeadline } from './read-deadline.ts';
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

/** Requests that the door itself refuses: these have been written down where they were refused. */
const refused = new WeakSet<FastifyRequest>();

type Identified = WeakMap<FastifyRequest, RequestContext['request']>;

const MOST_BYTES = 1024 * 1024;
const NOTHING_HERE = 'nothing is at this address: send POST /graphql';
const HOST = /^(\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]{0,252}[a-z\d])?)(:\d{1,5})?$/i;

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
  });
  app.removeContentTypeParser('text/plain');
  refuseBadHosts(app, gateway);
  refuseUnread(app, gateway);
  closeWhileDraining(app);
  app.get('/health/live', async () => ({ status: 'live' }));
  app.get('/health/ready', async (_, reply) => {
    const ready = gateway.ledger.canAppend();
    return reply.status(ready ? 200 : 503).send({ status: ready ? 'ready' : 'no evidence log' });
  });
  const apollo = apolloServerOf(gateway, [fastifyApolloDrainPlugin(app)]);
  await apollo.start();
  serveGraphql(app, apollo, gateway, keys);
  return { url: await listen(app, settings), close: () => apollo.stop().then(() => app.close()) };
}

function serveGraphql(
  app: FastifyInstance,
  apollo: ApolloServer<RequestContext>,
  gateway: Gateway,
  keys: TokenKeys,
): void {
  const identified: Identified = new WeakMap();
  app.route({
    method: ['GET', 'POST'],
    url: '/graphql',
    // Before the body is read: whoever has no token costs nothing more.
    onRequest: async (request, reply) => {
      const arrived = new Date();
      const since = performance.now();
      const hungUp = untilHungUp(reply.raw);
      const caller = await identify(request, reply, gateway, keys, arrived);
      if (caller === null) return reply;
      const deadlineMs = await deadlineOf(request, reply, gateway, caller, arrived);
      if (deadlineMs === null) return reply;
      const denialsInExtensions = request.headers['x-denials'] === 'extensions';
      const explain = request.headers['x-explain'] === '1';
      identified.set(request, {
        caller,
        arrived,
        denialsInExtensions,
        explain,
        since,
        deadlineMs,
        hungUp,
        evidence: { state: 'open', code: 'BAD_REQUEST' },
      });
    },
    // Once the body is read, before Apollo parses and validates the query in it.
    preHandler: async (request, reply) => {
      const known = identified.get(request);
      const text = queryTextOf(request);
      if (known !== undefined && text !== null) return refuseCostly(reply, gateway, known, text);
    },
    // No log, no disclosure: what nobody has written down by now (no query at all, an array, no syntax, no validation) is
    // written here, or does not go out.
    onSend: async (request, reply, answer) => {
      const known = identified.get(request);
      if (known === undefined || refused.has(request) || known.evidence.state === 'written') return answer;
      const { caller, arrived, evidence } = known;
      const isWritten =
        evidence.state === 'open' && (await gateway.recordInvalid(caller, arrived, evidence.code));
      return isWritten ? answer : unlogged(reply);
    },
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

async function refuseCostly(
  reply: FastifyReply,
  gateway: Gateway,
  { caller, arrived }: RequestContext['request'],
  text: string,
): Promise<FastifyReply | undefined> {
  try {
    gateway.checkText(text);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    const { code, facts } = cause;
    return refuse(reply, gateway, caller, arrived, code, ERROR_CODES[code].status, facts);
  }
}

async function identify(
  request: FastifyRequest,
  reply: FastifyReply,
  gateway: Gateway,
  keys: TokenKeys,
  arrived: Date,
): Promise<Caller | null> {
  try {
    return await identifyCaller(request.raw.headersDistinct, keys, arrived);
  } catch (cause) {
    const code = cause instanceof GatewayError ? cause.code : 'UNAUTHENTICATED';
    if (code === 'UNAUTHENTICATED') reply.header('www-authenticate', 'Bearer');
    await refuse(reply, gateway, null, arrived, code, ERROR_CODES[code].status);
    return null;
  }
}

/** The caller is known by now: a deadline that cannot be read is in the evidence under their name. */
async function deadlineOf(
  request: FastifyRequest,
  reply: FastifyReply,
  gateway: Gateway,
  caller: Caller,
  arrived: Date,
): Promise<number | null> {
  try {
    return readDeadline(request.raw.headersDistinct, gateway.deadlineMs);
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    const { code, facts } = cause;
    await refuse(reply, gateway, caller, arrived, code, ERROR_CODES[code].status, facts);
    return null;
  }
}

/** A Host header that is none would fail deep inside, as our own fault. */
function refuseBadHosts(app: FastifyInstance, gateway: Gateway): void {
  app.addHook('onRequest', async (request, reply) => {
    const hosts = request.raw.headersDistinct.host ?? [];
    if (hosts.length !== 1 || !HOST.test(hosts[0] ?? '')) {
      return refuse(reply, gateway, null, new Date(), 'BAD_USER_INPUT', 400);
    }
  });
}

/** What the server itself refuses (size, content type, broken JSON): coded, without the text it read. */
function refuseUnread(app: FastifyInstance, gateway: Gateway): void {
  app.setErrorHandler(async (error: FastifyError, _, reply) => {
    const status = error.statusCode ?? 500;
    const isTheirs = status >= 400 && status < 500;
    const code = isTheirs ? 'BAD_USER_INPUT' : 'INTERNAL';
    return refuse(reply, gateway, null, new Date(), code, isTheirs ? status : 500);
  });
  app.setNotFoundHandler(async (_, reply) =>
    reply.status(404).send({ errors: [{ message: NOTHING_HERE, extensions: { code: 'BAD_USER_INPUT' } }] }),
  );
}

async function refuse(
  reply: FastifyReply,
  gateway: Gateway,
  caller: Caller | null,
  arrived: Date,
  code: ErrorCode,
  status: number,
  facts: ErrorFacts = {},
): Promise<FastifyReply> {
  refused.add(reply.request);
  if (!(await gateway.recordInvalid(caller, arrived, code))) return reply.send(unlogged(reply));
  return reply
    .status(status)
    .send({ errors: [{ message: ERROR_CODES[code].sentence, extensions: { code, ...facts } }] });
}

/** The answer in the place of one that is not in the evidence. */
function unlogged(reply: FastifyReply): string {
  const code = 'EVIDENCE_LOG_UNAVAILABLE';
  const { status, sentence } = ERROR_CODES[code];
  void reply.status(status).header('content-type', 'application/json; charset=utf-8');
  return JSON.stringify({ errors: [{ message: sentence, extensions: { code } }] });
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
