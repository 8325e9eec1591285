/**
 * A TCP proxy between the gateway and one national system. Its fault can be set while it runs; a fault is a name of the
 * list in faults.ts. Faults of the connection are made on its bytes, faults of the answer between two HTTP messages.
 */
import { once } from 'node:events';
import { Agent, createServer as createHttpServer } from 'node:http';
import type { NativeNames } from './alter-body.ts';
import type { Certificates } from './certificates.ts';
import { disturbWire, type Target } from './disturb-wire.ts';
import { openFaultListener } from './fault-listener.ts';
import { FAULTS } from './faults.ts';
import { forwardSpoiled } from './forward-spoiled.ts';
import { listenAnywhere } from './listen-anywhere.ts';

export interface FaultProxy {
  readonly port: number;
  /** Null: no fault. Resolves when every connection of before is gone, so that none meets two faults. */
  readonly set: (fault: string | null) => Promise<void>;
  /** How often the gateway has met the fault since it was set. Nobody meets what is not there: `refused`, or a lost name. */
  readonly met: () => number;
  readonly close: () => Promise<void>;
}

export interface ProxySettings {
  /** The system's address: `http://127.0.0.1:port`. */
  readonly target: string;
  readonly names: NativeNames;
  /** Given: the proxy speaks https. */
  readonly certificates?: Certificates | undefined;
}

/** Listens on 127.0.0.1, without a fault. */
export async function openFaultProxy({ target, names, certificates }: ProxySettings): Promise<FaultProxy> {
  const { hostname: host, port: targetPort } = new URL(target);
  const system: Target = { host, port: Number(targetPort) };
  const agent = new Agent({ keepAlive: true });
  let fault: string | null = null;
  let met = 0;
  const spoiling = createHttpServer((message, response) => {
    if (fault === null) return void response.destroy();
    const exchange = { message, response };
    // One that never ends is met all the same.
    if (isEndless(fault)) met += 1;
    forwardSpoiled(system, agent, exchange, fault, names).then(
      (isMade) => {
        if (isMade) met += 1;
      },
      () => response.destroy(),
    );
  });
  const listener = openFaultListener((taken) => {
    if (isOfAnswer(fault)) spoiling.emit('connection', taken.socket);
    else {
      met += 1;
      disturbWire(isOfAddress(fault) ? null : fault, taken, system);
    }
  }, certificates);
  const { server, wires } = listener;
  const port = await listenAnywhere(server);
  const hangUp = async (): Promise<void> => {
    const closed = [...wires].map((wire) => once(wire, 'close'));
    for (const wire of wires) wire.destroy();
    await Promise.all(closed);
  };
  return {
    port,
    met: () => met,
    set: async (next) => {
      fault = next;
      met = 0;
      if (next === 'refused' && server.listening) server.close();
      listener.present(next === 'tls_failure' ? 'foreign' : 'trusted');
      await hangUp();
      if (next !== 'refused' && !server.listening) await listenAnywhere(server, port);
      // The gateway, in this process, sees its connections closed before anything is asked of it.
      for (let turn = 0; turn < 4; turn++) await new Promise(setImmediate);
    },
    close: async () => {
      if (server.listening) server.close();
      await hangUp();
      agent.destroy();
    },
  };
}

function isEndless(fault: string): boolean {
  return fault === 'endless_headers' || fault === 'one_byte_a_second';
}

/** Made by the address and what is there, not by what comes from it. */
function isOfAddress(fault: string | null): boolean {
  return fault === 'refused' || fault === 'name_not_found' || fault === 'tls_failure';
}

/** Done to the bytes, whatever they say. */
const OF_WIRE: ReadonlySet<string> = new Set(FAULTS.flatMap(({ name, isToxic }) => (isToxic ? [name] : [])));

function isOfAnswer(fault: string | null): fault is string {
  return fault !== null && !isOfAddress(fault) && !OF_WIRE.has(fault);
}
