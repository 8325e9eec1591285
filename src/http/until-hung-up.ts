import type { ServerResponse } from 'node:http';

/** A signal that is aborted when the client's socket is closed. It is, too, once `response` is written: nobody waits then. */
export function untilHungUp(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
}
