import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** What happens to a connection when a client sends a certain text. */
export type Mishap =
  /** It is cut, and the server has not got the text. */
  | 'cut before'
  /** It is cut when the server has answered, and the client has not got the answer. */
  | 'cut after'
  /** Nothing goes through any more. */
  | 'hang';

/** A connection to a server, of which the wire is ours. */
export interface PostgresProxy {
  readonly port: number;
  /** At the next message that has this text; once. */
  at(text: string, mishap: Mishap): void;
  close(): Promise<void>;
}

/** A proxy before the server on this port of this machine. */
export async function startPostgresProxy(serverPort: number): Promise<PostgresProxy> {
  const sockets = new Set<Socket>();
  let next: { readonly text: string; readonly mishap: Mishap } | null = null;
  const take = (chunk: Buffer): Mishap | null => {
    if (next === null || !chunk.includes(next.text)) return null;
    const { mishap } = next;
    next = null;
    return mishap;
  };
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
    }
    join(client, upstream, take);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    at: (text, mishap) => {
      next = { text, mishap };
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function join(client: Socket, upstream: Socket, take: (chunk: Buffer) => Mishap | null): void {
  let mishap: Mishap | null = null;
  const cut = () => {
    client.destroy();
    upstream.destroy();
  };
  client.on('data', (chunk) => {
    mishap ??= take(chunk);
    if (mishap === 'cut before') return cut();
    if (mishap !== 'hang') upstream.write(chunk);
  });
  upstream.on('data', (chunk) => {
    if (mishap === null) client.write(chunk);
    if (mishap === 'cut after') cut();
  });
  client.on('close', () => upstream.destroy());
  upstream.on('close', () => {
    // A network that hangs does not tell that the other side is gone.
    if (mishap !== 'hang') client.destroy();
  });
}
