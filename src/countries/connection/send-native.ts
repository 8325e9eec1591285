import { TaskCancelledError } from 'cockatiel';
import { GatewayError } from '../../errors.ts';
import type { NativeHttpResponse } from '../protocols/protocol.ts';
import type { Call } from './call.ts';
import type { BreakOff } from './in-time.ts';
import type { Message } from './message.ts';
import { readBody } from './read-body.ts';
import type { Receive } from './receive-answer.ts';
import { toTransportError } from './to-transport-error.ts';

/**
 * Sends one message of `call` and reads its answer. No redirect is followed. By `signal` the socket is destroyed, so that what
 * comes late is read by nobody.
 *
 * Throws TaskCancelledError when the call is over, SOURCE_UNAVAILABLE when the system cannot be reached
 * (the facts say whether the connection was lost), SOURCE_INVALID for what is no HTTP, too large or not decoded. Of a 502, 503
 * and 504 there is no body: the system is not well, and is not waited for.
 */
export async function sendNative(
  receive: Receive,
  message: Message,
  call: Call,
  signal: BreakOff,
): Promise<NativeHttpResponse> {
  call.sent += 1;
  if (call.isOver) throw new TaskCancelledError();
  call.underWay += 1;
  try {
    const { status, headers, pieces, encoding } = await receive(message, signal);
    const [whole] = pieces;
    // Nearly every body comes in one piece, as it is.
    const isRead = encoding === null && pieces.length === 1 && whole !== undefined;
    return { status, headers, body: isRead ? whole : await readBody(pieces, encoding) };
  } catch (cause) {
    if (call.isOver) throw new TaskCancelledError();
    throw cause instanceof GatewayError ? cause : toTransportError(cause);
  } finally {
    call.underWay -= 1;
  }
}
