/** Faults of the connection: what Toxiproxy does to the bytes from a system to the gateway. The bytes stay what they are. */
import { connect, type Socket } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Taken } from './fault-listener.ts';

/** Where a system is. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

type Bytes = AsyncIterable<Buffer>;

/** Joins a connection to `target` for as long as both are open, with `fault` in between. */
export function disturbWire(fault: string | null, { socket: client, wire }: Taken, target: Target): void {
  switch (fault) {
    case 'down':
      client.end();
      return;
    case 'timeout':
      client.resume();
      return;
    case 'reset_peer':
      client.once('data', () => wire.resetAndDestroy());
      return;
    case null:
      joinPlainly(client, target);
      return;
    default:
      join(client, target, shapeOf(fault));
  }
}

function joinPlainly(client: Socket, target: Target): void {
  const system = connect(target);
  system.setNoDelay(true);
  client.pipe(system).pipe(client);
  client.once('close', () => system.destroy());
  system.once('error', () => client.destroy());
}

/** What a fault makes of the bytes of an answer. */
function shapeOf(fault: string): (bytes: Bytes) => Bytes {
  switch (fault) {
    case 'latency':
      return (bytes) => late(bytes, () => 400);
    case 'jitter':
      return (bytes) => late(bytes, () => Math.floor(Math.random() * 10));
    case 'bandwidth':
      return (bytes) =>
        late(
          sliced(bytes, () => 10),
          () => 100,
        );
    case 'slicer':
      return (bytes) => sliced(bytes, () => 1 + Math.floor(Math.random() * 64));
    case 'limit_data':
      return (bytes) => limited(bytes, 40);
    case 'slow_close':
      return lingering;
    default:
      throw new Error(`no fault of the connection: ${fault}`);
  }
}

function join(client: Socket, target: Target, shape: (bytes: Bytes) => Bytes): void {
  const system = connect(target);
  // Whoever hangs up hangs up on both; a failure of one is the end of the other.
  const end = (): void => {
    client.destroy();
    system.destroy();
  };
  system.setNoDelay(true);
  // Each pipeline listens on its own.
  for (const socket of [client, system]) socket.setMaxListeners(30);
  client.once('close', end);
  pipeline(client, system).catch(end);
  pipeline(system, shape, client).then(end, end);
}

async function* late(bytes: Bytes, delayMs: () => number): Bytes {
  for await (const chunk of bytes) {
    await sleep(delayMs(), undefined, { ref: false });
    yield chunk;
  }
}

async function* sliced(bytes: Bytes, size: () => number): Bytes {
  for await (const chunk of bytes) {
    for (let at = 0; at < chunk.length; ) {
      const end = at + size();
      yield chunk.subarray(at, end);
      at = end;
      // Without a pause pieces meet again before they leave.
      await new Promise(setImmediate);
    }
  }
}

async function* limited(bytes: Bytes, most: number): Bytes {
  for await (const chunk of bytes) {
    yield chunk.subarray(0, most);
    return;
  }
}

async function* lingering(bytes: Bytes): Bytes {
  yield* bytes;
  await sleep(200, undefined, { ref: false });
}
