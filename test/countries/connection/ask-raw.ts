/** Asks a system through a real connection, below every protocol. */
import { type Deadline, openDeadline } from '../../../src/countries/connection/deadline.ts';
import { type Connection, openConnection } from '../../../src/countries/connection/open-connection.ts';
import { type NativeHttpRequest, readText } from '../../../src/countries/protocols/protocol.ts';
import { GatewayError } from '../../../src/errors.ts';
import type { RawSystem } from './serve-raw.ts';

/** Long enough for a busy machine. */
export const LONG_MS = 20_000;
const GET: NativeHttpRequest = { method: 'GET', path: '/records' };

/** The text that came, or the code. */
export async function ask(
  connection: Connection,
  request: NativeHttpRequest = GET,
  deadline: Deadline = openDeadline(3 * LONG_MS),
): Promise<string> {
  try {
    return await connection.within(deadline, async (send) => readText(await send(request)));
  } catch (cause) {
    if (!(cause instanceof GatewayError)) throw cause;
    return cause.code;
  }
}

/** A connection to `system`, for as long as `talk` takes; both are closed then. */
export async function whileConnected<T>(
  system: RawSystem,
  talk: (connection: Connection) => Promise<T>,
  timeoutMs = LONG_MS,
  random?: () => number,
): Promise<T> {
  const connection = openConnection('DK', { url: system.url, timeoutMs }, random);
  try {
    return await talk(connection);
  } finally {
    await connection.close();
    await system.close();
  }
}
