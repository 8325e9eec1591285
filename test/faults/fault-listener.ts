import { createServer, type Server, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import type { Certificates } from './certificates.ts';

/** A connection that was taken. `socket` is what plain HTTP is spoken on; `wire` is TCP: the same, or that below TLS. */
export interface Taken {
  readonly socket: Socket;
  readonly wire: Socket;
}

export interface FaultListener {
  readonly server: Server;
  /** Every TCP connection that is open, a handshake or not. */
  readonly wires: ReadonlySet<Socket>;
  /** Which certificate is shown from now on; nothing where no TLS is spoken. */
  readonly present: (name: keyof Certificates) => void;
}

/** Hands every connection to `serve`, by https when there are `certificates`. Does not listen yet. */
export function openFaultListener(
  serve: (taken: Taken) => void,
  certificates: Certificates | undefined,
): FaultListener {
  const wires = new Set<Socket>();
  const take = (wire: Socket): void => {
    wires.add(wire);
    wire.once('close', () => wires.delete(wire));
    wire.on('error', () => wire.destroy());
    wire.setNoDelay(true);
  };
  if (certificates === undefined) {
    const server = createServer((wire) => {
      take(wire);
      serve({ socket: wire, wire });
    });
    return { server, wires, present: () => {} };
  }
  const secure = createSecureServer(certificates.trusted, (socket) => {
    const wire = [...wires].find(({ remotePort }) => remotePort === socket.remotePort);
    socket.on('error', () => socket.destroy());
    if (wire === undefined) socket.destroy();
    else serve({ socket, wire });
  });
  // Whoever does not trust the certificate hangs up.
  secure.on('tlsClientError', () => {});
  const server = createServer((wire) => {
    take(wire);
    secure.emit('connection', wire);
  });
  return { server, wires, present: (name) => secure.setSecureContext(certificates[name]) };
}
