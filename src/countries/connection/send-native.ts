import { TaskCancelledError } from 'cockatiel';
import type { Dispatcher, Pool } from 'undici';
import { GatewayError } from '../../errors.ts';
import type { NativeHttpRequest, NativeHttpResponse } from '../protocols/protocol.ts';
import { isBusy } from './is-busy.ts';
import { ACCEPTED_ENCODINGS, readBody } from './read-body.ts';
import { toTransportError } from './to-transport-error.ts';

/**
 * Sends one message and reads its answer. No redirect is followed. When `signal` is aborted the socket is destroyed, so
 * that what comes late is read by nobody.
 *
 * Throws TaskCancelledError when `signal` is aborted, SOURCE_UNAVAILABLE when the system cannot be reached (the facts say
 * whether the connection was lost), SOURCE_INVALID for what is no HTTP, too large or not decoded. Of a 502, 503 and 504
 * there is no body: the system is not well, and is not waited for.
 */
export async function sendNative(
  pool: Pool,
  path: string,
  request: NativeHttpRequest,
  signal: AbortSignal,
): Promise<NativeHttpResponse> {
  if (signal.aborted) throw new TaskCancelledError();
  try {
    const answer = await pool.request({
      method: request.method,
      path,
      headers: { 'accept-encoding': ACCEPTED_ENCODINGS, ...request.headers },
      body: request.body ?? null,
      signal,
    });
    const status = answer.statusCode;
    const headers = toPlainHeaders(answer.headers);
    if (isBusy(status)) return { status, headers, body: dropped(answer.body) };
    return { status, headers, body: await readBody(answer.body, headers['content-encoding'] ?? '') };
  } catch (cause) {
    if (signal.aborted) throw new TaskCancelledError();
    throw cause instanceof GatewayError ? cause : toTransportError(cause);
  }
}

function dropped(body: Dispatcher.ResponseData['body']): Uint8Array {
  body.on('error', () => {}).destroy();
  return new Uint8Array();
}

function toPlainHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const plain: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) plain[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return plain;
}
