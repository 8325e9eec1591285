import type { NativeHttpRequest } from '../protocols/protocol.ts';
import { ACCEPTED_ENCODINGS } from './read-body.ts';

/** A request as undici is handed it. */
export interface Message {
  readonly method: NativeHttpRequest['method'];
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | null;
}

/**
 * Makes messages to one system, of which every path begins with `prefix`. A request that is frozen comes again and again: its
 * message is made once, for as long as the request is held. INVARIANT: one with headers of the configuration is not frozen.
 */
export function openMessages(prefix: string): (request: NativeHttpRequest) => Message {
  const known = new WeakMap<NativeHttpRequest, Message>();
  return (request) => {
    const before = known.get(request);
    if (before !== undefined) return before;
    const message = toMessage(prefix, request);
    if (Object.isFrozen(request)) known.set(request, message);
    return message;
  };
}

function toMessage(prefix: string, { method, path, headers, body }: NativeHttpRequest): Message {
  return {
    method,
    path: `${prefix}${path}`,
    headers: { 'accept-encoding': ACCEPTED_ENCODINGS, ...headers },
    body: body === undefined ? null : Buffer.from(body),
  };
}
