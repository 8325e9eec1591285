/** A server that works out an answer once and gives it from memory ever after, so that it is never what is measured. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Remembered {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string;
}

export interface RememberingServer {
  readonly url: string;
  close(): void;
}

/** So many that no query is worked out twice; a workload of queries never seen before keeps the newest. */
const MOST = 5_000;

/** Gives each answer `latencyMs` after it was asked. What `answer` rejects with is a 500, and ends the run. */
export async function startRemembering(
  answer: (path: string, body: string) => Promise<Remembered>,
  latencyMs: number,
): Promise<RememberingServer> {
  const kept = new Map<string, Remembered>();
  const know = async (path: string, body: string): Promise<Remembered> => {
    const key = `${path} ${body}`;
    const known = kept.get(key) ?? toKept(await answer(path, body));
    kept.set(key, known);
    if (kept.size > MOST) kept.delete(kept.keys().next().value as string);
    return known;
  };
  const reply = (response: ServerResponse, { headers, body }: Remembered): void => {
    const send = (): void => void response.writeHead(200, headers).end(body);
    if (latencyMs === 0) send();
    else setTimeout(send, latencyMs);
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      know(request.url ?? '/', Buffer.concat(chunks).toString('utf8')).then(
        (known) => reply(response, known),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });
  // A connection that is closed between two requests costs one of them.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

function toKept({ headers, body }: Remembered): Remembered {
  const bytes = Buffer.from(body as string);
  return { headers: { ...headers, 'content-length': String(bytes.length) }, body: bytes };
}
