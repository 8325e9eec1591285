import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';

/**
 * Listens on 127.0.0.1 and gives the port: below those that the machine gives to connections that go out, so that a
 * listener which closes finds its port free when it comes back.
 */
export async function listenAnywhere(server: Server, port?: number): Promise<number> {
  for (let attempt = 0; ; attempt++) {
    try {
      server.listen(port ?? 10_000 + Math.floor(Math.random() * 20_000), '127.0.0.1');
      await once(server, 'listening');
      return (server.address() as AddressInfo).port;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt > 50) throw cause;
      await new Promise((resolve) => setTimeout(resolve, port === undefined ? 0 : 20));
    }
  }
}
