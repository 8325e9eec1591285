import type { Country } from './country.ts';
import type { NativeRequest } from './protocols/native-request.ts';
import type { NativeHttpRequest, Send } from './protocols/protocol.ts';
import { rememberSend } from './protocols/remember-send.ts';

/**
 * The messages with which `country` is asked `request` before any answer of its own is known: several where they leave at once,
 * none where the first cannot be said to it. Written by its protocol and sent nowhere. Without what a connection adds
 * (address, credentials). An id that a message has for itself alone stands as `NEW_EACH_TIME`.
 */
export async function firstMessages(
  country: Country,
  request: NativeRequest,
): Promise<readonly NativeHttpRequest[]> {
  // A protocol may read its description before the first message it ever writes: after that, messages leave in one turn.
  const before = await written(country, request);
  const messages = await written(country, request);
  return messages.map((message, place) => withoutIds(message, before[place]));
}

/** In place of an id that each message has anew (X-Road). */
export const NEW_EACH_TIME = 'NEW-EACH-TIME';

/** What is handed to a `send` that never gives an answer. */
async function written(country: Country, request: NativeRequest): Promise<readonly NativeHttpRequest[]> {
  const messages: NativeHttpRequest[] = [];
  const first = Promise.withResolvers<void>();
  const never: Send = (message) => {
    messages.push(message);
    first.resolve();
    return new Promise(() => {});
  };
  const send = country.protocol.selects === 'whole' ? rememberSend(never) : never;
  await Promise.race([country.protocol.ask(request, send), first.promise]);
  await new Promise((resolve) => setImmediate(resolve));
  return messages;
}

const ID = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/g;

/** `message` beside the same one as it was written before: what differs is of one message. */
function withoutIds(message: NativeHttpRequest, before: NativeHttpRequest | undefined): NativeHttpRequest {
  const known = JSON.stringify(before ?? {});
  const text = JSON.stringify(message).replace(ID, (id) => (known.includes(id) ? id : NEW_EACH_TIME));
  return JSON.parse(text) as NativeHttpRequest;
}
