/**
 * A mock system: a real server on loopback, on a port the machine chooses, that keeps what it was asked and can be told
 * to misbehave.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type ListName = 'arrests' | 'suspects' | 'searches' | 'seizures' | 'forensicExams';

/**
 * What a message asked, in canonical words (translated by the mock's own table): `fields` by their names in the world
 * (`caseRef`, `date`, `handling`, `protected`, `handle`, ...), whatever the native ones are.
 */
export interface Asked {
  readonly list: ListName | 'overview';
  readonly fields: readonly string[];
  readonly count: boolean;
  /** Only rows of which one of `fields` (by their names in the world) holds one of `values`. */
  readonly only?: { readonly fields: readonly string[]; readonly values: readonly string[] };
  /** The system's own text of a filter. */
  readonly filter?: string;
}

/** A case: two countries may use the same reference for different ones. */
export interface Reference {
  readonly country: string;
  readonly caseRef: string;
}

/** What a mock notes of a message beside its raw text. */
export interface Journal {
  readonly asked: readonly Asked[];
  /** Of Europol and Interpol: every `Type.field` the document names, once each, in its order. */
  readonly coordinates?: readonly string[];
  /** Of Interpol: every reference that travelled to its index, in order, repeats kept, answered or not. */
  readonly references?: readonly Reference[];
}

export interface Message extends Journal {
  readonly method: string;
  /** As it came, still encoded. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply extends Journal {
  readonly status?: number;
  readonly type: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

export type Request = Omit<Message, keyof Journal> & { readonly url: URL };

/** How a system is told to misbehave; the default is none of it. */
export interface Behaviour {
  /** Waits before each answer, in milliseconds. */
  latencyMs?: number;
  /** Answers with this status and no content. */
  status?: number;
  /** Takes the message and never answers. */
  hangs?: boolean;
  /** Changes the body of each answer; bytes, where they are to be no text. */
  alter?: (body: string) => string | Uint8Array;
  /** The status that each answer has with its content; `status` above takes the content away. */
  reply?: number;
  /** Headers of each answer beside or in place of its own. */
  headers?: Readonly<Record<string, string>>;
}

export interface MockSystem {
  readonly code: string;
  readonly url: string;
  /** Every message since the start or the last `forget`. */
  readonly messages: readonly Message[];
  forget(): void;
  /** Replaces the behaviour; `{}` is back to normal. */
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** Starts the system `code` on 127.0.0.1; every answer says when the data last changed. */
export async function startMock(
  code: string,
  changed: Date,
  answer: (request: Request) => Reply | Promise<Reply>,
): Promise<MockSystem> {
  const messages: Message[] = [];
  let behaviour: Behaviour = {};
  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      response.statusCode = 500;
      response.end(String(error));
    });
  });
  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await readRequest(incoming);
    const reply = await answer(request);
    const { url: _, ...message } = request;
    messages.push({ ...message, ...journalOf(reply) });
    const { latencyMs, status, hangs, alter, reply: withStatus, headers } = behaviour;
    if (hangs === true) return;
    if (latencyMs !== undefined) await sleep(latencyMs);
    response.statusCode = status ?? withStatus ?? reply.status ?? 200;
    response.setHeader('content-type', reply.type);
    response.setHeader('last-modified', changed.toUTCString());
    for (const [name, value] of Object.entries({ ...reply.headers, ...headers }))
      response.setHeader(name, value);
    const body = alter === undefined ? reply.body : alter(textOf(reply.body));
    response.end(status === undefined ? body : '');
  };
  await listen(server);
  return {
    code,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    forget: () => messages.splice(0),
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** `fields` of a record by the world's names: native name to name in the world. Unknown native names stay as they are. */
export function toAsked(
  list: Asked['list'],
  native: readonly string[],
  names: Readonly<Record<string, string>>,
  count: boolean,
  rows?: Pick<Asked, 'only' | 'filter'>,
): Asked {
  return {
    list,
    fields: native.map((name) => (Object.hasOwn(names, name) ? (names[name] as string) : name)),
    count,
    ...rows,
  };
}

function journalOf({ asked, coordinates, references }: Reply): Journal {
  return {
    asked,
    ...(coordinates === undefined ? {} : { coordinates }),
    ...(references === undefined ? {} : { references }),
  };
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers)) headers[name] = String(value);
  const path = incoming.url ?? '/';
  return {
    method: incoming.method ?? 'GET',
    path,
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
    url: new URL(path, 'http://mock.invalid'),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function textOf(body: string | Uint8Array): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}
