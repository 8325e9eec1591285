/** A system that does over a real socket what no mock of a country would: it is told for each message, by its number. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocketServer, type Server, type Socket } from 'node:net';

export interface RawSystem {
  readonly url: string;
  /** Method and path of every message, in order. Of a server of sockets: each connection's first bytes. */
  readonly messages: readonly string[];
  /** Sockets that have been opened, in order. */
  readonly sockets: readonly Socket[];
  readonly close: () => Promise<void>;
}

type Answer = (response: ServerResponse, place: number, request: IncomingMessage) => void;

/** Reads each message whole, then lets `answer` do what it likes. `place` counts from 0. */
export async function serveRaw(answer: Answer): Promise<RawSystem> {
  const messages: string[] = [];
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      messages.push(`${request.method} ${request.url}`);
      answer(response, messages.length - 1, request);
    });
  });
  return listen(server, messages);
}

/** Below HTTP: `talk` is called with the first bytes of each connection. */
export async function serveSockets(talk: (socket: Socket, place: number) => void): Promise<RawSystem> {
  const messages: string[] = [];
  const server = createSocketServer((socket) => {
    socket.once('data', (bytes) => {
      messages.push(String(bytes).split('\r\n')[0] ?? '');
      talk(socket, messages.length - 1);
    });
  });
  return listen(server, messages);
}

/** Resolves when `socket` is closed, in peace or by a reset. */
export function untilClosed(socket: Socket | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (socket === undefined || socket.destroyed) resolve();
    else socket.once('close', () => resolve());
  });
}

async function listen(server: Server, messages: readonly string[]): Promise<RawSystem> {
  const sockets: Socket[] = [];
  server.on('connection', (socket: Socket) => {
    sockets.push(socket.on('error', () => {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    messages,
    sockets,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
